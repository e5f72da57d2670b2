"""From which day on another set of notices may move a date."""

from datetime import date

from casework.law.calendar import WorkCalendar

_DECEMBER, _FIRST_UNSURE_DAY = 12, 29


def moves_since(before: WorkCalendar, after: WorkCalendar) -> date | None:
    """The first day that the calendars count differently, or that only one takes as certain.

    A date earlier than this one is the same by both; None where every date is.
    """
    days = before.rulings.keys() | after.rulings.keys()
    found = [day for day in days if before.is_workday(day) != after.is_workday(day)]
    if before.last_known_year != after.last_known_year:
        year = min(before.last_known_year, after.last_known_year)
        found.append(date(year, _DECEMBER, _FIRST_UNSURE_DAY))
    return min(found, default=None)
