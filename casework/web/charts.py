"""Bars for the first page: drawn as plain SVG, with the same numbers in a table beside them."""

from collections.abc import Iterable
from dataclasses import dataclass

_CHARACTER = 12
_LABEL = 10
"""Characters that fit before a bar; the table has the whole."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, and the list of the cases it counts, where there is one."""

    label: str
    count: int
    share: float
    """Of the longest bar, 0 to 1."""
    address: str = ""

    @property
    def short_label(self) -> str:
        """What stands before the bar."""
        return self.label if len(self.label) <= _LABEL else f"{self.label[: _LABEL - 1]}…"


@dataclass(frozen=True, slots=True)
class Chart:
    """A heading, what the bars stand for, and the bars."""

    title: str
    heading: str
    bars: tuple[Bar, ...]

    @property
    def label_width(self) -> int:
        """Room for the longest label, in the chart's own units."""
        return max(len(bar.short_label) for bar in self.bars) * _CHARACTER

    @property
    def total(self) -> int:
        """How many cases all bars count; a chart of none is not drawn."""
        return sum(bar.count for bar in self.bars)


def chart(title: str, heading: str, lines: Iterable[tuple[str, int, str]]) -> Chart:
    """A chart out of labels, counts and addresses."""
    told = list(lines)
    most = max((count for _, count, _ in told), default=0) or 1
    bars = (Bar(label, count, count / most, address) for label, count, address in told)
    return Chart(title, heading, tuple(bars))
