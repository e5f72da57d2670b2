"""Digits that lost the borders between their cells: 15130000154 is 1, 5, 1, … only if sums say so.

A reading is a way to cut the digits into cells. It is taken only when the sums leave no other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice, product
from math import prod

Row = tuple[int, ...]

MOST_DIGITS = 40
_MOST_READINGS = 400
"""Of one row; with more the sums of the columns cannot be tried in time."""
_MOST_COMBINATIONS = 4_000


@dataclass(frozen=True, slots=True)
class Digits:
    """Digits in a row, and the borders of cells that are left between them."""

    text: str
    borders: frozenset[int]

    @classmethod
    def of(cls, pieces: Sequence[str]) -> "Digits":
        """The pieces put together; between two of them is a border."""
        return cls("".join(pieces), frozenset(accumulate(map(len, pieces[:-1]))))

    def number(self, start: int, end: int) -> int | None:
        """The number in a cell from here to there, None if no cell can be so."""
        if self.text[start] == "0" and end - start > 1:
            return None
        if self.borders and any(start < border < end for border in self.borders):
            return None
        return int(self.text[start:end])


def rows_that_add_up(pieces: Sequence[str], cells: int) -> list[Row]:
    """The ways to cut the pieces whose last number is the sum of the others (C3, T1).

    None at all if there are more than can be compared.
    """
    digits = Digits.of(pieces)
    if len(digits.text) > MOST_DIGITS:
        return []
    found = list(islice(_rows(digits, 0, len(digits.text), cells), _MOST_READINGS + 1))
    return found if len(found) <= _MOST_READINGS else []


def groups_that_add_up(pieces: Sequence[str], groups: int, cells: int) -> list[Row]:
    """The same for several groups in one row, each with a total of its own; two are enough."""
    digits = Digits.of(pieces)
    return _groups(digits, 0, groups, cells) if len(digits.text) <= MOST_DIGITS else []


@lru_cache(maxsize=4_000)
def _groups(digits: Digits, start: int, groups: int, cells: int) -> list[Row]:
    end = len(digits.text)
    if groups == 1:
        return list(islice(_rows(digits, start, end, cells), 2))
    found: list[Row] = []
    for border in range(start + cells, end - cells * (groups - 1) + 1):
        rest = _groups(digits, border, groups - 1, cells)
        first = islice(_rows(digits, start, border, cells), 2) if rest else ()
        found += [head + tail for head in first for tail in rest]
        if len(found) > 1:
            break
    return found[:2]


def _rows(digits: Digits, start: int, end: int, cells: int) -> Iterator[Row]:
    """Cut that part of the digits; the total is chosen first, since it bounds the others."""
    for border in range(end - 1, start + cells - 2, -1):
        total = digits.number(border, end)
        if total is not None:
            for row in _summing(digits, (start, border), cells - 1, total):
                yield (*row, total)


def _summing(digits: Digits, part: tuple[int, int], cells: int, total: int) -> Iterator[Row]:
    """Cut the part into that many numbers with that sum.

    `full` of them at the least are as long as the sum itself, which few sums allow.
    """
    start, end = part
    if cells == 0:
        if start == end and total == 0:
            yield ()
        return
    size = len(str(total))
    longest = min(size, end - start - cells + 1)
    full = end - start - cells * (size - 1)
    fits = full <= cells and (size == 1 or full * 10 ** (size - 1) <= total)
    for border in range(start + 1, start + longest + 1) if fits else ():
        first = digits.number(start, border)
        if first is None or first > total:
            break
        for rest in _summing(digits, (border, end), cells - 1, total - first):
            yield (first, *rest)


def only_together(
    known: Mapping[str, Row], open_rows: Mapping[str, list[Row]], leaves: Sequence[str]
) -> dict[str, Row]:
    """The rows, each with several cuts, that one choice alone makes agree with the columns.

    Every column must satisfy both identities of table 三 (C1, C2); nothing if several choices do.
    """
    names = list(open_rows)
    if not names or prod(map(len, open_rows.values())) > _MOST_COMBINATIONS:
        return {}
    fitting = [
        chosen
        for chosen in product(*open_rows.values())
        if _balanced({**known, **dict(zip(names, chosen, strict=True))}, leaves)
    ]
    return dict(zip(names, fitting[0], strict=True)) if len(fitting) == 1 else {}


def _balanced(rows: Mapping[str, Row], leaves: Sequence[str]) -> bool:
    needed = (*leaves, "new", "carried_in", "outcome_total", "carried_out")
    if not all(row in rows for row in needed):
        return False
    return all(
        sum(rows[leaf][column] for leaf in leaves) == total
        and rows["new"][column] + rows["carried_in"][column] == total + rows["carried_out"][column]
        for column, total in enumerate(rows["outcome_total"])
    )
