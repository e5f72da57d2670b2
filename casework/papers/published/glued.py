"""Digits that lost the borders between their cells: 15130000154 is 1, 5, 1, … only if sums say so.

A reading is a way to cut the digits into cells. It is taken only when the sums leave no other.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from math import prod

Row = tuple[int, ...]

MOST_DIGITS = 40
_MOST_COMBINATIONS = 50_000


def adds_up(row: Row) -> bool:
    """Whether the last cell is the sum of those before it (C3, T1)."""
    return sum(row[:-1]) == row[-1]


def cuts(pieces: Sequence[str], cells: int) -> Iterator[Row]:
    """Every way to cut the pieces into that many numbers; no number begins with a zero.

    The borders between the pieces are borders of cells.
    """
    if not pieces:
        if cells == 0:
            yield ()
        return
    first, *rest = pieces
    for count in range(1, min(len(first), cells - len(rest)) + 1):
        for head in _cuts_of(first, count):
            for tail in cuts(rest, cells - count):
                yield head + tail


@cache
def _cuts_of(digits: str, cells: int) -> tuple[Row, ...]:
    if cells == 1:
        whole = digits == "0" or not digits.startswith("0")
        return ((int(digits),),) if whole else ()
    longest = 1 if digits.startswith("0") else len(digits) - cells + 1
    return tuple(
        (int(digits[:size]), *rest)
        for size in range(1, longest + 1)
        for rest in _cuts_of(digits[size:], cells - 1)
    )


def rows_that_add_up(pieces: Sequence[str], cells: int) -> list[Row]:
    """The cuts whose last number is the sum of the others."""
    if sum(map(len, pieces)) > MOST_DIGITS:
        return []
    return [row for row in cuts(pieces, cells) if adds_up(row)]


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
