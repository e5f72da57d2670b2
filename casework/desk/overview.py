"""What the first page adds up: the open cases by what they need, and the year so far."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from casework.law.calendar import WorkCalendar
from casework.law.outcomes import OUTCOMES
from casework.store.queries.overview import closed_spans, has_cases, open_counts, received_days

SPANS = {
    "5": "5个工作日以内",
    "10": "6至10个工作日",
    "20": "11至20个工作日",
    "more": "超过20个工作日",
}
"""How the days taken are parted: up to so many workdays after the receipt, or more."""

Counts = tuple[tuple[str, int], ...]
"""What is counted, by its code or its words, and how many."""


@dataclass(frozen=True, slots=True)
class Overview:
    """`queues` are the open cases; months, outcomes and spans those of the year so far."""

    queues: dict[str, int]
    months: Counts
    outcomes: Counts
    spans: Counts
    is_empty: bool

    @property
    def received(self) -> int:
        """How many applications the year has brought."""
        return sum(count for _, count in self.months)

    @property
    def closed(self) -> int:
        """How many cases the year has counted among the outcomes."""
        return sum(count for _, count in self.outcomes)


def overview(
    tx: Session, agency_ids: Sequence[int], calendar: WorkCalendar, today: date
) -> Overview:
    """The state of some agencies' register on a day."""
    queues = open_counts(tx, agency_ids, today, end_of_week(today))
    months: Counter[int] = Counter()
    for row in received_days(tx, agency_ids, today.year):
        months[row.received_on.month] += row.n
    outcomes: Counter[str] = Counter()
    spans: Counter[str] = Counter()
    for row in closed_spans(tx, agency_ids, today.year):
        outcomes[row.counted_outcome] += row.n
        spans[_span(calendar.workdays_between(row.received_on, row.counted_on))] += row.n
    return Overview(
        queues=queues,
        months=tuple((str(month), months[month]) for month in range(1, today.month + 1)),
        outcomes=tuple((o.code, outcomes[o.code]) for o in OUTCOMES if outcomes[o.code]),
        spans=tuple((code, spans[code]) for code in SPANS),
        is_empty=not (queues["open"] or months or spans or has_cases(tx, agency_ids)),
    )


def end_of_week(today: date) -> date:
    """The Sunday of the week."""
    return today + timedelta(days=6 - today.weekday())


def days_within(
    tx: Session, agency_ids: Sequence[int], calendar: WorkCalendar, year: int, span: str
) -> list[tuple[date, date]]:
    """From when to when the cases took that a year counts and that took so long."""
    return sorted(
        {
            (row.received_on, row.counted_on)
            for row in closed_spans(tx, agency_ids, year)
            if _span(calendar.workdays_between(row.received_on, row.counted_on)) == span
        }
    )


def _span(workdays: int) -> str:
    return next((code for code in SPANS if code.isdigit() and workdays <= int(code)), "more")
