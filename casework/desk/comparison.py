"""The years beside each other: intake, outcomes, lateness, what was overturned."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from casework.law.outcomes import OUTCOMES_BY_CODE
from casework.store.queries.comparison import courses, decided_disputes

FEWEST = 5
"""A share or an average of fewer cases would say more about chance, or about one applicant."""


@dataclass(slots=True)
class Year:
    """One year's counts; the outcomes are grouped as in table 三."""

    year: int
    new: int = 0
    closed: int = 0
    carried_out: int = 0
    late: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    decided: int = 0
    overturned: int = 0

    @property
    def late_share(self) -> float | None:
        """Which part of the cases that were closed was late, None of too few."""
        return share(self.late, self.closed)

    @property
    def overturned_share(self) -> float | None:
        """Which part of the disputes that were decided was overturned, None of too few."""
        return share(self.overturned, self.decided)


def heading_of(outcome: str) -> str:
    """Under which heading of table 三 an outcome stands; two are headings themselves."""
    found = OUTCOMES_BY_CODE[outcome]
    return found.group or found.label


def share(part: int, whole: int) -> float | None:
    """A part of a whole, None where the whole is less than five."""
    return part / whole if whole >= FEWEST else None


def compare_years(
    tx: Session, agency_ids: Sequence[int] | None, years: Iterable[int]
) -> list[Year]:
    """Some agencies together (None: all), the earliest year first."""
    found = {year: Year(year) for year in sorted(years)}
    for course in courses(tx, agency_ids):
        for each in found.values():
            _count(each, course.received, course.closed, course.cases)
        closed = found.get(course.closed or 0)
        if closed is not None:
            closed.late += course.late
            closed.outcomes[heading_of(course.outcome)] += course.cases
    for row in decided_disputes(tx, agency_ids):
        year = found.get(row.decided_year)
        if year is not None:
            year.decided += row.n
            year.overturned += row.n if row.result == "overturned" else 0
    return list(found.values())


def _count(each: Year, received: int, closed: int | None, cases: int) -> None:
    each.new += cases if received == each.year else 0
    each.closed += cases if closed == each.year else 0
    is_open = received <= each.year and (closed is None or closed > each.year)
    each.carried_out += cases if is_open else 0
