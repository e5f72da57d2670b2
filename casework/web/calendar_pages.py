"""日历: a year's working days with their notices, what is due on each, and what one day holds."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from casework.cases.milestones import NAMES
from casework.cases.report_reminders import missing_notice
from casework.desk.notices import may_import
from casework.law.calendar import FIRST_DAY, LAST_DAY
from casework.store.queries.agencies import agencies_below
from casework.store.queries.due_days import due_counts, due_lines
from casework.store.queries.moves import runs_under_way
from casework.store.queries.notices import notices_of_year
from casework.web import here
from casework.web.months import months_of
from casework.web.permissions import READERS, permits

pages = Blueprint("calendar", __name__, url_prefix="/calendar")
_seers = permits(*READERS, "supervisor", "admin", of="agency")

_MOST = 500
"""Deadlines that the page of a day lists; a province may have more."""


@pages.get("")
@_seers
def show() -> ResponseReturnValue:
    """The running year."""
    return _year(here.office().today().year)


@pages.get("/<int:year>")
@_seers
def year(year: int) -> ResponseReturnValue:
    """One year."""
    return _year(year)


def _year(year: int) -> ResponseReturnValue:
    if not FIRST_DAY.year < year < LAST_DAY.year:
        abort(404, f"日历从{FIRST_DAY.year + 1}年到{LAST_DAY.year - 1}年，没有{year}年")
    office, today = here.office(), here.office().today()
    with here.looking() as act:
        calendar = act.calendar
        due = due_counts(act.tx, _agencies(act.tx), date(year, 1, 1), date(year, 12, 31))
        context: dict[str, Any] = {
            "may_import": may_import(act),
            "runs": runs_under_way(act.tx),
            "asked": False,
            "imports": notices_of_year(act.tx, year),
        }
    return render_template(
        "pages/calendar/show.html",
        **context,
        year=year,
        months=months_of(year, calendar, due, today),
        notices=[notice for notice in calendar.notices if notice.year == year],
        due=sum(due.values()),
        workdays=calendar.workdays_between(date(year - 1, 12, 31), date(year, 12, 31)),
        missing=missing_notice(calendar, office.today()),
        first=FIRST_DAY.year + 1,
        last=LAST_DAY.year - 1,
    )


@pages.get("/day/<day>")
@_seers
def day(day: str) -> ResponseReturnValue:
    """What is due on one day."""
    try:
        on = date.fromisoformat(day)
    except ValueError:
        abort(404)
    with here.reading() as tx:
        calendar = here.office().calendar(tx)
        rows = due_lines(tx, _agencies(tx), on, on, _MOST)
    return render_template(
        "pages/calendar/day.html",
        on=on,
        ruling=calendar.rulings.get(on),
        rows=rows,
        names=NAMES,
        named=not here.agency().roles.isdisjoint(READERS),
        most=_MOST,
        today=here.office().today(),
    )


@pages.get("/progress")
@_seers
def progress() -> ResponseReturnValue:
    """How far the deadlines have been reckoned anew; the page asks until nothing is left."""
    with here.reading() as tx:
        runs = runs_under_way(tx)
    return render_template("components/reckoning.html", runs=runs, asked=True)


def _agencies(tx: Session) -> list[int]:
    """Whose deadlines the person may see here: their agency's, as supervisor those below too."""
    standing = here.agency()
    if not standing.roles.isdisjoint(READERS):
        return [standing.id]
    if "supervisor" in standing.roles:
        return agencies_below(tx, standing.id, here.office().today())
    return []
