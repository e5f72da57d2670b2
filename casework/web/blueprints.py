"""Every blueprint of the program, in one list."""

from flask import Blueprint

from casework.web import (
    account,
    admin,
    annulling,
    applications,
    asof,
    calendar_pages,
    case_events,
    case_lists,
    cases,
    closing,
    disputes,
    entrance,
    feeds,
    health,
    home,
    notice_pages,
    proving,
    reports,
    supposing,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.pages,
    entrance.pages,
    account.pages,
    disputes.pages,
    reports.pages,
    admin.pages,
    health.pages,
    applications.pages,
    case_lists.pages,
    cases.pages,
    case_events.pages,
    closing.pages,
    annulling.pages,
    supposing.pages,
    proving.pages,
    asof.pages,
    asof.report_pages,
    calendar_pages.pages,
    notice_pages.pages,
    feeds.pages,
)
