"""Every blueprint of the program, in one list."""

from flask import Blueprint

from casework.web import account, admin, entrance, health, home

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.pages,
    entrance.pages,
    account.pages,
    admin.pages,
    health.pages,
)
