"""Reports that add up, with figures drawn by chance, written as such reports are found on the web.

Each style takes the report and a source of chance and gives the bytes of a file. What a style
loses (labels, borders, cells) the reader must call unread; it may never read a cell wrong.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from casework.papers.annual_report import render
from casework.report.addresses import addresses
from casework.report.document import ChangedCell, CountTable, Report, Restated, Texts
from casework.report.forms import (
    SUMMARY_ROWS,
    TABLE3_COLUMNS,
    TABLE4_COLUMNS,
    TABLE4_GROUPS,
    form_of,
)
from casework.report.layout import placed
from casework.report.outline import outline, shown
from casework.report.table2 import Entry, arrange

Lines = list[list[str]]
Style = Callable[[Report, Random], bytes]


# -- reports ------------------------------------------------------------------------------------


def chance_report(chance: Random, year: int = 2023) -> Report:
    """A report whose tables satisfy every identity; every second one is a 更正."""
    cells = chance.sample(addresses(form_of(year)), 4)
    changed = tuple(ChangedCell(cell.where, chance.randrange(90), 7) for cell in cells)
    restated = Restated(2, date(year + 1, 3, 1), "漏计新收申请1件", changed, ("problems",))
    return Report(
        "某市某区某街道办事处",
        year,
        arrange(_table2(chance, year), year),
        _table3(chance, year),
        {group.code: _dispute_row(chance) for group in TABLE4_GROUPS},
        texts=Texts(
            preface="本报告根据条例要求编制。",
            overview=f"{year}年，我单位主动公开政府信息{chance.randrange(500)}条。",
            problems="一是时效性不够，二是宣传不够。下一步将加强培训。",
            other_matters="无其他需要报告的事项。",
        ),
        restated=chance.choice(((), (restated,))),
    )


def _number(chance: Random) -> int:
    """Mostly zeros and small numbers, now and then a large one, as in published reports."""
    return chance.choice((0, 0, 0, 0, 0, 0, chance.randrange(10), chance.randrange(2000)))


def _table2(chance: Random, year: int) -> dict[str, Entry | list[Entry]]:
    lines = [(line.key, b.columns) for b in form_of(year).table2 for line in b.lines]
    drawn: dict[str, Entry | list[Entry]] = {}
    for key, columns in lines:
        row: list[Entry] = [
            f"{chance.randrange(90000)}.{chance.randrange(1, 100):02d}"
            if column.unit == "money"
            else _number(chance) - (chance.randrange(5) if column.unit == "change" else 0)
            for column in columns
        ]
        drawn[key] = row if len(row) > 1 else row[0]
    return drawn


def _table3(chance: Random, year: int) -> dict[str, list[int]]:
    kinds = len(TABLE3_COLUMNS) - 1
    form = form_of(year)
    rows = {leaf: [_number(chance) for _ in range(kinds)] for leaf in form.leaves}
    total = [sum(row[kind] for row in rows.values()) for kind in range(kinds)]
    rows["outcome_total"] = total
    rows["carried_out"] = [chance.choice((0, chance.randrange(30))) for _ in range(kinds)]
    came = [a + b for a, b in zip(total, rows["carried_out"], strict=True)]
    rows["carried_in"] = [chance.choice((0, chance.randint(0, min(9, n)))) for n in came]
    rows["new"] = [a - b for a, b in zip(came, rows["carried_in"], strict=True)]
    assert set(SUMMARY_ROWS) <= rows.keys()
    return {key: [*row, sum(row)] for key, row in rows.items()}


def _dispute_row(chance: Random) -> list[int]:
    row = [_number(chance) for _ in TABLE4_COLUMNS[:-1]]
    return [*row, sum(row)]


# -- styles -------------------------------------------------------------------------------------


def lines_of(report: Report) -> Lines:
    """The report as rows of cells, a merged cell once, a paragraph one cell."""
    lines: Lines = []
    for block in outline(report):
        if block.grid is None:
            lines += [[text] for text in block.text.split("\n")]
            continue
        rows: dict[int, list[str]] = {}
        for r, _, cell in placed(block.grid):
            text = shown(report.values[cell.where]) if cell.where else cell.text
            rows.setdefault(r, []).append(text)
        lines += [rows[r] for r in sorted(rows)]
    return lines


def _text(lines: Iterator[str] | list[str], encoding: str = "utf-8") -> bytes:
    return "\n".join(lines).encode(encoding)


def one_cell_a_line(report: Report, chance: Random) -> bytes:
    """As a PDF reader copies a table."""
    return _text([cell for line in lines_of(report) for cell in line])


def one_cell_a_line_broken(report: Report, chance: Random) -> bytes:
    """The same, long labels broken, page numbers between the cells."""
    cells: list[str] = []
    for line in lines_of(report):
        for cell in line:
            cells += _broken(cell, chance) if len(line) > 1 else [cell]
            if chance.randrange(60) == 0:
                cells.append(f"- {chance.randrange(1, 9)} -")
    return _text(cells)


def _broken(cell: str, chance: Random) -> list[str]:
    if cell.replace(".", "").replace("-", "").isdigit() or len(cell) <= 3:
        return [cell]
    width = chance.randint(2, 12)
    return [cell[at : at + width] for at in range(0, len(cell), width)]


def bars(report: Report, chance: Random) -> bytes:
    """A row a line, cells between bars, merged cells lost."""
    return _text([" | ".join(line) + (" |" if len(line) > 1 else "") for line in lines_of(report)])


def tabs(report: Report, chance: Random) -> bytes:
    """A row a line, as copied from a web page, in the encoding of older machines."""
    return _text(["\t".join(line) for line in lines_of(report)], "gb18030")


def spaces(report: Report, chance: Random) -> bytes:
    """A row a line, cells apart by spaces, thousands separated, some digits full-width."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    lines = []
    for line in lines_of(report):
        cells = [f"{int(c):,}" if len(line) > 1 and c.isdigit() else c for c in line]
        lines.append(" ".join(c.translate(wide) if chance.randrange(5) == 0 else c for c in cells))
    return _text(lines)


def pdf(report: Report, chance: Random) -> bytes:
    """Labels wrapped around the numbers of their row, which stand on the middle line."""
    lines: list[str] = []
    for number, line in enumerate(lines_of(report)):
        labels = [cell for cell in line if not _is_value(cell)]
        values = [cell for cell in line if _is_value(cell)]
        if len(line) == 1 or not values:
            lines += [" ".join(line)]
        else:
            pieces = [p for label in labels[:-1] for p in [label]] + _wrapped(labels[-1:], chance)
            middle = len(pieces) // 2 if len(pieces) > 2 else len(pieces) - 1
            for at, piece in enumerate(pieces):
                lines.append(" ".join([piece, *values]) if at == middle else piece)
            if not pieces:
                lines.append(" ".join(values))
        if number % 25 == 24:
            lines += [
                f"— {number // 25} —",
                f"某区某街道 {report.year} 年政府信息公开工作年度报告",
            ]
    return _text(lines)


def _wrapped(labels: list[str], chance: Random) -> list[str]:
    width = chance.choice((8, 11, 14, 40))
    return [label[at : at + width] for label in labels for at in range(0, len(label), width)]


SIGNS = ("", "/", "—", "-", "无", "0件", "0.00")
"""What offices print for none, beside a 0."""


def signed(report: Report, sign: str) -> Report:
    """The report with another sign for each zero of its tables 三 and 四."""
    return replace(
        report, table3=_signed(report.table3, sign), table4=_signed(report.table4, sign)
    )


def _signed(table: CountTable | None, sign: str) -> Any:
    return {key: [cell or sign for cell in row] for key, row in (table or {}).items()}


def _is_value(cell: str) -> bool:
    return cell in SIGNS or cell.replace(".", "").lstrip("-").isdigit()


def slips(report: Report, chance: Random) -> bytes:
    """Labels with a misread character each, and look-alike signs."""
    lines = []
    for line in lines_of(report):
        cells = [_slipped(c, chance) if len(line) > 1 and not _is_value(c) else c for c in line]
        lines.append(" | ".join(cells))
    return _text(lines)


def _slipped(label: str, chance: Random) -> str:
    if len(label) < 4 or chance.randrange(3) == 0:
        return label
    at = chance.randrange(len(label))
    return label[:at] + chance.choice("曰末己仝囗") + label[at + 1 :]


TRADITIONAL = str.maketrans(
    "开请数结转办区处这计属国规稳护权类内务过执询项无关没现补后确访举报诉复获费缴纳总继续议讼维纠审经"
    "发废许罚强业额单万条采购组织构会况动问题进",
    "開請數結轉辦區處這計屬國規穩護權類內務過執詢項無關沒現補後確訪舉報訴復獲費繳納總繼續議訟維糾審經"
    "發廢許罰強業額單萬條採購組織構會況動問題進",
)


def traditional(report: Report, chance: Random) -> bytes:
    """In traditional characters, one cell a line."""
    return one_cell_a_line(report, chance).decode().translate(TRADITIONAL).encode()


def repeated_headers(report: Report, chance: Random) -> bytes:
    """The heading of table 三 again after a page break, in the middle of the table."""
    lines = ["\t".join(line) for line in lines_of(report)]
    start = next(at for at, line in enumerate(lines) if "申请人情况" in line)
    heading = lines[start : start + 3]
    at = start + 3 + chance.randint(3, 20)
    return _text([*lines[:at], "- 4 -", *heading, *lines[at:]])


def glued(report: Report, chance: Random) -> bytes:
    """Every border lost, the whole page on one line."""
    return _text(["".join(cell for line in lines_of(report) for cell in line)])


def glued_rows(report: Report, chance: Random) -> bytes:
    """The digits of some rows run together."""
    lines = []
    for line in lines_of(report):
        labels = [cell for cell in line if not _is_value(cell)]
        values = [cell for cell in line if _is_value(cell)]
        together = "".join(values) if chance.randrange(4) == 0 and len(values) > 1 else None
        lines.append("\t".join([*labels, together] if together else line))
    return _text(lines)


def dropped(report: Report, chance: Random) -> bytes:
    """One cell a line, some of the numbers of tables lost."""
    cells = [
        cell
        for line in lines_of(report)
        for cell in line
        if not (len(line) > 1 and _is_value(cell) and chance.randrange(40) == 0)
    ]
    return _text(cells)


def dropped_labels(report: Report, chance: Random) -> bytes:
    """Bars between the cells, some labels lost."""
    lines = []
    for line in lines_of(report):
        lost = len(line) > 3 and chance.randrange(8) == 0
        lines.append(" | ".join([c for c in line if not (lost and not _is_value(c))]))
    return _text(lines)


def layout_tables(report: Report, chance: Random) -> bytes:
    """Our page inside tables that only lay it out, in the markup of an old Word."""
    page = render(report, "html").decode()
    body = page[page.index("<body") : page.index("</body>")].partition(">")[2]
    body = body.replace("<td", '<td class="MsoNormal" style="width:12pt"').replace("\n", "\r\n")
    return (
        "<html><body><table><tr><td>首页</td><td><table><tr><td>政务公开</td></tr></table></td></tr>"
        f"<tr><td colspan=2><div><o:p></o:p>{body}</div></td></tr></table></body></html>"
    ).encode()


def _ours(kind: str) -> Style:
    return lambda report, _chance: render(report, kind)


OURS: dict[str, Style] = {kind: _ours(kind) for kind in ("json", "docx", "xlsx", "html", "md")}
CLEAR: dict[str, Style] = {
    **OURS,
    **{
        style.__name__: style
        for style in (
            one_cell_a_line,
            one_cell_a_line_broken,
            bars,
            tabs,
            spaces,
            pdf,
            traditional,
            repeated_headers,
            layout_tables,
        )
    },
}
"""Styles that lose nothing a careful reader could not find: every cell must be read."""

LOSSY: dict[str, Style] = {
    style.__name__: style for style in (slips, glued, glued_rows, dropped, dropped_labels)
}
"""Styles that lose something: what is read must be right, the rest is unread."""
