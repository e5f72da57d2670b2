"""Tables whose cells are certain by their borders, and tables that break off."""

import pytest

from casework.papers.published import reading
from casework.papers.published.lines import Unreadable
from casework.papers.published.reading import read_published

NEW = "一、本年新收政府信息公开申请数量"
CARRIED = "二、上年结转政府信息公开申请数量"
HEADING = "自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计"


def table3(text):
    published = read_published(text.encode())
    return published.report["table3"], published


def test_a_lone_bar_is_an_empty_cell():
    rows = [NEW, "56", "", "", "", "", "", "56"]
    text = "申请人情况 |\n" + "".join(f"{cell} |\n" for cell in rows) + "||\n"
    table, published = table3(text + f"{CARRIED} |\n" + "|\n" * 6 + "0 |\n||\n")
    assert table["new"] == [56, None, None, None, None, None, 56]
    assert table["carried_in"] == [None] * 6 + [0]
    assert published.unread == ()


def test_a_lone_bar_that_may_close_a_row_is_no_empty_cell_of_it():
    rows = [NEW, "5", "0", "0", "0", "2", "7", "", CARRIED, "0", "0", "0", "0", "0", "1", "1", ""]
    text = "申请人情况 |\n" + "".join(f"{cell} |\n".lstrip() for cell in rows)
    table, published = table3(f"{text}（一）予以公开 |\n0 |\n")
    assert table["new"] == [None] * 7
    assert "table3/new/total" in published.unread
    assert table["carried_in"] == [0, 0, 0, 0, 0, 1, 1]


def test_empty_cells_that_close_a_row_are_no_columns():
    row = "（一）予以公开 |\n18 |\n" + "|\n" * 7
    table, _ = table3(f"申请人情况 |\n{NEW} | 18 | 0 | 0 | 0 | 0 | 0 | 18\n{row}（二）部分公开 |")
    assert table["granted"] == [18, None, None, None, None, None, None]


def test_one_bad_cell_spoils_no_other():
    table, published = table3(f"{HEADING}\n{NEW} | S345 | 129 | 0 | 21 20 | 0 | #REF! | 1 200")
    assert table["new"] == [None, 129, 0, None, 0, None, 1200]
    assert set(published.unread) == {
        "table3/new/natural_person",
        "table3/new/public_welfare",
        "table3/new/other",
    }


def test_a_row_under_its_own_heading_is_read():
    heads = "| 类别 | 数据1 | 数据2 | 数据3 | 数据4 | 数据5 | 数据6 | 总计 |"
    text = f"申请人情况\n### {NEW}\n{heads}\n| {NEW[2:]} | 7 | 0 | 0 | 0 | 2 | 0 | 9 |"
    assert table3(text)[0]["new"] == [7, 0, 0, 0, 2, 0, 9]


def test_rows_that_were_cut_off_are_one_finding_and_have_the_keys_of_the_form():
    head = "2023年政府信息公开工作年度报告\n申请人情况"
    table, published = table3(f"{head}\n{NEW} | 1 | 0 | 0 | 0 | 0 | 0 | 1")
    assert table["other.other"] == [None] * 7
    told = [one for one in published.findings() if one.where.startswith("table3")]
    assert [(one.rule, one.where) for one in told] == [("blank", "table3")]
    assert "不完整" in told[0].cause


def test_disputes_without_heads_are_read_in_the_order_of_the_form():
    row = "| 0 | 1 | 0 | 3 | 4 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 1 | 2 |"
    text = f"四、政府信息公开行政复议、行政诉讼情况\n{row}"
    table = read_published(text.encode()).report["table4"]
    assert table["reconsideration"] == [0, 1, 0, 3, 4]
    assert table["litigation_after_reconsideration"] == [1, 0, 0, 1, 2]


def test_a_file_on_which_the_reader_fails_is_refused_with_a_sentence(monkeypatch):
    def fails(content):
        raise IndexError

    monkeypatch.setattr(reading, "lines_of", fails)
    with pytest.raises(Unreadable, match="无法读取"):
        read_published(b"1")


def test_glued_digits_are_cut_only_in_a_table_that_prints_its_zeros():
    glued = f"申请人情况\n{NEW}335979990\n{CARRIED}"
    assert table3(glued)[0]["new"] == [None] * 7
    assert table3(f"{glued}0000000")[0]["new"] == [3, 3, 59, 7, 9, 9, 90]


def test_signs_for_none_glued_to_digits_are_cells():
    text = f"申请人情况\n{CARRIED}0000000\n{NEW}无无188无无69166"
    table, published = table3(text)
    assert table["new"] == [None] * 7
    assert "table3/new/total" in published.unread


def test_the_digit_of_a_misread_label_is_no_cell_of_the_row_before():
    rows = "2.重复申请 | | | | | |\n3曰要求提供公开出版物 | | | | 9 | | | 9"
    table, published = table3(f"{HEADING}\n{NEW} | 9 | 0 | 0 | 0 | 0 | 0 | 9\n{rows}")
    assert table["not_processed.repeated"] == [None] * 7
    assert table["not_processed.published_work"] == [None, None, None, 9, None, None, 9]
    assert "table3/not_processed.repeated/total" in published.unread


def test_a_sentence_among_the_rows_is_no_row_and_is_held_against_the_tables():
    said = "本年度共收到政府信息公开申请8件，均已按期答复。"
    table, published = table3(f"申请人情况\n{said}\n{NEW}\n9\n0\n0\n0\n0\n0\n9")
    assert table["new"] == [9, 0, 0, 0, 0, 0, 9]
    assert [one.stated for one in published.findings() if one.rule == "N1"] == [8]


def test_words_about_results_before_the_tables_are_no_table():
    said = "因政府信息公开引起的行政复议结果维持0件。"
    tables = f"申请人情况\n{NEW}\n1 0 0 0 0 0 1\n四、结转下年度继续办理\n行政复议\n结果维持\n"
    text = f"{said}\n{tables}" + "0\n" * 15
    assert read_published(text.encode()).report["table4"]["reconsideration"] == [0] * 5


def test_a_row_of_which_only_the_name_is_left_is_unread_and_no_zero():
    text = (
        f"申请人情况\n{NEW}\n9\n-\n-\n-\n-\n-\n9\n（一）予以公开\n（七）总计\n9\n-\n-\n-\n-\n-\n9"
    )
    table, published = table3(text)
    assert table["granted"] == [None] * 7
    assert "table3/granted/total" in published.unread
    assert [one for one in published.findings() if one.severity == "error"] == []


def test_rows_that_are_not_there_are_no_zeros():
    row = "{} | {} | | | | | | {}"
    text = f"申请人情况\n{row.format(NEW, 9, 9)}\n{row.format('（七）总计', 9, 9)}"
    _, published = table3(text)
    assert [one for one in published.findings() if one.severity == "error"] == []


def test_words_in_traditional_characters_are_held_against_the_tables():
    said = "本年度收到政府信息公開申請8件，辦結8件，未發生因政府信息公開引起的行政復(fù)議。"
    text = f"{said}\n申請人情況\n一、本年新收政府信息公開申請數(shù)量\n9\n0\n0\n0\n0\n0\n9"
    found = read_published(text.encode()).findings()
    assert [(one.stated, one.computed) for one in found if one.rule == "N1"] == [(8, 9)]
