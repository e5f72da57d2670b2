"""Which run of values belongs to which row of a table.

A row's name on the same line is certain. A name on the lines above is taken as long as nothing
speaks against it. Runs whose name is lost are placed between their neighbours only when exactly as
many rows are missing there as runs are left; otherwise none of them is placed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from casework.papers.published.cells import Value
from casework.papers.published.labels import Label, named
from casework.papers.published.lines import Unreadable
from casework.papers.published.runs import Run

_MOST_RUNS = 300
"""A table has thirty; each page break adds a few."""

How = Literal["beside", "above", "order", ""]


@dataclass(slots=True)
class Placed:
    """Values of one row; `key` is empty while the row is not known."""

    values: list[Value]
    ruled: bool
    key: str = ""
    how: How = ""


def place(
    runs: Sequence[Run], labels: tuple[Label, ...], order: Sequence[str], width: int
) -> tuple[list[Placed], set[str]]:
    """The runs with their rows, and the rows of which it is uncertain what they hold."""
    if len(runs) > _MOST_RUNS:
        raise Unreadable("表格的行过多，不像是一份年度报告，请只提供报告本身后再试")
    found = [piece for run in runs for piece in _named_pieces(run, labels, order, width)]
    if found and not found[0].key and found[0].values:
        # Numbers above the first name: the names may stand below their numbers.
        _forget(found, 0, len(found))
    _forget_what_does_not_fit(found, order, width)
    return found, _fill_gaps(found, order, width)


def _named_pieces(
    run: Run, labels: tuple[Label, ...], order: Sequence[str], width: int
) -> list[Placed]:
    """The run, cut into rows if it holds several full ones; only the first can have the name."""
    if not run.values:
        return []
    beside, names = named(run.beside, labels), named(run.words, labels)
    if not run.holds_numbers and (not names or len(run.values) < width):
        return []
    key, how = _certain(beside, names)
    values = run.values
    padded = any(value.text == "" for value in values)
    several = len(values) > width and len(values) % width == 0 and not padded
    pieces = (
        [values[at : at + width] for at in range(0, len(values), width)] if several else [values]
    )
    first = Placed(pieces[0], run.ruled, *((key, how) if key in order else ("", "")))
    return [first, *(Placed(piece, run.ruled) for piece in pieces[1:])]


def _certain(beside: list[str], names: list[str]) -> tuple[str, How]:
    if len(beside) == 1:
        return beside[0], "beside"
    if len(names) == 1:
        return names[0], "above"
    return "", ""


def _forget(found: list[Placed], start: int, end: int) -> bool:
    """Take back the names that only stood above; whether there were any."""
    weak = [piece for piece in found[start:end] if piece.how == "above"]
    for piece in weak:
        piece.key, piece.how = "", ""
    return bool(weak)


def _forget_what_does_not_fit(found: list[Placed], order: Sequence[str], width: int) -> None:
    """A name above is taken back where the runs around it would have no room."""
    changed = True
    while changed:
        changed = False
        for before, after in _between_anchors(found):
            missing = _missing(found, before, after, order)
            surplus = len(_whole(found[before + 1 : after], width)) > len(missing)
            if surplus and _forget(found, max(before, 0), min(after + 1, len(found))):
                changed = True
                break


def _between_anchors(found: list[Placed]) -> list[tuple[int, int]]:
    anchors = [-1, *(place for place, piece in enumerate(found) if piece.key), len(found)]
    return list(pairwise(anchors))


def _missing(found: list[Placed], before: int, after: int, order: Sequence[str]) -> list[str]:
    """The rows of the form between two anchors."""
    first = order.index(found[before].key) + 1 if before >= 0 else 0
    last = order.index(found[after].key) if after < len(found) else len(order)
    return list(order[first:last])


def _whole(pieces: Sequence[Placed], width: int) -> list[Placed]:
    """The runs that can be a row; a number alone may be that of a page."""
    return [
        p for p in pieces if len(p.values) >= width or sum(len(v.text) for v in p.values) >= width
    ]


_MANY = 3


def _likely_rows(pieces: Sequence[Placed]) -> bool:
    """Whether many rows without names add up to their last number, most of them.

    Otherwise the numbers may stand column by column.
    """
    if len(pieces) < _MANY:
        return True
    rows = [[int(v.text) for v in p.values if v.text.isdecimal()] for p in pieces]
    filled = [row for row in rows if any(row)]
    wrong = sum(sum(row[:-1]) != row[-1] for row in filled)
    return wrong * _MANY <= len(filled)


def _fill_gaps(found: list[Placed], order: Sequence[str], width: int) -> set[str]:
    doubtful: set[str] = set()
    for before, after in _between_anchors(found):
        missing = _missing(found, before, after, order)
        gap = found[before + 1 : after]
        left = _whole(gap, width)
        if left and len(left) == len(missing) and _likely_rows(left):
            for piece, key in zip(left, missing, strict=True):
                piece.key, piece.how = key, "order"
        elif gap:
            placed = {piece.key for piece in found}
            elsewhere = (key for key in order if key not in placed) if left else ()
            doubtful.update(missing or elsewhere)
    return doubtful
