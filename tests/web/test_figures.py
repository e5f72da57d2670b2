"""What is typed for a report: nobody overwrites anybody, and last year is never passed off."""

import json
from datetime import date

import pytest
from sqlmodel import select

from casework.store.tables import DisclosureRow, FigureRow, IssuedDocumentRow, ReportTextRow
from tests.support.city import supervisor_above

FIGURES = "/reports/2025/figures"
CELLS = ("licences-decisions", "penalties-decisions", "coercive_measures-decisions")
FEES = "fees_wan-amount"


@pytest.fixture
def lin(site):
    return site.browser("lin")


def rows(site, kind):
    with site.office.reading() as tx:
        return tx.exec(select(kind)).all()


def stored(site):
    return {row.key: row.value for row in rows(site, FigureRow)}


# -- table 二 -----------------------------------------------------------------------------------


def test_table_two_stands_as_it_prints_with_a_field_in_each_typed_cell(lin):
    page = lin.get(FIGURES).text
    for label in ("第二十条第（一）项", "行政规范性文件", "行政强制", "单位：万元"):
        assert label in page
    for field in (*CELLS, FEES):
        assert f'name="{field}"' in page
    assert 'name="rules-issued"' not in page


def test_what_is_typed_is_stored_money_to_the_last_digit(site, lin):
    answer = lin.post(FIGURES, {CELLS[0]: "12", CELLS[1]: " 0 ", FEES: "1.250"})
    assert answer.status_code == 303
    assert stored(site) == {
        "licences/decisions": "12",
        "penalties/decisions": "0",
        "fees_wan/amount": "1.250",
    }
    assert 'value="1.250"' in lin.get(FIGURES).text


@pytest.mark.parametrize("wrong", ["-1", "1.5", "许多", "1,000", "9" * 10])
def test_what_is_not_a_number_of_things_is_refused_at_its_field(site, lin, wrong):
    answer = lin.post(FIGURES, {CELLS[0]: wrong, CELLS[1]: "3"})
    assert answer.status_code == 422
    assert "请填写整数，没有的填0" in answer.text
    assert stored(site) == {}


def test_two_people_in_one_cell_both_numbers_are_shown_and_the_first_stands(site, lin):
    lin.post(FIGURES, {CELLS[0]: "12"})
    answer = lin.post(FIGURES, {CELLS[0]: "15", CELLS[1]: "3"})
    assert answer.status_code == 409
    assert "现在是 12，您填的是 15" in answer.text
    assert stored(site) == {"licences/decisions": "12"}
    seen = {f"seen-{CELLS[0]}": "12"}
    assert lin.post(FIGURES, {CELLS[0]: "15", CELLS[1]: "3"} | seen).status_code == 303
    assert stored(site) == {"licences/decisions": "15", "penalties/decisions": "3"}


def test_two_people_in_different_cells_do_not_disturb_each_other(site, lin):
    lin.post(FIGURES, {CELLS[0]: "12"})
    assert lin.post(FIGURES, {CELLS[1]: "3"}).status_code == 303
    assert stored(site) == {"licences/decisions": "12", "penalties/decisions": "3"}


def test_a_cell_is_emptied_again(site, lin):
    lin.post(FIGURES, {CELLS[0]: "12"})
    lin.post(FIGURES, {CELLS[0]: "", f"seen-{CELLS[0]}": "12"})
    assert stored(site) == {}


def test_the_trial_form_has_its_own_cells(site, lin):
    assert lin.post("/reports/2020/figures", {"licences-change": "-3"}).status_code == 303
    assert stored(site) == {"licences/change": "-3"}


@pytest.mark.parametrize("year", [2018, 2027, 99999])
def test_a_year_without_a_report_does_not_exist(lin, year):
    for page in ("figures", "disclosures", "texts", "texts/problems"):
        answer = lin.get(f"/reports/{year}/{page}")
        assert answer.status_code == 404
        assert "年度应当在2019至2026之间" in answer.text


def test_who_does_not_keep_the_register_cannot_type(site):
    sun = supervisor_above(site)
    for page in ("2025/figures", "2025/disclosures", "2025/texts", "documents", "documents/new"):
        assert sun.get(f"/reports/{page}").status_code == 403
    assert sun.post(FIGURES, {CELLS[0]: "1"}).status_code == 403


# -- the register of documents ------------------------------------------------------------------

DOCUMENT = {
    "kind": "normative_documents",
    "title": "西园街道社区公共安全管理规定（试行）",
    "number": "晋西政规〔2024〕1号",
    "issued_on": "2024-05-26",
    "expires_on": "2026-05-25",
}


def test_a_document_is_entered_and_says_what_the_year_counts_of_it(site, lin):
    assert lin.post("/reports/documents/new", DOCUMENT).status_code == 303
    assert rows(site, IssuedDocumentRow)[0].expires_on == date(2026, 5, 25)
    page = lin.get("/reports/documents?year=2024").text
    assert DOCUMENT["title"] in page
    assert ">制发<" in page
    assert ">有效<" in page
    later = lin.get("/reports/documents?year=2026").text
    assert "不计" in later


def test_a_document_without_title_or_kind_is_refused_at_the_field(site, lin):
    answer = lin.post("/reports/documents/new", DOCUMENT | {"title": " ", "kind": "poem"})
    assert answer.status_code == 422
    assert "请填写标题" in answer.text
    assert rows(site, IssuedDocumentRow) == []


def test_a_repeal_is_recorded_and_taken_back(site, lin):
    lin.post("/reports/documents/new", DOCUMENT)
    assert lin.post("/reports/documents/1/repeal", {"on": "2025-03-01"}).status_code == 303
    assert ">废止<" in lin.get("/reports/documents?year=2025").text
    wrong = lin.post("/reports/documents/1/repeal", {"on": "三月"})
    assert wrong.status_code == 422
    assert "日期看不懂" in wrong.text
    lin.post("/reports/documents/1/repeal", {"on": ""})
    assert rows(site, IssuedDocumentRow)[0].repealed_on is None


def test_a_last_day_is_set_and_a_mistake_removed_with_its_reason(site, lin):
    lin.post("/reports/documents/new", DOCUMENT)
    lin.post("/reports/documents/1/expire", {"on": ""})
    assert rows(site, IssuedDocumentRow)[0].expires_on is None
    assert lin.post("/reports/documents/1/remove", {"reason": ""}).status_code == 422
    assert lin.post("/reports/documents/1/remove", {"reason": "不是规范性文件"}).status_code == 303
    assert rows(site, IssuedDocumentRow) == []


def test_a_document_of_another_agency_is_out_of_reach(site, lin):
    lin.post("/reports/documents/new", DOCUMENT)
    site.agency("chendai", "陈埭镇")
    site.person("wu", "chendai", "clerk")
    wu = site.browser("wu")
    assert wu.get("/reports/documents/1").status_code == 404
    assert wu.post("/reports/documents/1/remove", {"reason": "x"}).status_code == 404
    assert lin.get(f"/reports/documents/{10**20}").status_code == 404
    assert DOCUMENT["title"] not in wu.get("/reports/documents").text
    assert len(rows(site, IssuedDocumentRow)) == 1


# -- what was disclosed -------------------------------------------------------------------------

LINES = "/reports/2025/disclosures/category"
TWO = {"label": ["政务公开", "民生", "", ""], "value": ["126", "78", "", ""], "unit": ["条"] * 4}


def lines(site):
    return [(row.label, row.value, row.unit) for row in rows(site, DisclosureRow)]


def test_lines_are_added_and_taken_out_without_a_script(site, lin):
    assert lin.post(LINES, TWO | {"seen": "[]"}).status_code == 303
    assert lines(site) == [("政务公开", "126", "条"), ("民生", "78", "条")]
    page = lin.get("/reports/2025/disclosures").text
    assert page.count('name="label"') == 2 + 3 + 3
    seen = json.dumps([["政务公开", "126", "条"], ["民生", "78", "条"]])
    one = {"label": ["", "民生"], "value": ["", "79"], "unit": ["", "条"], "seen": seen}
    assert lin.post(LINES, one).status_code == 303
    assert lines(site) == [("民生", "79", "条")]


def test_more_empty_lines_are_given_without_storing_anything(site, lin):
    answer = lin.post(LINES, TWO | {"seen": "[]", "more": "1"})
    assert answer.status_code == 200
    assert 'value="政务公开"' in answer.text
    assert answer.text.count('name="label"') == 2 + 3 + 3
    assert lines(site) == []


def test_a_line_without_a_name_or_with_words_for_a_number_says_so(site, lin):
    wrong = {"label": ["", "民生"], "value": ["3", "很多"], "unit": ["", ""], "seen": "[]"}
    answer = lin.post(LINES, wrong)
    assert answer.status_code == 422
    assert "请填写名称" in answer.text
    assert "请填写数字，没有的填0" in answer.text
    assert lines(site) == []


def test_lines_that_somebody_else_changed_are_shown_beside_ones_own(site, lin):
    lin.post(LINES, TWO | {"seen": "[]"})
    mine = {"label": ["科教"], "value": ["4"], "unit": ["条"], "seen": "[]"}
    answer = lin.post(LINES, mine)
    assert answer.status_code == 409
    assert "政务公开 126 条" in answer.text
    assert 'value="科教"' in answer.text
    assert len(lines(site)) == 2


@pytest.mark.parametrize("seen", ["", "{", "3", "[[1]]", '[["a","b","c","d"]]', "[" * 9999])
def test_a_form_that_was_tampered_with_changes_nothing(site, lin, seen):
    assert lin.post(LINES, TWO | {"seen": seen}).status_code in (400, 409)
    assert lines(site) == []


# -- words --------------------------------------------------------------------------------------

PROBLEMS = "/reports/2025/texts/problems"


def test_a_section_is_written_with_last_years_words_beside(site, lin):
    lin.post("/reports/2024/texts/problems", {"text": "2024年主动公开意识不强。", "version": "0"})
    page = lin.get(PROBLEMS).text
    assert "2024年主动公开意识不强。" in page
    answer = lin.post(PROBLEMS, {"text": "本年重点改进时效。", "version": "0"})
    assert answer.status_code == 303
    assert answer.location == "/reports/2025/texts"
    assert {row.year: row.text for row in rows(site, ReportTextRow)}[2025] == "本年重点改进时效。"


def test_a_version_that_was_never_there_is_answered_with_what_is(lin):
    answer = lin.post(PROBLEMS, {"text": "一。", "version": "5"})
    assert answer.status_code == 409
    assert lin.post(PROBLEMS, {"text": "一。", "version": "0"}).status_code == 303


def test_saving_may_lead_to_the_next_section(lin):
    answer = lin.post(PROBLEMS, {"text": "一。", "version": "0", "next": "1"})
    assert answer.location == "/reports/2025/texts/other_matters"


def test_words_taken_over_from_last_year_are_pointed_out(lin):
    lin.post("/reports/2024/texts/problems", {"text": "2024年主动公开意识不强。", "version": "0"})
    lin.post(PROBLEMS, {"text": "2025年主动公开\n意识不强。", "version": "0"})
    assert "与上年相同" in lin.get("/reports/2025/texts").text
    assert "避免内容雷同" in lin.get(PROBLEMS).text
    lin.post(PROBLEMS, {"text": "2025年公开不及时。", "version": "1"})
    assert "与上年相同" not in lin.get("/reports/2025/texts").text


def test_words_that_somebody_else_wrote_are_shown_and_ones_own_kept(site, lin):
    lin.post(PROBLEMS, {"text": "甲写的。", "version": "0"})
    answer = lin.post(PROBLEMS, {"text": "乙写的。", "version": "0"})
    assert answer.status_code == 409
    assert "甲写的。" in answer.text
    assert "乙写的。</textarea>" in answer.text
    assert 'name="version" type="hidden" value="1"' in answer.text
    assert rows(site, ReportTextRow)[0].text == "甲写的。"
    assert lin.post(PROBLEMS, {"text": "合写的。", "version": "1"}).status_code == 303


def test_an_unknown_section_does_not_exist(lin):
    assert lin.get("/reports/2025/texts/poem").status_code == 404
