"""The order of the columns, as the heading of the table names them."""

import re
from collections.abc import Sequence

from casework.papers.published.characters import letters
from casework.report.forms import TABLE3_COLUMNS, TABLE4_COLUMNS

_KINDS = [column.label for column in TABLE3_COLUMNS[:-1]]
_ABOVE = re.compile("法人或其[他它]组织|申请人情况|商业企业科研机构等")
_RESULTS = [column.label for column in TABLE4_COLUMNS]


def columns_of(heading: Sequence[str]) -> list[int]:
    """For each printed value of 表三 the place it has in the shape; `heading` is line by line.

    Where the names are broken in the heading, the columns are those of the form. The total stands
    at the end unless one line names it before the natural persons: a heading of several lines
    names it above the organisations.
    """
    text = _ABOVE.sub("", letters("".join(heading)))
    places = [text.rfind(label) for label in _KINDS]
    total = len(_KINDS)
    if min(places) < 0:
        return list(range(total + 1))
    kinds = sorted(range(total), key=lambda kind: places[kind])
    return [total, *kinds] if any(map(_total_first, heading)) else [*kinds, total]


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
