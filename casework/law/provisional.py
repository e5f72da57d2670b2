"""Within which days a provisional date (暂定) may come to lie once the year's notice is out.

The earliest: only the days off that the law itself gives. The latest, which is the date shown: the
spans to be expected, without the weekends that will be worked for them.
"""

from datetime import date
from functools import cache

from casework.law.calendar import FIRST_DAY, WorkCalendar
from casework.law.notices import Notice
from casework.law.predicted import LAST_PREDICTED_YEAR, predicted_festivals, statutory_festivals

_DECEMBER, _LAST_FIRM_DAY = 12, 28


def provisional_range(due_on: date, since: date | None = None) -> tuple[date, date]:
    """The earliest and the latest day that a date provisional today may become.

    `since` is the day from which its working days are counted, where that lies in the year whose
    notice is missing; earlier days are firm and need not be given.
    """
    december = (due_on.month, due_on.day) > (_DECEMBER, _LAST_FIRM_DAY)
    firm = date(due_on.year if december else due_on.year - 1, _DECEMBER, _LAST_FIRM_DAY)
    start = max(firm, since or firm)
    if start >= due_on:
        return due_on, due_on
    left = _as_predicted().workdays_between(start, due_on)
    earliest = _by_statute().workday_after(start, left) if left else due_on
    return min(earliest, due_on), due_on


@cache
def _as_predicted() -> WorkCalendar:
    """Every year as it is expected before its notice."""
    return WorkCalendar(())


@cache
def _by_statute() -> WorkCalendar:
    """Every year as if no notice joined a weekend to a festival."""
    years = range(FIRST_DAY.year + 1, LAST_PREDICTED_YEAR + 1)
    return WorkCalendar(
        Notice("", date(year - 1, _DECEMBER, 31), year, statutory_festivals(year))
        for year in years
        if predicted_festivals(year)
    )
