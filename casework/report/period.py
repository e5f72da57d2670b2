"""What came in and went out between two days, over the columns of table 三.

Not the statutory report: that is counted by calendar years, and nothing is carried in or out of
a period of one's own choice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from casework.report.forms import (
    FORM_2021,
    OUTCOME_SECTION,
    SUMMARY_ROWS,
    TABLE3_COLUMNS,
    Form,
    Row,
)
from casework.report.layout import Grid, grids

_CORNER = "（按收到之日和作出答复之日统计，不是年度报告的法定口径）"
_NEW = Row("new", "一、本期新收政府信息公开申请数量")
_SECTION = "二、本期办理结果"


def _rows() -> Iterator[Row]:
    yield _NEW
    for row in FORM_2021.table3:
        if row.key == "outcome_total" or row.key not in SUMMARY_ROWS:
            yield replace(
                row, within=tuple(_SECTION if w == OUTCOME_SECTION else w for w in row.within)
            )


PERIOD_FORM = Form("period", FORM_2021.first_year, FORM_2021.table2, tuple(_rows()))
"""The rows of table 三 that a period has."""


@cache
def period_grid() -> Grid:
    """The table as it is drawn: table 三 without what is carried, and saying what it is not."""
    grid = grids(PERIOD_FORM)["applications"]
    (corner, *rest), *rows = grid.rows
    head = (replace(corner, text=_CORNER), *rest)
    return replace(grid, caption="任意时段收到和办理情况", rows=(head, *rows))


def period_table(cells: Mapping[tuple[str, str], int]) -> dict[str, list[int]]:
    """The table from its counted cells, (row, applicant kind) → cases; the sums are made here."""
    kinds = [column.key for column in TABLE3_COLUMNS[:-1]]
    table = {
        row.key: [cells.get((row.key, kind), 0) for kind in kinds] for row in PERIOD_FORM.table3
    }
    table["outcome_total"] = [
        sum(column) for column in zip(*(table[leaf] for leaf in PERIOD_FORM.leaves), strict=True)
    ]
    return {row: [*numbers, sum(numbers)] for row, numbers in table.items()}


def cell_name(row: str, column: str) -> str:
    """A cell of the table in its own words: “一、本期新收政府信息公开申请数量”行“自然人”列."""
    rows = {each.key: each.label for each in PERIOD_FORM.table3}
    columns = {each.key: each.label for each in TABLE3_COLUMNS}
    return f"“{rows[row]}”行“{columns[column]}”列"
