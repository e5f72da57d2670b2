"""The Markdown text."""

import re

import pytest

from casework.papers.annual_report_md import annual_report_md
from casework.report.document import Texts
from casework.report.layout import grids, placed
from casework.report.outline import shown
from tests.support.sample_report import report_2020, report_2023

REPORTS = pytest.mark.parametrize("report", [report_2020(), report_2023()], ids=["2020", "2023"])


def _tables(text):
    """The rows of each table, split at the bars, without the line below the first row."""
    tables = [block.splitlines() for block in text.split("\n\n") if block.startswith("|")]
    return [
        [re.split(r" \| ", line[2:-2]) for number, line in enumerate(table) if number != 1]
        for table in tables
    ]


@REPORTS
def test_a_label_or_number_stands_where_its_cell_begins(report):
    tables = _tables(annual_report_md(report))
    for table, grid in zip(tables, grids(report.form).values(), strict=True):
        for r, c, cell in placed(grid):
            wanted = shown(report.values[cell.where]) if cell.where else cell.text
            assert table[r][c] == wanted


@REPORTS
def test_every_row_has_every_column(report):
    for table, grid in zip(
        _tables(annual_report_md(report)), grids(report.form).values(), strict=True
    ):
        assert {len(row) for row in table} == {len(grid.widths)}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("# 标题", "\\# 标题"),
        ("1. 第一", "1\\. 第一"),
        ("- 项", "\\- 项"),
        ("[链接](x) <b>`c`</b>", "\\[链接\\](x) \\<b\\>\\`c\\`\\</b\\>"),
        ("=== | ---", "\\=== \\| ---"),
    ],
)
def test_what_people_typed_is_never_markup(typed, written):
    assert f"\n\n{written}\n\n" in annual_report_md(report_2023(Texts(overview=typed)))


def test_the_title_is_one_heading():
    first = annual_report_md(report_2023()).splitlines()[0]
    assert first == "# 晋江市人民政府西园街道办事处2023年政府信息公开工作年度报告"
