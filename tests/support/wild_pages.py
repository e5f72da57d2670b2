"""Reports as converters of web pages, spreadsheets and clerks leave them: styles seen on the web.

A converter writes each merged cell once and pads its row with empty ones; which line breaks and
which bars it writes differ from one to the next.
"""

import csv
from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO, StringIO
from random import Random

from docx import Document
from xlsxwriter import Workbook

from casework.report.document import Report
from casework.report.layout import Cell, Grid, placed
from casework.report.outline import outline, shown
from tests.support.wild_reports import TRADITIONAL, Style, lines_of

Row = tuple[list[str], int]
"""The cells of a row, and how many more the converter pads it with."""

RowWriter = Callable[[list[str], int], list[str]]


def rows_of(report: Report) -> Iterator[str | Row]:
    """A paragraph as a text, a row of a table as its cells and its padding."""
    for block in outline(report):
        if block.grid is None:
            yield from block.text.split("\n")
            continue
        rows: dict[int, list[str]] = {}
        for r, _, cell in placed(block.grid):
            rows.setdefault(r, []).append(_shown(report, cell))
        widest = max(map(len, rows.values()))
        yield from ((rows[r], widest - len(rows[r])) for r in sorted(rows))


def _shown(report: Report, cell: Cell) -> str:
    return shown(report.values[cell.where]) if cell.where else cell.text


def _written(report: Report, row: RowWriter) -> bytes:
    lines: list[str] = []
    for each in rows_of(report):
        lines += [each] if isinstance(each, str) else row(*each)
    return "\n".join(lines).encode()


def bars_alone(report: Report, chance: Random) -> bytes:
    """Each cell on a line, and a bar on the next."""
    return _written(report, lambda cells, _: [line for cell in cells for line in (cell, "|")])


def bar_after_each(report: Report, chance: Random) -> bytes:
    """Each cell on a line with its bar; the padding on one of its own."""
    return _written(
        report,
        lambda cells, pads: [*(f"{cell} |" for cell in cells), *(["|" * pads] if pads else [])],
    )


def bar_before_each_row(report: Report, chance: Random) -> bytes:
    """The same, with a bar before each row and the padding after its last cell."""
    return _written(
        report,
        lambda cells, pads: [
            "|",
            *(f"{cell} |" for cell in cells[:-1]),
            f"{cells[-1]} | {'|' * pads}".rstrip(),
        ],
    )


def bars_between_tabs(report: Report, chance: Random) -> bytes:
    """The indentation of the markup left between the cells."""
    return _written(report, lambda cells, _: ["  | \n\t\t\t".join(cells) + "\n   | \n\t\t"])


def padded(report: Report, chance: Random) -> bytes:
    """A row a line, padded."""
    return _written(report, lambda cells, pads: [f"{' | '.join(cells)} | {'|' * pads}".rstrip()])


_READINGS = {
    "據": "jù",
    "數": "shù",
    "項": "xiàng",
    "規": "guī",
    "請": "qǐng",
    "復": "fù",
    "動": "dòng",
}


def readings_in_brackets(report: Report, chance: Random) -> bytes:
    """In traditional characters, a reading in brackets after some: 項(xiàng)."""
    old = padded(report, chance).decode().translate(TRADITIONAL)
    return "".join(
        f"{sign}({_READINGS[sign]})" if sign in _READINGS and chance.randrange(3) else sign
        for sign in old
    ).encode()


def numbered(report: Report, chance: Random) -> bytes:
    """A column with the number of the row before the labels."""
    number = iter(range(1, 200))
    return _written(report, lambda cells, _: ["\t".join([str(next(number)), *cells])])


def with_remarks(report: Report, chance: Random) -> bytes:
    """An empty column for remarks at the end."""
    return _written(report, lambda cells, _: ["\t".join([*cells, ""])])


def whole_page(report: Report, chance: Random) -> bytes:
    """All that Ctrl-A takes: navigation, dates, counters and the foot of the page."""
    before = [
        "首页 | 政务公开 | 政务服务 | 互动交流 | 数据开放",
        "2026年11月27日 星期五\t繁體版\t无障碍\t适老化",
        "当前位置：首页>政府信息公开>政府信息公开年报",
        "索引号\t014314799/2024-00002\t分类\t信息公开年报 其他 报告",
        f"发布日期：{report.year + 1}-01-17 16:34 浏览次数：1523 字体：【大 中 小】",
    ]
    after = [
        "附件：1.年度报告.docx",
        "上一篇：关于2022年财政决算的报告 下一篇：没有了",
        "版权所有：某市人民政府 网站标识码：3505000012 备案号：闽ICP备05000001号-1",
        "闽公网安备 35050302000123号 联系电话：0595-85600000",
    ]
    body = "\n".join("\t".join(line) for line in lines_of(report))
    return "\n".join([*before, body, *after]).encode()


def in_two_halves(report: Report, chance: Random) -> bytes:
    """Table 三 printed on two pages, each half under its own heading."""
    lines = ["\t".join(line) for line in lines_of(report)]
    start = next(at for at, line in enumerate(lines) if "申请人情况" in line)
    at = start + 3 + chance.randint(3, 20)
    again = ["（续表）", *lines[start : start + 3]]
    return "\n".join(
        [*lines[:at], f"第 {chance.randint(2, 8)} 页 共 9 页", *again, *lines[at:]]
    ).encode()


def comma_separated(report: Report, chance: Random) -> bytes:
    """Saved from a spreadsheet as CSV, with the merged cells empty."""
    text = StringIO()
    writer = csv.writer(text)
    for rows in grids(report):
        writer.writerows(rows)
    return text.getvalue().encode("gb18030")


def grids(report: Report, *, repeat: bool = False) -> Iterator[list[list[str]]]:
    """Each table, or paragraph, as a rectangle; `repeat` fills all cells of a merged one."""
    for block in outline(report):
        if block.grid is None:
            yield [[text] for text in block.text.split("\n")]
        else:
            yield _rectangle(report, block.grid, repeat=repeat)


def _rectangle(report: Report, grid: Grid, *, repeat: bool) -> list[list[str]]:
    cells: dict[tuple[int, int], str] = {}
    for r, c, cell in placed(grid):
        for row in range(r, r + cell.rowspan):
            for column in range(c, c + cell.colspan):
                first = (row, column) == (r, c)
                cells[row, column] = _shown(report, cell) if first or repeat else ""
    height, width = (max(each) + 1 for each in zip(*cells, strict=True))
    return [[cells.get((r, c), "") for c in range(width)] for r in range(height)]


def old_word_page(report: Report, chance: Random) -> bytes:
    """A Word file saved as a web page: a paragraph in each cell, its runs torn apart."""
    parts = []
    for block in outline(report):
        if block.grid is None:
            parts.append(f"<p class=MsoNormal>{_torn(block.text, chance)}<o:p></o:p></p>")
            continue
        rows: dict[int, str] = {}
        for r, _, cell in placed(block.grid):
            spans = f"rowspan={cell.rowspan} colspan={cell.colspan}"
            style = "style='border:solid windowtext 1.0pt;mso-border-alt:solid'"
            text = _torn(_shown(report, cell), chance)
            rows[r] = (
                rows.get(r, "") + f"<td {spans} {style}><p class=MsoNormal>{text}</p></td>\r\n"
            )
        body = "".join(f"<tr style='mso-yfti-irow:{r}'>{rows[r]}</tr>" for r in sorted(rows))
        parts.append(f"<table class=MsoTableGrid border=1>{body}</table>")
    head = "<head><meta charset=gb2312><style><!-- @page {size:A4} --></style></head>"
    page = f"<html xmlns:o='urn:schemas-microsoft-com:office:office'>{head}<body lang=ZH-CN>"
    return f"{page}{''.join(parts)}</body></html>".encode("gb18030")


def _torn(text: str, chance: Random) -> str:
    cut = chance.randint(0, len(text))
    pieces = [f"<span lang=EN-US>{escape(piece)}</span>" for piece in (text[:cut], text[cut:])]
    return "".join(pieces).replace("\n", "<br>")


def plain_word_tables(report: Report, chance: Random) -> bytes:
    """A Word file in which nothing is merged: each label in one cell, the rest empty."""
    document = Document()
    for rows in grids(report):
        if len(rows[0]) == 1:
            document.add_paragraph(rows[0][0])
            continue
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def one_sheet(report: Report, chance: Random) -> bytes:
    """A workbook typed by hand: one sheet, nothing merged, some numbers typed as text."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("年报")
        r = chance.randrange(4)
        for rows in grids(report):
            for row in rows:
                for c, text in enumerate(row):
                    if text.isdecimal() and chance.randrange(3):
                        sheet.write_number(r, c + 1, int(text))
                    else:
                        sheet.write_string(r, c + 1, text)
                r += 1
    return file.getvalue()


PAGES: dict[str, Style] = {
    style.__name__: style
    for style in (
        bars_alone,
        bar_after_each,
        bar_before_each_row,
        bars_between_tabs,
        padded,
        readings_in_brackets,
        numbered,
        with_remarks,
        whole_page,
        in_two_halves,
        comma_separated,
        old_word_page,
        plain_word_tables,
        one_sheet,
    )
}
"""Styles that lose nothing: every cell must be read."""
