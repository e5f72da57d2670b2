"""What is owed by an agency, not by a case: the yearly report, and the next holiday notice."""

from datetime import date

from casework.cases.reminders import Owed, Steps, latest_step
from casework.law.calendar import WorkCalendar
from casework.law.filers import report_day

REPORT_STEPS = Steps((-10, -5, -3, -1, 0), daily=True)

_FOLLOWED_MONTHS = 2
"""How many full months after the month of its last day a report is still called for."""

REPORTS_FOLLOWED_UNTIL = 5
"""The month in which the last report, that of a government, is called for."""

NOTICE_MONTH = 11
"""The State Council's notice for the next year comes out in October or November."""


def report_due(agency: str, year: int, chosen: str) -> date:
    """When an agency's report of a year is due: on its own day (“01-20”), or that of the law.

    The law's day does not move when it is a day off (条例第四十九条); an own day cannot be later.
    """
    last = report_day(agency, year)
    try:
        own = date.fromisoformat(f"{year + 1}-{chosen}")
    except ValueError:
        return last
    return min(own, last)


def report_owed(
    agency: str, year: int, chosen: str, calendar: WorkCalendar, today: date
) -> Owed | None:
    """The reminder of a report that is not published yet.

    Past the office's own day, the day of the law takes its place.
    """
    own, last = report_due(agency, year, chosen), report_day(agency, year)
    due = own if today <= own else last
    followed_until = date(last.year, last.month + _FOLLOWED_MONTHS + 1, 1)
    if not calendar.is_workday(today) or today >= followed_until:
        return None
    step = latest_step(REPORT_STEPS, due, calendar, today)
    return None if step is None else Owed("annual_report", "", year, due, step)


def missing_notice(calendar: WorkCalendar, today: date) -> int | None:
    """The year whose holiday notice should have been imported by now, None if there is none."""
    wanted = today.year + 1 if today.month >= NOTICE_MONTH else today.year
    return wanted if calendar.last_known_year < wanted else None
