"""A table as it was read: the cells, those that could not be read, and what was inferred."""

from dataclasses import dataclass, field

from casework.report.addresses import Value as Cell
from casework.report.findings import Finding


@dataclass(slots=True)
class Table:
    """Rows by key. A place is `table3/new/total`, as everywhere."""

    rows: dict[str, list[Cell]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    doubts: list[Finding] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    """Rows of which not even the name was found, such as `table3/new`: the table breaks off."""

    def doubt(self, place: str, cause: str) -> None:
        """Say that a row was read by inference."""
        self.doubts.append(Finding("reading", place, None, None, cause, "warning"))
