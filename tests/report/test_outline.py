"""The report from top to bottom."""

from dataclasses import fields, replace
from itertools import pairwise

from casework.report.checks import check
from casework.report.document import Texts, as_json
from casework.report.forms import OVERVIEW, PARTS
from casework.report.outline import UNWRITTEN, outline, prose, shown
from tests.support.sample_report import TEXTS, report_2020, report_2023


def _headings(report):
    return [block.text for block in outline(report) if block.kind == "heading"]


def test_the_six_parts_stand_in_order_between_title_and_signature():
    blocks = list(outline(report_2023()))
    assert blocks[0].kind == "title"
    assert _headings(report_2023()) == [part.label for part in PARTS]
    assert [block.text for block in blocks if block.kind == "signature"] == [
        "晋江市人民政府西园街道办事处",
        "2024年1月18日",
    ]


def test_each_table_stands_directly_under_its_heading():
    blocks = list(outline(report_2023()))
    before = [a.text for a, b in pairwise(blocks) if b.kind == "table"]
    assert before == [part.label for part in PARTS[1:4]]


def test_every_field_of_the_words_is_printed():
    texts = Texts(**{field.name: f"〔{field.name}〕" for field in fields(Texts)})
    words = prose(report_2023(texts))
    assert words.splitlines() == [f"〔{field.name}〕" for field in fields(Texts)]


def test_a_part_that_nobody_wrote_says_so():
    words = prose(report_2023(replace(TEXTS, management="", problems="")))
    assert words.count(UNWRITTEN) == 2
    assert prose(report_2020()).splitlines() == [UNWRITTEN] * 3


def test_the_overview_needs_no_sections_if_it_is_written_in_one_piece():
    texts = Texts(overview="一段话。", problems="无。", other_matters="无。")
    blocks = list(outline(report_2023(texts)))
    assert not [block for block in blocks if block.kind == "subheading"]
    assert UNWRITTEN not in prose(report_2023(texts))


def test_with_all_sections_written_the_five_headings_of_the_form_appear():
    blocks = outline(report_2023())
    sections = [block.text for block in blocks if block.kind == "subheading"]
    assert sections == [section.label for section in OVERVIEW]


def test_a_zero_is_printed_and_a_missing_number_says_so():
    assert shown(0) == "0"
    assert shown(None) == "未填"


def test_the_words_agree_with_the_tables_of_the_sample():
    report = report_2023()
    assert check(as_json(report), text=prose(report)) == []
