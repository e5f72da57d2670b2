"""Reports whose table 三 was too wide for its page: its last columns are in a table below."""

from random import Random

from casework.report.document import Report
from casework.report.forms import TABLE3_COLUMNS
from tests.support.wild_reports import Lines, Style, lines_of

_KINDS = [column.label for column in TABLE3_COLUMNS]
_NUMBERS = len(_KINDS)
_ABOVE = "三、收到和处理政府信息公开申请情况（续）"


def _halves(report: Report, chance: Random, *, labelled: bool) -> Lines:
    lines = lines_of(report)
    start = next(at for at, line in enumerate(lines) if "申请人情况" in line)
    end = next(at for at, line in enumerate(lines) if line[0].startswith("四、结转")) + 1
    rows = [(line[:-_NUMBERS], line[-_NUMBERS:]) for line in lines[start + 3 : end]]
    cut = chance.choice((3, 4, 5))
    left = [[*labels, *numbers[:cut]] for labels, numbers in rows]
    right = [[*(labels if labelled else []), *numbers[cut:]] for labels, numbers in rows]
    return [
        *lines[:start],
        ["申请人情况", *_KINDS[:cut]],
        *left,
        *chance.choice(([], [[_ABOVE]], [["— 4 —"]])),
        ["申请人情况", "法人或其他组织"],
        _KINDS[cut:],
        *right,
        *lines[end:],
    ]


def columns_on_two_pages(report: Report, chance: Random) -> bytes:
    """The labels again beside the last columns; cells apart by tabs, by bars or by lines."""
    between = chance.choice(("\t", " | ", "\n"))
    return "\n".join(map(between.join, _halves(report, chance, labelled=True))).encode()


def columns_without_labels(report: Report, chance: Random) -> bytes:
    """The last columns alone."""
    between = chance.choice(("\t", " | ", "\n"))
    return "\n".join(map(between.join, _halves(report, chance, labelled=False))).encode()


HALVES: dict[str, Style] = {
    style.__name__: style for style in (columns_on_two_pages, columns_without_labels)
}
"""Styles that lose nothing: every cell must be read."""
