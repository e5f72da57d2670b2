"""The annual report as Markdown: for mail, issues and comparison line by line."""

import re
from collections.abc import Mapping

from casework.papers.clean import clean
from casework.report.addresses import Value
from casework.report.document import Report
from casework.report.layout import Grid, placed
from casework.report.outline import Block, outline, shown

_PREFIX = {"title": "# ", "heading": "## ", "subheading": "### "}
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
# At the start of a paragraph: 1. or 1) would begin a list, a dash too, === a heading.
_NUMBERED = re.compile(r"^(\d+)([.)])")
_BULLET = re.compile(r"^([-+=])")


def annual_report_md(report: Report) -> str:
    """The text; a merged cell stands once, in its upper left corner."""
    values = report.values
    parts = (_drawn(block, values) for block in outline(report))
    return clean("\n\n".join(parts)) + "\n"


def _drawn(block: Block, values: Mapping[str, Value]) -> str:
    if block.grid is not None:
        return _table(block.grid, values)
    text = _inert(block.text.replace("\n", ""))
    if block.kind in ("paragraph", "note"):
        text = _BULLET.sub(r"\\\1", _NUMBERED.sub(r"\1\\\2", text))
    return _PREFIX.get(block.kind, "") + text


def _inert(text: str) -> str:
    """What people typed, with every character that Markdown could take for markup escaped."""
    return _SPECIAL.sub(r"\\\1", text)


def _table(grid: Grid, values: Mapping[str, Value]) -> str:
    cells = [[""] * len(grid.widths) for _ in grid.rows]
    for r, c, cell in placed(grid):
        cells[r][c] = _inert(shown(values[cell.where])) if cell.where else cell.text
    first, *rest = ["| " + " | ".join(row) + " |" for row in cells]
    return "\n".join((first, "|" + " --- |" * len(grid.widths), *rest))
