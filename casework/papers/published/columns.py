"""The order of the columns, as the heading of the table names them."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import itemgetter

from casework.papers.published.characters import letters
from casework.report.forms import TABLE3_COLUMNS, TABLE4_COLUMNS

_KINDS = [column.label for column in TABLE3_COLUMNS[:-1]]
_SUBTOTAL = "小计"
"""A column that some offices add to those of the form; it is read over."""
_ABOVE = re.compile("法人或其[他它]组织|申请人情况|商业企业科研机构等")
_TOTAL = re.compile("[总合]计")
_LEAST_NAMED = 4
_RESULTS = [column.label for column in TABLE4_COLUMNS]
_Place = int | None


def columns_of(heading: Sequence[str], printed: Mapping[int, int]) -> list[_Place]:
    """For each printed value of 表三 the place it has in the shape, None for one it has not.

    `heading` is line by line, `printed` how many rows have so many values: a heading that names a
    column too few or too many is followed if most rows agree, for its words may be broken.
    Otherwise the columns are those of the form.
    """
    text = _ABOVE.sub("", letters("".join(heading)))
    total = len(_KINDS)
    columns = _named(heading, text, total)
    usual = total + 1
    if len(columns) != usual and printed.get(len(columns), 0) <= printed.get(usual, 0):
        return list(range(usual))
    return columns


def _named(heading: Sequence[str], text: str, total: int) -> list[_Place]:
    """The columns in the order of the heading.

    The total stands at the end unless one line names it before the natural persons: a heading of
    several lines names it above the organisations.
    """
    places: list[tuple[int, _Place]] = [
        (text.rfind(label), kind) for kind, label in enumerate(_KINDS) if label in text
    ]
    broken = any(label not in text and _some_of(label, text) for label in _KINDS)
    if broken or len(places) < _LEAST_NAMED:
        return list(range(total + 1))
    if text.count(_SUBTOTAL) == 1:
        places.append((text.find(_SUBTOTAL), None))
    kinds = [kind for _, kind in sorted(places, key=itemgetter(0))]
    return [total, *kinds] if any(map(_total_first, heading)) else [*kinds, total]


def named_columns(heading: Sequence[str]) -> list[int]:
    """The places of the columns that a heading of some of them names, in its order."""
    text = _ABOVE.sub("", letters("".join(heading)))
    kinds = sorted((text.find(label), kind) for kind, label in enumerate(_KINDS) if label in text)
    total = [len(_KINDS)] if _TOTAL.search(text) else []
    return [*(kind for _, kind in kinds), *total]


def _some_of(label: str, text: str) -> bool:
    """Whether words of this column alone are there: the label is broken, not missing."""
    others = " ".join(kind for kind in _KINDS if kind != label)
    pairs = {first + second for first, second in pairwise(label)}
    return any(pair in text and pair not in others for pair in pairs)


def _total_first(line: str) -> bool:
    total = min((at for at in map(line.find, ("总计", "合计")) if at >= 0), default=-1)
    return 0 <= total < line.find("自然人")


def results_of(heading: str, groups: int) -> list[list[int]]:
    """For each group of 表四, from left to right, the place of each printed value in the shape."""
    width = len(_RESULTS)
    named = re.findall("|".join(_RESULTS), letters(heading))
    printed = [named[at : at + width] for at in range(0, len(named), width)]
    usual = [list(range(width)) for _ in range(groups)]
    if len(printed) != groups or any(sorted(each) != sorted(_RESULTS) for each in printed):
        return usual
    return [[_RESULTS.index(label) for label in each] for each in printed]
