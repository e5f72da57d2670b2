"""The few things the annual report wants to know about a case and about a dispute."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Fact:
    """A case as the report sees it: who asked, when it came, when and as what it was counted.

    `counted_on` is the day of the first closing that was not annulled, None while there is none.
    Raises ValueError for a case that no table could place: counted before it was received, or
    with a day but no outcome.
    """

    number: str
    applicant_kind: str
    received_on: date
    counted_on: date | None = None
    counted_outcome: str | None = None

    def __post_init__(self) -> None:
        if (self.counted_on is None) != (self.counted_outcome is None):
            raise ValueError(f"{self.number}: counted_on and counted_outcome belong together")
        if self.counted_on is not None and self.counted_on < self.received_on:
            raise ValueError(f"{self.number}: counted before it was received")

    def counted_by_end_of(self, year: int) -> bool:
        """Whether the case had its outcome on 31 December of that year."""
        return self.counted_on is not None and self.counted_on.year <= year

    def open_at_end_of(self, year: int) -> bool:
        """Whether the case had been received, and was not yet counted, on that 31 December."""
        return self.received_on.year <= year and not self.counted_by_end_of(year)


@dataclass(frozen=True, slots=True)
class DisputeFact:
    """A reconsideration or a lawsuit as table 四 sees it.

    `result` is one of the codes in `law.disputes.RESULTS`, None while undecided.
    """

    kind: str
    filed_on: date
    decided_on: date | None = None
    result: str | None = None

    def __post_init__(self) -> None:
        if (self.decided_on is None) != (self.result is None):
            raise ValueError("decided_on and result belong together")
        if self.decided_on is not None and self.decided_on < self.filed_on:
            raise ValueError("decided before it was filed")

    def pending_at_end_of(self, year: int) -> bool:
        """Whether it had been filed, and was undecided, on 31 December of that year."""
        undecided = self.decided_on is None or self.decided_on.year > year
        return self.filed_on.year <= year and undecided


@dataclass(frozen=True, slots=True)
class Fees:
    """信息处理费 of a year, as recorded: notices sent, their sum, what was paid, in 元."""

    notices: int = 0
    notified: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)
