"""The first page: what is due, what one is reminded of, and how the year stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from casework.desk.above import Asked, asked_of
from casework.desk.calls import Call, shown_to
from casework.desk.housekeeping import silent
from casework.desk.overview import SPANS, Overview, overview
from casework.desk.yearend import begins
from casework.report.forms import FORM_2019
from casework.store.queries.agencies import agencies_below
from casework.store.queries.seals import last_version
from casework.store.tables import AgencyRow
from casework.web import here
from casework.web.charts import Chart, chart
from casework.web.list_filters import OUTCOME_NAMES
from casework.web.permissions import READERS, signed_in
from casework.web.sessions import Standing

pages = Blueprint("home", __name__)

_UNTIL_MONTH = 3
"""By then the reminders of every report have begun."""

_QUEUES = {
    "overdue": ("已逾期", "danger"),
    "today": ("今天到期", "warning"),
    "week": ("本周到期（含今天）", ""),
    "waiting": ("等待对方", ""),
    "unassigned": ("没有承办人", ""),
}


@dataclass(frozen=True, slots=True)
class _Queue:
    """A number of open cases, with its list."""

    label: str
    count: int
    look: str
    address: str


@pages.get("/")
@signed_in
def show() -> ResponseReturnValue:
    """Where a day at the register begins."""
    standing = here.standing_or_none()
    if standing is None or standing.roles.isdisjoint({*READERS, "supervisor"}):
        return render_template("pages/home_bare.html")
    return render_template("pages/home.html", **_day(standing))


def _day(standing: Standing) -> dict[str, Any]:
    office, today = here.office(), here.office().today()
    below = standing.roles.isdisjoint(READERS)
    with here.reading() as tx:
        ids = agencies_below(tx, standing.id, today) if below else [standing.id]
        seen = overview(tx, ids, office.calendar(tx), today)
        calls = shown_to(tx, here.person().id, office.calendar(tx), today)
        return {
            "below": below,
            "seen": seen,
            "today": today,
            "queues": _queues(seen, below),
            "charts": _charts(seen, today.year),
            "calls": calls,
            "preparing": None if below else _preparing(tx, standing.id, today, calls),
            "returned": None if below else _returned(tx, standing.id, today),
            "silent": silent(tx, office.now()),
        }


def _preparing(tx: Session, agency_id: int, today: date, calls: Sequence[Call]) -> int | None:
    """The year whose report is prepared and not sealed, unless it is already called for.

    That of this year from December on, then that of last year until its reminders begin.
    """
    year = today.year if today >= begins(today.year) else today.year - 1
    late = year < today.year and today.month > _UNTIL_MONTH
    called = any(call.agency_id == agency_id for call in calls)
    if late or called or year < FORM_2019.first_year:
        return None
    return None if last_version(tx, agency_id, year) else year


def _returned(tx: Session, agency_id: int, today: date) -> Asked | None:
    """Who has given last year's report back, and why, until a newer version is sealed."""
    asked = asked_of(tx, tx.get_one(AgencyRow, agency_id), today.year - 1)
    return asked if asked and asked.returned else None


def _queues(seen: Overview, below: bool) -> list[_Queue]:
    return [
        _Queue(label, seen.queues[code], look, url_for("case_lists.index", queue=code))
        for code, (label, look) in _QUEUES.items()
        if not (below and code == "unassigned")
    ]


def _charts(seen: Overview, year: int) -> list[Chart]:
    def among(**filters: Any) -> str:
        return url_for("case_lists.all_cases", **filters)

    months = [(f"{month}月", count, among(year=year, month=month)) for month, count in seen.months]
    outcomes = [
        (OUTCOME_NAMES[code], count, among(closed_year=year, outcome=code))
        for code, count in seen.outcomes
    ]
    spans = [
        (SPANS[code], count, among(closed_year=year, taken=code)) for code, count in seen.spans
    ]
    return [
        chart("本年每月收到", "月份", months),
        chart("本年办理结果", "办理结果", outcomes),
        chart("本年办理用时（自收到次日起）", "用时", spans),
    ]
