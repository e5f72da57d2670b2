"""The annual report from top to bottom, as blocks that every kind of paper draws in its way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casework.report.addresses import Value
from casework.report.document import Report, Restated
from casework.report.findings import name
from casework.report.forms import LABELS, OVERVIEW, PARTS
from casework.report.layout import Grid, grids

Kind = Literal["title", "heading", "subheading", "paragraph", "note", "table", "signature"]

RESTATEMENT = "更正说明"

UNWRITTEN = "（本部分尚未填写）"
UNFILLED = "未填"
"""What stands in a cell nobody filled: a blank could be taken for a zero."""


@dataclass(frozen=True, slots=True)
class Block:
    """One thing on the page. Only a table has a grid, and only it has no text."""

    kind: Kind
    text: str = ""
    grid: Grid | None = None


def outline(report: Report) -> Iterator[Block]:
    """Title, preface, the six parts with their tables, the line that signs."""
    yield Block("title", report.title)
    yield from _restatements(report)
    yield from _paragraphs(report.texts.preface)
    tables = grids(report.form)
    for part in PARTS:
        yield Block("heading", part.label)
        words = getattr(report.texts, part.key)
        if part.key in tables:
            yield Block("table", grid=tables[part.key])
        elif not words and not (part is PARTS[0] and _sections(report)):
            words = UNWRITTEN
        yield from _paragraphs(words)
        if part is PARTS[0]:
            yield from _overview(report)
    yield Block("signature", report.agency)
    if report.issued_on is not None:
        yield Block("signature", in_chinese(report.issued_on))


def prose(report: Report) -> str:
    """The words of the report without headings, tables and 更正说明, for the checks."""
    return "\n".join(block.text for block in outline(report) if block.kind == "paragraph")


def shown(value: Value) -> str:
    """A value as it is printed: a zero is a 0, what is missing says so."""
    return UNFILLED if value is None else str(value)


def in_chinese(day: date) -> str:
    """2024年1月18日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _restatements(report: Report) -> Iterator[Block]:
    """更正说明: whoever reads a corrected report learns first that it is one, and why.

    One paragraph for each, since a reader of the file leaves it out as a whole.
    """
    for one in report.restated:
        reason = "".join(one.reason.splitlines())
        heading = f"{RESTATEMENT}（第{one.version}版，{in_chinese(one.on)}）"
        yield Block("note", "".join((f"{heading}：{reason}", *_changes(one))))


def _changes(one: Restated) -> Iterator[str]:
    """What a 更正 changed, from what to what."""
    if one.cells:
        cells = (f"{name(c.where)}由{shown(c.sealed)}改为{shown(c.now)}" for c in one.cells)
        yield f"【改动的数字】{'；'.join(cells)}。"
    if one.sections:
        yield f"【改动的文字】{'；'.join(LABELS[section] for section in one.sections)}。"


def _sections(report: Report) -> bool:
    return any(getattr(report.texts, section.key) for section in OVERVIEW)


def _overview(report: Report) -> Iterator[Block]:
    """The five sections of part one, once any of them is written."""
    for section in OVERVIEW if _sections(report) else ():
        yield Block("subheading", section.label)
        yield from _paragraphs(getattr(report.texts, section.key) or UNWRITTEN)


def _paragraphs(text: str) -> Iterator[Block]:
    for line in text.splitlines():
        if line.strip():
            yield Block("paragraph", line.strip())
