"""What a provisional date (暂定) rests on: two reckonings of the years whose notice is missing.

The earlier: only the days off that the law itself gives. The later, which is the date shown: the
spans to be expected. Which weekends will be worked for them nobody knows, so the notice may also
bring a day beside the two.
"""

from datetime import date
from functools import cache

from casework.law.calendar import FIRST_DAY, WorkCalendar
from casework.law.notices import Notice
from casework.law.predicted import LAST_PREDICTED_YEAR, predicted_festivals, statutory_festivals

_DECEMBER, _LAST_FIRM_DAY = 12, 28


def provisional_range(
    due_on: date, since: date | None, calendar: WorkCalendar
) -> tuple[date, date]:
    """A date reached by counting working days: by the law's own days off alone, and as expected.

    `since` is the day after which they are counted; up to the 28th of the last December that is
    known every day is firm, so it may be None where the counting began before.
    """
    firm = date(calendar.last_known_year, _DECEMBER, _LAST_FIRM_DAY)
    start = max(firm, since or firm)
    if start >= due_on:
        return due_on, due_on
    left = calendar.workdays_between(start, due_on)
    earliest = _by_statute().workday_after(start, left) if left else due_on
    return min(earliest, due_on), due_on


@cache
def _by_statute() -> WorkCalendar:
    """Every year as if no notice joined a weekend to a festival."""
    years = range(FIRST_DAY.year + 1, LAST_PREDICTED_YEAR + 1)
    return WorkCalendar(
        Notice("", date(year - 1, _DECEMBER, 31), year, statutory_festivals(year))
        for year in years
        if predicted_festivals(year)
    )
