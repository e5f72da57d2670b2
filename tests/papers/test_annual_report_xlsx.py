"""The workbook, read back with openpyxl."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from casework.papers.annual_report_xlsx import annual_report_xlsx
from casework.report.document import Texts
from casework.report.layout import grids, placed
from casework.report.outline import outline
from tests.support.sample_report import report_2020, report_2023

REPORTS = pytest.mark.parametrize("report", [report_2020(), report_2023()], ids=["2020", "2023"])
SHEETS = ["正文", "表二", "表三", "表四"]


def _read(report):
    return load_workbook(BytesIO(annual_report_xlsx(report)))


@REPORTS
def test_every_cell_holds_the_label_of_the_form_or_the_number_of_the_table(report):
    book = _read(report)
    assert book.sheetnames == SHEETS
    for name, grid in zip(SHEETS[1:], grids(report.form).values(), strict=True):
        assert book[name].cell(1, 1).value == grid.caption
        for r, c, cell in placed(grid):
            value = report.values[cell.where] if cell.where else cell.text
            assert book[name].cell(r + 2, c + 1).value == ("未填" if value is None else value)


@REPORTS
def test_the_merged_cells_are_those_of_the_form(report):
    book = _read(report)
    for name, grid in zip(SHEETS[1:], grids(report.form).values(), strict=True):
        merged = {
            (one.min_row, one.min_col, one.max_row, one.max_col)
            for one in book[name].merged_cells.ranges
        }
        assert merged == {(1, 1, 1, len(grid.widths))} | {
            (r + 2, c + 1, r + 1 + cell.rowspan, c + cell.colspan)
            for r, c, cell in placed(grid)
            if cell.rowspan * cell.colspan > 1
        }


def test_numbers_are_numbers_and_money_is_the_text_that_was_entered():
    book = _read(report_2023())
    assert book["表三"]["D5"].value == 6
    assert book["表二"]["B15"].value == "0"


def test_the_words_stand_on_the_first_sheet_one_block_a_row_and_name_the_tables_sheets():
    told = [row[0].value for row in _read(report_2023())["正文"].iter_rows()]
    sheets = iter(f"（见工作表“{name}”）" for name in SHEETS[1:])
    words = [
        block.text if block.grid is None else next(sheets) for block in outline(report_2023())
    ]
    assert told == words


def test_long_words_get_the_height_they_need():
    sheet = _read(report_2023())["正文"]
    long = next(row for row, cell in enumerate(sheet["A"], 1) if len(cell.value) > 300)
    assert 150 < sheet.row_dimensions[long].height <= 409


def test_what_looks_like_a_formula_or_a_link_stays_text():
    texts = Texts(overview='=HYPERLINK("http://x","y")\n+1+1\n@SUM(A1)', problems="http://x.cn")
    sheet = _read(report_2023(texts))["正文"]
    cells = [row[0] for row in sheet.iter_rows()]
    assert '=HYPERLINK("http://x","y")' in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]


def test_control_characters_do_not_break_the_file():
    sheet = _read(report_2023(Texts(overview="甲\x00乙\x1f丙\ufffe<&>")))["正文"]
    assert "甲乙" in "".join(str(row[0].value) for row in sheet.iter_rows())


def test_each_sheet_prints_on_a4_one_page_wide_with_its_header_repeated():
    book = _read(report_2023())
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert book["表三"].print_title_rows == "$2:$4"
    assert book["表四"].page_setup.orientation == "landscape"


def test_the_workbook_bears_the_day_of_the_report():
    properties = _read(report_2023()).properties
    assert str(properties.created.date()) == "2024-01-18"
    assert properties.title == "晋江市人民政府西园街道办事处2023年政府信息公开工作年度报告"
