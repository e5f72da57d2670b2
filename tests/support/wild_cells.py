"""Reports whose cells hold more than a number, or stand in another order than the rows."""

from collections.abc import Iterator
from html import escape
from random import Random

from casework.report.document import Report
from casework.report.layout import Cell, placed
from casework.report.outline import outline, shown
from tests.support.wild_reports import Style, lines_of

Line = list[tuple[int, str, bool]]
"""The cells of a row: column, text, and whether it is a figure."""


def blocks(report: Report) -> Iterator[str | list[Line]]:
    """A paragraph as a text, a table as its rows."""
    for block in outline(report):
        if block.grid is None:
            yield from block.text.split("\n")
            continue
        rows: dict[int, Line] = {}
        for r, c, cell in placed(block.grid):
            rows.setdefault(r, []).append((c, _shown(report, cell), bool(cell.where)))
        yield [rows[r] for r in sorted(rows)]


def _shown(report: Report, cell: Cell) -> str:
    return shown(report.values[cell.where]) if cell.where else cell.text


def _text(lines: list[str]) -> bytes:
    return "\n".join(lines).encode()


def unit_apart(report: Report, chance: Random) -> bytes:
    """The unit behind each number, a space between."""
    between = chance.choice("\t ")
    return _text(
        [
            between.join(f"{c} 件" if len(line) > 1 and c.isdecimal() else c for c in line)
            for line in lines_of(report)
        ]
    )


def noted(report: Report, chance: Random) -> bytes:
    """Notes on some of the numbers."""
    notes = ("", "", "（含上年1件）")
    return _text(
        [
            "\t".join(
                c + chance.choice(notes) if len(line) > 1 and c.isdecimal() else c for c in line
            )
            for line in lines_of(report)
        ]
    )


def in_bold(report: Report, chance: Random) -> bytes:
    """Markdown in which some cells are bold, and long labels broken."""
    lines = []
    for line in lines_of(report):
        cells = [f"**{c}**" if chance.randrange(3) else c.replace("、", "、<br>") for c in line]
        lines.append(f"| {' | '.join(cells)} |" if len(line) > 1 else line[0])
    return _text(lines)


def unit_above(report: Report, chance: Random) -> bytes:
    """The unit on a line of its own above table 三."""
    lines = ["\t".join(line) for line in lines_of(report)]
    at = next(at for at, line in enumerate(lines) if "申请人情况" in line)
    return _text([*lines[:at], "（单位：件）", *lines[at:]])


def cells_in_pieces(report: Report, chance: Random) -> bytes:
    """A page whose labels are broken within their cells, whose figures are padded."""
    parts = []
    for block in blocks(report):
        if isinstance(block, str):
            parts.append(f"<p>{escape(block)}</p>")
            continue
        rows = ["".join(map(_cell, row)) for row in block]
        parts.append(f"<table><tr>{'</tr><tr>'.join(rows)}</tr></table>")
    return f"<html><body>{''.join(parts)}</body></html>".encode()


def _cell(cell: tuple[int, str, bool]) -> str:
    _, text, figure = cell
    pieces = [escape(text[at : at + 4]) for at in range(0, len(text), 4)]
    return f"<td><div>{'&nbsp;' + text if figure else '<br>'.join(pieces)}</div></td>"


def without_borders(report: Report, chance: Random) -> bytes:
    """A page of blocks without any table."""
    rows = [" ".join(f"<span>{escape(cell)}</span>" for cell in line) for line in lines_of(report)]
    return f"<html><body><div>{'</div><div>'.join(rows)}</div></body></html>".encode()


def labels_then_numbers(report: Report, chance: Random) -> bytes:
    """All labels of a table, then all its numbers, row by row."""
    return _apart(report, by_column=False)


def column_by_column(report: Report, chance: Random) -> bytes:
    """The same with the numbers column by column, as some PDF files give them."""
    return _apart(report, by_column=True)


def _apart(report: Report, *, by_column: bool) -> bytes:
    lines: list[str] = []
    for block in blocks(report):
        if isinstance(block, str):
            lines.append(block)
            continue
        cells = [(c, r, text, figure) for r, row in enumerate(block) for c, text, figure in row]
        lines += [text for *_, text, figure in cells if not figure]
        numbers = [(c, r, text) for c, r, text, figure in cells if figure]
        lines += [text for *_, text in (sorted(numbers) if by_column else numbers)]
    return _text(lines)


def labels_below(report: Report, chance: Random) -> bytes:
    """One cell a line, each label under its numbers, as some PDF files give them."""
    lines: list[str] = []
    for block in blocks(report):
        if isinstance(block, str):
            lines.append(block)
            continue
        for row in block:
            lines += [text for *_, text, figure in row if figure]
            lines += [text for *_, text, figure in row if not figure]
    return _text(lines)


def bare_page_numbers(report: Report, chance: Random) -> bytes:
    """One cell a line, and between some rows nothing but the number of a page and the title."""
    lines: list[str] = []
    for line in lines_of(report):
        lines += line
        if chance.randrange(12) == 0:
            lines += [
                str(chance.randrange(1, 9)),
                f"某区 {report.year} 年政府信息公开工作年度报告",
            ]
    return _text(lines)


CELLS: dict[str, Style] = {
    style.__name__: style
    for style in (unit_apart, noted, in_bold, unit_above, cells_in_pieces, without_borders)
}
"""Styles that lose nothing: every cell must be read."""

APART: dict[str, Style] = {
    style.__name__: style
    for style in (labels_then_numbers, column_by_column, labels_below, bare_page_numbers)
}
"""Styles in which labels or figures are not where they belong: some cells may be unread."""
