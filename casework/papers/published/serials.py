"""A first column with the numbers of the rows, which are no numbers of the table."""

from collections.abc import Sequence
from itertools import pairwise

from casework.papers.published.characters import letters
from casework.papers.published.lines import Line

_ENOUGH = 3
"""Rows in sequence, two of them with a label behind the number; no cell stands before a label."""
_LABELLED = 2


def without_serials(lines: Sequence[Line]) -> list[Line]:
    """The lines without that column, if they have one."""
    serials = {
        at: serial for at, line in enumerate(lines) if (serial := _serial(line)) is not None
    }
    in_sequence = all(b == a + 1 for a, b in pairwise(serials.values()))
    labelled = sum(bool(letters(lines[at].cells[1])) for at in serials)
    if len(serials) < _ENOUGH or not in_sequence or labelled < _LABELLED:
        return list(lines)
    return [
        Line(line.cells[1:], ruled=True) if at in serials else line
        for at, line in enumerate(lines)
    ]


def _serial(line: Line) -> int | None:
    first = line.cells[0].strip()
    return int(first) if line.ruled and first.isdecimal() else None
