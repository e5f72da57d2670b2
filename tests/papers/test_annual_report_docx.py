"""The Word document, read back with python-docx: every label and every number in its place."""

import re
import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from casework.papers.annual_report_docx import annual_report_docx
from casework.report.document import Texts
from casework.report.forms import OVERVIEW, PARTS
from casework.report.layout import grids, placed
from casework.report.outline import shown
from tests.support.sample_report import TEXTS, report_2020, report_2023

REPORTS = pytest.mark.parametrize("report", [report_2020(), report_2023()], ids=["2020", "2023"])


def _read(report):
    return Document(BytesIO(annual_report_docx(report)))


@REPORTS
def test_every_cell_shows_the_label_of_the_form_or_the_number_of_the_table(report):
    drawn = grids(report.form).values()
    tables = _read(report).tables
    assert len(tables) == len(drawn) == 3
    for table, grid in zip(tables, drawn, strict=True):
        cells = [row.cells for row in table.rows]
        for r, c, cell in placed(grid):
            wanted = shown(report.values[cell.where]) if cell.where else cell.text
            assert {
                cells[r + down][c + right].text
                for down in range(cell.rowspan)
                for right in range(cell.colspan)
            } == {wanted}


def test_a_zero_is_a_zero_and_no_cell_is_empty():
    tables = _read(report_2023()).tables
    texts = [cell.text for table in tables for row in table.rows for cell in row.cells]
    assert "" not in texts
    assert texts.count("0") > 150


def test_headings_and_words_stand_in_order():
    paragraphs = _read(report_2023()).paragraphs
    by_style = {}
    for paragraph in paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)
    assert by_style["Heading 1"] == [part.label for part in PARTS]
    assert by_style["Heading 2"] == [section.label for section in OVERVIEW]
    assert by_style["年报标题"] == ["晋江市人民政府西园街道办事处\n2023年政府信息公开工作年度报告"]
    assert by_style["年报落款"] == ["晋江市人民政府西园街道办事处", "2024年1月18日"]
    assert TEXTS.on_application in by_style["年报正文"]


def test_the_page_is_a4_and_the_tables_keep_inside_its_margins():
    document = _read(report_2023())
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    room = section.page_width - section.left_margin - section.right_margin
    for table in document.tables:
        width = sum(column.width for column in table.columns)
        assert abs(width - room) < Mm(1)


def test_header_rows_repeat_and_no_row_breaks_over_a_page():
    table3 = _read(report_2023()).tables[1]
    headers = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for row in table3.rows]
    assert [header is not None for header in headers[:4]] == [True, True, True, False]
    assert all(
        row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table3.rows
    )


def test_chinese_fonts_are_named_for_every_kind_of_text():
    styles = _read(report_2023()).styles
    fonts = {
        name: styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("年报标题", "Heading 1", "Heading 2", "年报正文", "年报表格")
    }
    assert fonts == {
        "年报标题": "方正小标宋简体",
        "Heading 1": "黑体",
        "Heading 2": "楷体_GB2312",
        "年报正文": "仿宋_GB2312",
        "年报表格": "宋体",
    }


def test_what_people_typed_neither_breaks_nor_becomes_markup():
    typed = "张三&李四 <w:b/> ]]> \x00\x0b\x1f{{ 7*7 }} 䶮\U0002cc56"
    report = report_2023(Texts(overview=typed, problems="无。"), agency="某<局>&\x08")
    paragraphs = [paragraph.text for paragraph in _read(report).paragraphs]
    assert "张三&李四 <w:b/> ]]>" in paragraphs[2]
    assert any("{{ 7*7 }} 䶮\U0002cc56" in text for text in paragraphs)
    assert paragraphs[0].startswith("某<局>&\n2023年")


def test_the_file_bears_the_day_of_the_report_and_no_other_clock():
    with zipfile.ZipFile(BytesIO(annual_report_docx(report_2023()))) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(2024, 1, 18)}
        core = archive.read("docProps/core.xml").decode("utf-8")
    assert set(re.findall(r"20\d\d-\d\d-\d\d", core)) == {"2024-01-18"}
    assert "python-docx" not in core
