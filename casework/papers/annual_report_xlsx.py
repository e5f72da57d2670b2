"""The annual report as a workbook: its words, then one sheet for each table.

Excel does not compute the height of a row with wrapped text when it opens a file, so the height
is estimated here from the width of the characters. Writing and estimating share the widths of the
columns, hence one file.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from io import BytesIO
from math import ceil
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from casework.papers.clean import clean
from casework.report.addresses import Value
from casework.report.document import Report
from casework.report.layout import Cell, Grid, placed
from casework.report.outline import Block, outline, shown

_A4 = 9
_TABLE_WIDTH = 92  # in Excel's unit, the width of one digit
_TEXT_WIDTH = 72
_TEXT_ROOM = 0.85 * _TEXT_WIDTH  # its letters are larger than those the unit is taken from
_LINE_PT = 14
_TEXT_LINE_PT = {"title": 28}
_OTHER_LINE_PT = 19
_HIGHEST_PT = 409  # Excel allows no higher row
_SHEETS = {"table2": "表二", "table3": "表三", "table4": "表四"}
# What people typed stays what they typed: no formula, no link, no number made of it.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def annual_report_xlsx(report: Report) -> bytes:
    """The workbook; the same report gives the same bytes."""
    out = BytesIO()
    book = Workbook(out, _OPTIONS)
    book.set_properties(
        {
            "title": clean(report.title).replace("\n", ""),
            "author": clean(report.agency),
            "created": datetime.combine(report.dated, time(), UTC).replace(tzinfo=None),
        }
    )
    blocks = list(outline(report))
    _words(book, blocks)
    values = report.values
    for block in blocks:
        if block.grid is not None:
            _table(book, block.grid, values)
    book.close()
    return out.getvalue()


def _words(book: Workbook, blocks: list[Block]) -> None:
    sheet = _sheet(book, "正文", landscape=False)
    sheet.set_column(0, 0, _TEXT_WIDTH)
    formats: dict[str, dict[str, object]] = {
        "title": {"align": "center", "font_size": 18, "font_name": "宋体", "bold": True},
        "heading": {"bold": True, "font_name": "黑体"},
        "subheading": {"bold": True, "font_name": "楷体"},
        "signature": {"align": "right"},
        "paragraph": {"indent": 1},
        "note": {"indent": 1, "font_name": "楷体"},
    }
    made = {kind: _format(book, {"font_size": 12, **look}) for kind, look in formats.items()}
    for number, (kind, text) in enumerate(map(_told, blocks)):
        sheet.write_string(number, 0, text, made[kind])
        height = _lines(text, _TEXT_ROOM) * _TEXT_LINE_PT.get(kind, _OTHER_LINE_PT) + 6
        sheet.set_row(number, min(height, _HIGHEST_PT))


def _told(block: Block) -> tuple[str, str]:
    """How a block reads among the words: a table has a sheet of its own, which is named."""
    if block.grid is None:
        return block.kind, clean(block.text)
    return "paragraph", f"（见工作表“{_SHEETS[block.grid.key]}”）"


def _table(book: Workbook, grid: Grid, values: Mapping[str, Value]) -> None:
    sheet = _sheet(book, _SHEETS[grid.key], landscape=grid.key == "table4")
    whole = sum(grid.widths)
    widths = [_TABLE_WIDTH * width / whole for width in grid.widths]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    _caption(book, sheet, grid)
    label = _format(book, {"border": 1, "align": "center"})
    row_label = _format(book, {"border": 1, "align": "left"})
    for r, c, cell in placed(grid):
        look = row_label if cell.scope == "row" else label
        _write(sheet, (r + 1, c), cell, values, look)
    for r, height in enumerate(_heights(grid, widths)):
        sheet.set_row(r + 1, height)
    if grid.header_rows:
        sheet.repeat_rows(1, grid.header_rows)
        sheet.freeze_panes(1 + grid.header_rows, 0)


def _caption(book: Workbook, sheet: Worksheet, grid: Grid) -> None:
    look = _format(book, {"bold": True, "align": "center", "font_size": 14})
    sheet.merge_range(0, 0, 0, len(grid.widths) - 1, grid.caption, look)
    sheet.set_row(0, 30)


def _write(
    sheet: Worksheet, at: tuple[int, int], cell: Cell, values: Mapping[str, Value], look: Format
) -> None:
    """A number as a number, so that it can be summed; anything else as text."""
    row, column = at
    if cell.rowspan > 1 or cell.colspan > 1:
        last = (row + cell.rowspan - 1, column + cell.colspan - 1)
        sheet.merge_range(row, column, *last, "", look)
    value = values[cell.where] if cell.where else cell.text
    if isinstance(value, int):
        sheet.write_number(row, column, value, look)
    else:
        sheet.write_string(row, column, clean(shown(value)), look)


def _sheet(book: Workbook, name: str, *, landscape: bool) -> Worksheet:
    sheet = book.add_worksheet(name)
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    if landscape:
        sheet.set_landscape()
    return sheet


def _format(book: Workbook, look: Mapping[str, object]) -> Format:
    base = {"font_name": "宋体", "font_size": 10, "text_wrap": True, "valign": "vcenter"}
    return book.add_format({**base, **look})


def _heights(grid: Grid, widths: list[float]) -> list[float]:
    """The height of each row: the most lines that a cell of this row alone needs."""
    lines = [1] * len(grid.rows)
    for r, c, cell in placed(grid):
        if cell.rowspan == 1:
            room = sum(widths[c : c + cell.colspan])
            lines[r] = max(lines[r], _lines(cell.text, room - 1.5))
    return [count * _LINE_PT + 6 for count in lines]


def _lines(text: str, room: float) -> int:
    """How many lines the text takes; a Chinese character is as wide as two digits."""
    return sum(max(1, ceil(_width(line) / max(room, 2))) for line in text.split("\n"))


def _width(line: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in line)
