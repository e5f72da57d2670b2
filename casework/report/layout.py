"""How each table is drawn: cells with spans, in the order in which HTML wants them.

One description for docx, xlsx, html and md, so that no label or merge is written twice. The three
tables stay in one file because they share the cell, the grid and the way spans are counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Literal

from casework.report.addresses import where
from casework.report.forms import (
    APPLICANTS,
    CONTENT,
    CORNER,
    ORGANISATIONS,
    PARTS,
    TABLE3_COLUMNS,
    TABLE4_COLUMNS,
    TABLE4_GROUPS,
    Block,
    Form,
    Line,
    Row,
)

Scope = Literal["", "col", "colgroup", "row", "rowgroup"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A drawn cell: a label (with its scope if it is a heading), or the value at an address."""

    text: str = ""
    scope: Scope = ""
    rowspan: int = 1
    colspan: int = 1
    where: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A drawn table. `widths` are shares of the page; the first `header_rows` repeat."""

    key: str
    caption: str
    widths: tuple[int, ...]
    header_rows: int
    rows: tuple[tuple[Cell, ...], ...]


def placed(grid: Grid) -> Iterator[tuple[int, int, Cell]]:
    """Each cell with the row and column of its upper left corner, spans taken into account."""
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(grid.rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            yield r, c, cell
            taken |= {
                (r + down, c + right)
                for down in range(cell.rowspan)
                for right in range(cell.colspan)
            }


@cache
def grids(form: Form) -> dict[str, Grid]:
    """The drawn tables of the form, by the part of the report in which they stand."""
    return {"proactive": _table2(form), "applications": _table3(form), "disputes": _table4()}


def _caption(part: str) -> str:
    label = next(heading.label for heading in PARTS if heading.key == part)
    return label.partition("、")[2]


# Table 二: blocks of one, two or three columns share a grid of six units beside the labels.
_UNITS = 6


def _table2(form: Form) -> Grid:
    rows = tuple(row for block in form.table2 for row in _block(block))
    return Grid("table2", _caption("proactive"), (48, *(18,) * _UNITS), 0, rows)


def _block(block: Block) -> Iterator[tuple[Cell, ...]]:
    span = _UNITS // len(block.columns)
    yield (Cell(block.heading, "colgroup", colspan=1 + _UNITS),)
    heads = (Cell(column.label, "col", colspan=span) for column in block.columns)
    yield (Cell(CONTENT, "col"), *heads)
    for line in block.lines:
        yield (Cell(line.label, "row"), *_line_values(line, block, span))


def _line_values(line: Line, block: Block, span: int) -> Iterator[Cell]:
    if len(block.columns) == 1:
        yield Cell(where=f"table2/{line.key}", colspan=span)
        return
    for column in block.columns:
        yield Cell(where=where("table2", line.key, column.key), colspan=span)


# Table 三: three columns of labels, then the applicants.
_LABELS = 3


def _table3(form: Form) -> Grid:
    widths = (11, 22, 52, *(12,) * len(TABLE3_COLUMNS))
    rows = (*_table3_head(), *_table3_body(form.table3))
    return Grid("table3", _caption("applications"), widths, 3, rows)


def _table3_head() -> tuple[tuple[Cell, ...], ...]:
    person, *organisations, total = (Cell(column.label, "col") for column in TABLE3_COLUMNS)
    return (
        (
            Cell(CORNER, rowspan=3, colspan=_LABELS),
            Cell(APPLICANTS, "colgroup", colspan=len(TABLE3_COLUMNS)),
        ),
        (
            replace(person, rowspan=2),
            Cell(ORGANISATIONS, "colgroup", colspan=len(organisations)),
            replace(total, rowspan=2),
        ),
        tuple(organisations),
    )


def _table3_body(rows: Sequence[Row]) -> Iterator[tuple[Cell, ...]]:
    """A heading stands once, left of the first row it covers, as tall as all of them."""
    opened: set[str] = set()
    for row in rows:
        headings = [
            Cell(heading, "rowgroup", rowspan=sum(heading in other.within for other in rows))
            for heading in row.within
            if heading not in opened
        ]
        opened.update(row.within)
        label = Cell(row.label, "row", colspan=_LABELS - len(row.within))
        numbers = (Cell(where=where("table3", row.key, c.key)) for c in TABLE3_COLUMNS)
        yield (*headings, label, *numbers)


# Table 四: one row of fifteen numbers; a group without a heading above it takes two rows.
def _table4() -> Grid:
    widths = (1,) * (len(TABLE4_GROUPS) * len(TABLE4_COLUMNS))
    rows = (*_table4_head(), tuple(_table4_values()))
    return Grid("table4", _caption("disputes"), widths, 3, rows)


def _table4_head() -> tuple[tuple[Cell, ...], ...]:
    first: list[Cell] = []
    second: list[Cell] = []
    third: list[Cell] = []
    labels = [Cell(column.label, "col") for column in TABLE4_COLUMNS]
    width = len(labels)
    for heading, members in groupby(TABLE4_GROUPS, key=lambda group: group.group):
        kinds = tuple(members)
        if not heading:
            first += [Cell(kind.label, "colgroup", colspan=width) for kind in kinds]
            second += [replace(label, rowspan=2) for _ in kinds for label in labels]
            continue
        first.append(Cell(heading, "colgroup", colspan=width * len(kinds)))
        second += [Cell(kind.label, "colgroup", colspan=width) for kind in kinds]
        third += labels * len(kinds)
    return tuple(first), tuple(second), tuple(third)


def _table4_values() -> Iterator[Cell]:
    for group in TABLE4_GROUPS:
        for column in TABLE4_COLUMNS:
            yield Cell(where=where("table4", group.code, column.key))
