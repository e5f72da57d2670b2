"""The values of a row, brought to as many cells as the form has."""

from collections.abc import Sequence

from casework.papers.published.cells import EMPTY, Value
from casework.papers.published.placing import Placed


def offsets(rows: Sequence[Placed], width: int) -> dict[int, set[int]]:
    """Where the numbers begin in the ruled rows that are full, by how many cells these have.

    A table drawn with more cells than columns (merged labels, a border too many) is the same in
    every row.
    """
    found: dict[int, set[int]] = {}
    for row in rows:
        kinds = [value.text != "" for value in row.values]
        if row.ruled and sum(kinds) == width:
            first = kinds.index(True)
            if all(kinds[first : first + width]):
                found.setdefault(len(kinds), set()).add(first)
    return found


def fit(row: Placed, width: int, known: dict[int, set[int]]) -> list[Value] | None:
    """The cells of the row, None if it cannot be told which value is which."""
    values = row.values
    if len(values) == width:
        return list(values)
    if not row.ruled:
        return None
    filled = [place for place, value in enumerate(values) if value.text != ""]
    if not filled:
        return [EMPTY] * width
    full = len(filled) == width and filled[-1] - filled[0] == width - 1
    starts = {filled[0]} if full else known.get(len(values), set())
    if len(starts) != 1 or len(values) < width:
        return None
    start = next(iter(starts))
    fits = start <= filled[0] and filled[-1] < start + width
    return list(values[start : start + width]) if fits else None


def without_intruder(values: Sequence[Value], width: int) -> list[Value] | None:
    """One number too many, such as that of a page: the row without it, if the sum names it."""
    if len(values) != width + 1 or not all(value.text.isdecimal() for value in values):
        return None
    rows = {
        tuple(value.text for place, value in enumerate(values) if place != out)
        for out in range(len(values))
    }
    right = [row for row in rows if sum(map(int, row[:-1])) == int(row[-1])]
    return [Value(text) for text in right[0]] if len(right) == 1 else None
