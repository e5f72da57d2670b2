"""A drawn table as the XML of a Word table.

The XML is written here instead of through python-docx's cells, which rebuild their list on each
access and take half a second for one 表三.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.oxml.table import CT_Tbl

from casework.papers.clean import clean
from casework.report.addresses import Value
from casework.report.layout import Cell, Grid, placed
from casework.report.outline import shown

_TWIPS_PER_MM = 1440 / 25.4
_MARGIN = 57
_ROW_HEIGHT = 340
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = "".join(f'<w:{side} w:w="{_MARGIN}" w:type="dxa"/>' for side in ("left", "right"))


@dataclass(frozen=True, slots=True)
class TableStyles:
    """The paragraph styles inside a table; that of the last row does not cling to what follows."""

    body: str
    last_row: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one Word row holds of a cell: its upper part, or the continuation below it."""

    cell: Cell
    column: int
    merge: Literal["", "restart", "continue"]


def word_table(
    grid: Grid, values: Mapping[str, Value], *, width_mm: int, styles: TableStyles
) -> CT_Tbl:
    """The table with its values, that wide; its header rows repeat on every page."""
    whole = sum(grid.widths)
    widths = [round(width * width_mm * _TWIPS_PER_MM / whole) for width in grid.widths]
    rows = "".join(_rows(grid, values, widths, styles))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    table = parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{_MARGINS}</w:tblCellMar>"
        f"<w:tblCaption w:val={quoteattr(grid.caption)}/></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )
    assert isinstance(table, CT_Tbl)
    return table


def _rows(
    grid: Grid, values: Mapping[str, Value], widths: list[int], styles: TableStyles
) -> Iterator[str]:
    pieces = _pieces(grid)
    for number, row in enumerate(pieces):
        header = "<w:tblHeader/>" if number < grid.header_rows else ""
        style = styles.last_row if number == len(pieces) - 1 else styles.body
        cells = "".join(_cell(piece, values, widths, style) for piece in row)
        yield (
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{_ROW_HEIGHT}" w:hRule="atLeast"/>'
            f"{header}</w:trPr>{cells}</w:tr>"
        )


def _pieces(grid: Grid) -> list[list[_Piece]]:
    """The pieces of each row from left to right: Word wants every row complete."""
    rows: list[list[_Piece]] = [[] for _ in grid.rows]
    for r, c, cell in placed(grid):
        piece = _Piece(cell, c, "restart" if cell.rowspan > 1 else "")
        rows[r].append(piece)
        for below in range(r + 1, r + cell.rowspan):
            rows[below].append(replace(piece, merge="continue"))
    return [sorted(row, key=lambda piece: piece.column) for row in rows]


def _cell(piece: _Piece, values: Mapping[str, Value], widths: list[int], style: str) -> str:
    cell = piece.cell
    width = sum(widths[piece.column : piece.column + cell.colspan])
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    merge = f'<w:vMerge w:val="{piece.merge}"/>' if piece.merge else ""
    text = "" if piece.merge == "continue" else _text(cell, values)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
        f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>'
        f"{_alignment(cell)}</w:pPr>{text}</w:p></w:tc>"
    )


def _alignment(cell: Cell) -> str:
    """Labels of rows read from the left; everything else stands in the middle."""
    return '<w:jc w:val="left"/>' if cell.scope == "row" else ""


def _text(cell: Cell, values: Mapping[str, Value]) -> str:
    words = shown(values[cell.where]) if cell.where else cell.text
    return f'<w:r><w:t xml:space="preserve">{escape(clean(words))}</w:t></w:r>'
