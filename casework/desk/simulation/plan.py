"""What to invent, and on which days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from casework.law.calendar import WorkCalendar
from casework.law.terms import REGULATION_IN_FORCE

_GROWTH = 1.15
"""Each year brings so many times the cases of the year before."""
_ONE_DAY = timedelta(days=1)
_OFFICE_HOUR = time(2, tzinfo=UTC)
"""Ten in the morning in China: when everything that is invented was recorded."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to invent. The same plan makes the same register."""

    agencies: int
    cases: int
    first_year: int
    last_year: int
    seed: int


def days_of_receipt(rng: Random, plan: Plan, calendar: WorkCalendar, until: date) -> list[date]:
    """When each case is received: on working days, in order, more from year to year."""
    spans = list(_spans(plan, until))
    lengths = [calendar.workdays_between(before, last) for before, last in spans]
    weights = [length * _GROWTH**year for year, length in enumerate(lengths)]
    years = rng.choices(range(len(spans)), weights, k=plan.cases)
    return sorted(
        calendar.workday_after(spans[year][0], rng.randint(1, lengths[year])) for year in years
    )


def _spans(plan: Plan, until: date) -> Iterator[tuple[date, date]]:
    """Of each year the day before the first and the last day on which cases are received."""
    for year in range(plan.first_year, plan.last_year + 1):
        first = max(date(year, 1, 1), REGULATION_IN_FORCE)
        yield first - _ONE_DAY, min(date(year, 12, 31), until)


def stamp(day: date) -> datetime:
    """When what happened on a day was recorded."""
    return datetime.combine(day, _OFFICE_HOUR)
