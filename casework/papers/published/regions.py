"""Where the tables of a report stand, and what is said outside of them.

A table is found by words that stand only in it; headings are too often changed, repeated in a
list of contents, or lost.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casework.papers.published.characters import squeezed
from casework.papers.published.lines import Line
from casework.papers.published.serials import without_serials

# The first pattern that is found decides; the second serves where the first is misprinted.
_STARTS = {
    "table2": (
        re.compile(r"第二十条第?[(]?一[)]?项|信息内容.{0,8}本年|本年制发件数|本年新制作数量"),
        re.compile(r"本年废止件数|现行有效件数|本年新公开数量|对外公开总数量|采购项目数量"),
    ),
    "table3": (
        re.compile(r"[(]?本?列?数据的勾稽关系|申请人情况|本年新收政府信息公开申请数量"),
        re.compile(r"商业企业科研机构|科研机构社会公益组织|社会公益组织法律服务机构"),
    ),
    "table4": (
        re.compile(
            r"行政复议、?和?行政诉讼情况(?=行政复议|\d{15})|行政复议行政诉讼(?=结果|未经|维持|[\d/-])"
            r"|行政复议结果维持|行政复议(?=未经复议|行政复议行政复议)"
        ),
        re.compile(r"结果维持|结果纠正|其他结果|尚未审结"),
    ),
}
_HEADINGS = re.compile(
    r"(?:[一二三四五六七八][、.])?(?:政府信息公开工作)?存在的?主要问题"
    r"|[(]一[)](?:存在的)?主要问题|[一二三四五六七八][、.]?其他需要报告的?(?:事项|情况)"
    r"|[一二三四五六七八]、(?:主动公开|收到和处理|依申请|因?政府信息公开|存在|其他|工作)"
)
_TAIL = re.compile(r"结转下一?年度")
_SECOND_HALF = re.compile("法律服务机构其[他它](?!组织)|其[他它][总合]计")
_SENTENCE = 15


@dataclass(frozen=True, slots=True)
class Regions:
    """The lines of each table, None where there is none, and the lines outside of all tables."""

    tables: dict[str, list[Line] | None]
    outside: list[Line]


class _Text:
    """The document without spaces, and the line in which each character stands."""

    def __init__(self, lines: Sequence[Line]) -> None:
        parts = [squeezed(line.text) for line in lines]
        self.text = "".join(parts)
        self.line_of = [number for number, part in enumerate(parts) for _ in part]

    def first(self, pattern: re.Pattern[str], start: int = 0) -> int | None:
        found = pattern.search(self.text, start)
        return None if found is None else found.start()


def regions(lines: Sequence[Line]) -> Regions:
    """Cut the document into its tables and the rest."""
    text = _Text(lines)
    starts = _starts(text)
    stops = sorted({*starts.values(), *(found.start() for found in _HEADINGS.finditer(text.text))})
    taken: set[int] = set()
    tables: dict[str, list[Line] | None] = {}
    for name in _STARTS:
        if name not in starts:
            tables[name] = None
            continue
        start = starts[name]
        end = _end(text, name, start, stops)
        first, last = text.line_of[start], _line_before(text, end, len(lines))
        inside = [at for at in range(first, last) if not _is_sentence(lines[at])]
        taken.update(inside)
        tables[name] = without_serials([lines[at] for at in inside])
    return Regions(tables, [line for at, line in enumerate(lines) if at not in taken])


def _starts(text: _Text) -> dict[str, int]:
    starts: dict[str, int] = {}
    for name, patterns in _STARTS.items():
        after = 0
        if name == "table4" and "table3" in starts:
            after = text.first(_TAIL, starts["table3"]) or starts["table3"]
        places = (text.first(pattern, at) for at in (after, 0) for pattern in patterns)
        found = next((place for place in places if place is not None), None)
        if found is not None:
            starts[name] = found
    return starts


def _end(text: _Text, name: str, start: int, stops: Sequence[int]) -> int | None:
    """The next table or heading; the items of 表三 look like headings and do not count."""
    least = start
    if name == "table3":
        least = text.first(_TAIL, start) or start
        least = text.first(_SECOND_HALF, least) or least
    return next((stop for stop in stops if stop > least), None)


def _line_before(text: _Text, end: int | None, count: int) -> int:
    return count if end is None else text.line_of[end]


def _is_sentence(line: Line) -> bool:
    """A line of the words of the report, left between the rows of a table."""
    return not line.ruled and "。" in line.text and len(line.text) > _SENTENCE
