"""What each number of a report counted: which case, dispute or document stood in which cell.

A report that is sealed keeps this list, so that a later change can be told case by case. It names
no person: a case is its number, and `seq` is how much of its record there was.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from casework.report.facts import DisputeFact, Fact
from casework.report.table3 import rows_of
from casework.report.table4 import column_of

Subject = Literal["case", "dispute", "document"]


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that was counted, and the addresses of its cells, totals aside.

    `seq` is the place of the last event then; a document has no events, and 0.
    """

    subject: Subject
    id: int
    number: str
    seq: int
    cells: tuple[str, ...]

    @property
    def key(self) -> tuple[str, int]:
        """What makes it the same thing in two reports."""
        return self.subject, self.id


def counted_cases(facts: Iterable[tuple[int, int, Fact]], year: int) -> Iterator[Counted]:
    """The cases that table 三 of a year counts, from (id, last seq, fact)."""
    for case_id, seq, fact in facts:
        cells = tuple(f"table3/{row}/{fact.applicant_kind}" for row in rows_of(fact, year))
        if cells:
            yield Counted("case", case_id, fact.number, seq, cells)


def counted_disputes(
    facts: Iterable[tuple[int, int, str, DisputeFact]], year: int
) -> Iterator[Counted]:
    """The disputes that table 四 of a year counts, from (id, last seq, number, fact)."""
    for dispute_id, seq, number, fact in facts:
        column = column_of(fact, year)
        if column:
            yield Counted("dispute", dispute_id, number, seq, (f"table4/{fact.kind}/{column}",))
