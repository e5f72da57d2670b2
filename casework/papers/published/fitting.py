"""The values of a row, brought to as many cells as the form has."""

from collections.abc import Sequence

from casework.papers.published.cells import EMPTY, Value
from casework.papers.published.placing import Placed

Drawn = dict[int, set[tuple[int, ...]]]


def drawn(rows: Sequence[Placed], width: int) -> Drawn:
    """Where the numbers stand in the ruled rows that are full, by how many cells these have.

    A table drawn with more cells than columns (merged labels, a border too many) is the same in
    every row; where no row is full, all rows together may leave one place for the columns.
    """
    found: Drawn = {}
    used: dict[int, set[int]] = {}
    for row in rows:
        filled = _filled(row.values)
        if not row.ruled or len(row.values) <= width:
            continue
        used.setdefault(len(row.values), set()).update(filled)
        if len(filled) == width:
            found.setdefault(len(row.values), set()).add(filled)
    for count, places in used.items():
        if count not in found and len(windows := _windows(places, count, width)) == 1:
            found[count] = set(windows)
    return found


def _windows(places: set[int], count: int, width: int) -> list[tuple[int, ...]]:
    """Where so many cells side by side can be, if the numbers of all rows are among them."""
    starts = range(count - width + 1)
    all_windows = [tuple(range(start, start + width)) for start in starts]
    return [window for window in all_windows if places <= set(window)]


def fit(row: Placed, width: int, known: Drawn) -> list[Value] | None:
    """The cells of the row, None if it cannot be told which value is which."""
    values = row.values
    if any(_never_a_cell(value) for value in values):
        return None
    if len(values) == width:
        return list(values)
    if not row.ruled or len(values) < width:
        return None
    filled = _filled(values)
    if not filled:
        return [EMPTY] * width
    places = {filled} if len(filled) == width else known.get(len(values), set())
    if len(places) != 1:
        return None
    wanted = next(iter(places))
    return [values[at] for at in wanted] if set(filled) <= set(wanted) else None


def _never_a_cell(value: Value) -> bool:
    """A number that begins with a zero is the rest of one that was broken."""
    return value.text.isdecimal() and value.text.startswith("0") and len(value.text) > 1


def _filled(values: Sequence[Value]) -> tuple[int, ...]:
    return tuple(place for place, value in enumerate(values) if value.text != "")


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
