"""Text as it is copied from web pages and PDF files, Markdown too: one line of cells a line."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from contextlib import suppress

from casework.papers.published.csv_source import csv_lines, is_csv
from casework.papers.published.lines import Line, Unreadable
from casework.papers.published.paper import without_page_numbers
from casework.papers.published.upright import on_one_line

_RULE = frozenset("|｜:+=- \t")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>#|~&.)+=-])")
_MARKS = re.compile(r"(?<!\\)\*\*|<br ?/?>", re.IGNORECASE)
"""What Markdown leaves in a cell: signs of bold type, breaks of lines."""
_BARS = re.compile(r"(?<!\\)[|｜]")
_NO_WORD = re.compile(r"[^\u3400-\u9fff]+(?:件|个|条|项|份|宗|起|次|元|万元)?|无|空|空白|零")
_A_SIGN = 4
"""Characters; a longer line of dashes is drawn, a shorter one may stand for nothing."""
_A_CELL_AND_ITS_BAR = 2
_LONG = 300
# A page on one line: before each of these a new one begins.
_BREAKS = re.compile(
    r"(?=[一二三四五六]、(?:总体情况|主动公开政府信息情况|收到和处理政府信息公开申请情况"
    r"|(?:因)?政府信息公开行政复议|(?:政府信息公开工作)?存在的主要问题|其他需要报告的事项))"
    r"|(?=第二十条第[（(]一[）)]项)|(?=[（(]本列数据的勾稽关系)"
)


def decoded(content: bytes) -> str:
    """The text in the encoding it has; raises Unreadable for what is no text."""
    wide = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            if "\0" not in text:
                return text
    raise Unreadable("不认识这种文件，请提供 txt、html、docx、xlsx 或者 json 格式的年度报告")


def text_lines(text: str) -> Iterator[Line]:
    """The lines; bars, tabs and the commas of a CSV file are the borders of cells."""
    if is_csv(text):
        yield from csv_lines(text)
        return
    for raw in on_one_line(without_page_numbers(text).splitlines()):
        for line in _BREAKS.split(raw) if len(raw) > _LONG else [raw]:
            if line.strip():
                yield from _line(line)


def _line(text: str) -> Iterator[Line]:
    if len(text.strip()) > _A_SIGN and _RULE.issuperset(text.strip()):
        return
    if _BARS.search(text):
        yield _ruled(_BARS.split(_without_edges(text)))
    elif "\t" in text:
        yield _ruled(text.split("\t"))
    else:
        yield Line((_unescaped(text.lstrip("#").strip()),))


def _without_edges(text: str) -> str:
    return re.sub(r"^\s*[|｜]|(?<!\\)[|｜]\s*$", "", text)


def _ruled(cells: list[str]) -> Line:
    bare = tuple(_unescaped(cell.strip()) for cell in cells)
    filled = [cell for cell in bare if cell]
    alone = len(filled) == 1 and (
        len(bare) <= _A_CELL_AND_ITS_BAR or _NO_WORD.fullmatch(filled[0])
    )
    if alone:
        return Line((filled[0],))
    return Line(bare, ruled=len(bare) > 1)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", _MARKS.sub("", text))
