"""The working calendar: which days count, and the n-th working day after a day.

工作日 are Monday to Friday less the days off of the State Council's notices, plus the weekend days
that a notice makes up for them (调休上班). Years whose notice is not out are predicted from the
statutory festivals; a date that rests on them is provisional (暂定).
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from casework.law.notices import NOTICES, Notice
from casework.law.predicted import LAST_PREDICTED_YEAR
from casework.law.rulings import rulings_of

FIRST_DAY = date(2018, 12, 29)
"""The calendar begins with the first day that the notice for 2019 speaks of."""

LAST_DAY = date(LAST_PREDICTED_YEAR, 12, 31)

_ONE_DAY = timedelta(days=1)
_SATURDAY, _DAYS_A_WEEK = 5, 7


class OutsideCalendar(LookupError):
    """A day was asked for that the calendar does not reach."""


class WorkCalendar:
    """The working days between FIRST_DAY and LAST_DAY as a set of notices orders them."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        self.notices = tuple(sorted(notices, key=lambda notice: notice.issued_on))
        self._issue_days = [notice.issued_on for notice in self.notices]
        self._earlier: dict[int, WorkCalendar] = {}
        known_years = {notice.year for notice in self.notices}
        self.last_known_year = _last_in_row(known_years)
        years = range(FIRST_DAY.year, LAST_PREDICTED_YEAR + 1)
        predicted = (year for year in years if year not in known_years)
        self.rulings = rulings_of(self.notices, predicted)
        self._base = FIRST_DAY.toordinal()
        ruled = {day.toordinal(): ruling.working for day, ruling in self.rulings.items()}
        self._workdays: list[date] = []
        self._ranks: list[int] = []
        for ordinal in range(self._base, LAST_DAY.toordinal() + 1):
            # Ordinal 1 is a Monday.
            if ruled.get(ordinal, (ordinal - 1) % _DAYS_A_WEEK < _SATURDAY):
                self._workdays.append(date.fromordinal(ordinal))
            self._ranks.append(len(self._workdays))

    def _rank(self, day: date) -> int:
        """How many working days there are up to and including that day."""
        index = day.toordinal() - self._base
        if index < 0 or index >= len(self._ranks):
            raise OutsideCalendar(f"{day} 不在本系统的日历范围内（{FIRST_DAY} 至 {LAST_DAY}）")
        return self._ranks[index]

    def is_workday(self, day: date) -> bool:
        """Whether the office works on that day."""
        before = self._rank(day - _ONE_DAY) if day > FIRST_DAY else 0
        return self._rank(day) > before

    def workday_after(self, day: date, count: int) -> date:
        """The count-th working day after a day that is itself not counted (count ≥ 1)."""
        index = day.toordinal() - self._base
        if index >= 0 and count > 0:
            try:
                return self._workdays[self._ranks[index] + count - 1]
            except IndexError:
                pass
        raise OutsideCalendar(f"{day} 之后第 {count} 个工作日不在本系统的日历范围内")

    def workday_before(self, day: date, count: int) -> date:
        """The count-th working day before a day that is itself not counted (count ≥ 1)."""
        index = self._rank(day - _ONE_DAY) - count
        if index < 0 or count < 1:
            raise OutsideCalendar(f"{day} 之前第 {count} 个工作日不在本系统的日历范围内")
        return self._workdays[index]

    def workdays_between(self, after: date, until: date) -> int:
        """How many working days lie after one day and up to and including another."""
        base = self._base
        first, last = after.toordinal() - base, until.toordinal() - base
        if first < 0 or last < 0:
            raise OutsideCalendar(f"{min(after, until)} 不在本系统的日历范围内")
        try:
            return self._ranks[last] - self._ranks[first]
        except IndexError:
            raise OutsideCalendar(f"{max(after, until)} 不在本系统的日历范围内") from None

    def workday_on_or_after(self, day: date) -> date:
        """That day, or the first working day after it (期限届满日为法定休假日的顺延)."""
        return day if self.is_workday(day) else self.workday_after(day, 1)

    def is_provisional(self, day: date) -> bool:
        """Whether a notice not yet issued may still change how the days up to this one count.

        A notice for a year may reach into the last days of December before it.
        """
        return day >= date(self.last_known_year, 12, 29)

    def known_on(self, day: date) -> "WorkCalendar":
        """The calendar as it stood at the end of a day: only the notices issued by then."""
        issued = bisect_right(self._issue_days, day)
        if issued == len(self.notices):
            return self
        if issued not in self._earlier:
            self._earlier[issued] = WorkCalendar(self.notices[:issued])
        return self._earlier[issued]


@cache
def issued_calendar() -> WorkCalendar:
    """The calendar of the notices that the program is delivered with; built once."""
    return WorkCalendar(NOTICES)


def _last_in_row(years: set[int]) -> int:
    """The last year up to which every year's notice is known."""
    year = FIRST_DAY.year
    while year + 1 in years:
        year += 1
    return year
