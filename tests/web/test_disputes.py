"""Disputes in the browser: entered once, decided, annulled, and never seen by another agency."""

from datetime import date

import pytest
from sqlmodel import select

from casework.cases.events import Closed
from casework.desk.act import acting
from casework.desk.recording import record
from casework.store.tables import DisputeCaseRow, DisputeEventRow, DisputeRow
from tests.support.city import supervisor_above
from tests.support.desk import log

FILED = {
    "kind": "litigation_direct",
    "body": "晋江市人民法院",
    "number": "（2026）闽0582行初1号",
    "filed_on": "2026-02-10",
    "subject": "不服政府信息公开答复",
    "cases": "",
}


@pytest.fixture
def lin(site):
    return site.browser("lin")


def rows(site, kind):
    with site.office.reading() as tx:
        return tx.exec(select(kind)).all()


def enter(browser, **given):
    return browser.post("/disputes/new", FILED | given)


def test_a_dispute_is_entered_on_one_page_with_its_cases_picked_by_number(site, lin):
    first, second = log(site.office), log(site.office)
    answer = enter(lin, cases=f"{first.number}，2026-2")
    assert answer.status_code == 303
    (dispute,) = rows(site, DisputeRow)
    assert (dispute.kind, dispute.filed_on, dispute.result) == (
        "litigation_direct",
        date(2026, 2, 10),
        "",
    )
    assert {row.case_id for row in rows(site, DisputeCaseRow)} == {first.case_id, second.case_id}
    page = lin.get(answer.location).text
    assert "受理（立案）：行政诉讼（未经复议直接起诉），晋江市人民法院" in page
    assert first.number in page
    assert second.number in page
    listing = lin.get("/disputes").text
    assert FILED["number"] in listing
    assert "尚未审结" in listing


def test_the_page_says_that_only_the_agency_of_the_original_act_enters_it(lin):
    assert "只由作出原行为的机关登记和统计" in lin.get("/disputes/new").text


def test_an_empty_list_says_what_to_do(lin):
    assert "在这里登记，表四由此统计" in lin.get("/disputes").text


def test_each_field_that_is_wrong_says_so_and_nothing_is_stored(site, lin):
    answer = enter(lin, kind="", body=" ", filed_on="2026年13月1日", cases="2026-7")
    assert answer.status_code == 422
    for sentence in (
        "请选择类别",
        "请填写受理机关",
        "受理（立案）日期看不懂，请写成 2023-05-26 这样",
        "本机关没有编号为“2026-7”的办件，请核对",
    ):
        assert sentence in answer.text
    assert rows(site, DisputeRow) == []


def test_a_day_typed_in_chinese_is_understood(site, lin):
    enter(lin, filed_on="2026年2月10日")
    assert rows(site, DisputeRow)[0].filed_on == date(2026, 2, 10)


def test_a_form_sent_twice_makes_one_dispute(site, lin):
    enter(lin, form_id="the-same")
    assert enter(lin, form_id="the-same").status_code == 303
    assert len(rows(site, DisputeRow)) == 1


def test_a_case_of_another_agency_cannot_be_picked(site, lin):
    site.agency("chendai", "陈埭镇")
    site.person("wu", "chendai", "clerk")
    other = log(site.office, 2, agency="chendai")
    answer = enter(lin, cases=other.number)
    assert answer.status_code == 422
    assert "本机关没有编号为" in answer.text


@pytest.mark.parametrize(
    "typed", ["2026-1", "〔2026〕1号", "西园街道[2026]1号", "西园街道２０２６年第１号"]
)
def test_a_case_is_picked_however_its_number_is_written(site, lin, typed):
    log(site.office, 1)
    assert enter(lin, cases=typed).status_code == 303
    assert len(rows(site, DisputeCaseRow)) == 1


@pytest.mark.parametrize("typed", ["池店镇〔2026〕1号", "园街道〔2026〕1号", "2026-2"])
def test_a_number_that_is_another_is_never_taken_for_ones_own(site, lin, typed):
    log(site.office, 1)
    assert enter(lin, cases=typed).status_code == 422


def closed_case(site, outcome="unavailable.not_held"):
    logged = log(site.office)
    with acting(site.office, 1) as act:
        closed = Closed(on=date(2026, 3, 2), outcome=outcome, method="handed_over")
        record(act, logged.case_id, closed, after=logged.last_seq)
    return logged


def test_a_reply_that_was_overturned_is_to_be_reopened_at_its_case(site, lin):
    case = closed_case(site)
    where = enter(lin, cases=case.number).location
    assert "重新办理" not in lin.get(where).text
    decided = {"result": "overturned", "on": "2026-03-02", "orders": "责令重新答复", "after": 1}
    assert lin.post(f"{where}/decide", decided).status_code == 303
    (dispute,) = rows(site, DisputeRow)
    assert (dispute.result, dispute.decided_on) == ("overturned", date(2026, 3, 2))
    page = lin.get(where).text
    assert "责令重新答复的，请到办件" in page
    assert "/cases/" in page


@pytest.mark.parametrize(
    ("kind", "outcome", "said"),
    [
        ("litigation_direct", "refused.internal_affairs", True),
        ("litigation_after_reconsideration", "refused.internal_affairs", False),
        ("litigation_direct", "unavailable.not_held", False),
    ],
)
def test_a_lawsuit_that_skips_the_reconsideration_is_doubted(site, lin, kind, outcome, said):
    number = closed_case(site, outcome).number
    page = lin.get(enter(lin, kind=kind, cases=number, filed_on="2026-03-02").location).text
    assert ("应当先申请行政复议（行政复议法第二十三条）" in page) is said
    assert "应当先申请行政复议" not in lin.get(enter(lin, kind=kind).location).text


def test_every_result_says_which_judgments_fall_under_it(lin):
    page = lin.get(enter(lin).location).text
    assert "复议：维持原行为、驳回复议请求；诉讼：判决驳回诉讼请求。" in page
    assert "不予受理、驳回申请或者驳回起诉、撤回申请或者撤诉、终止、调解。" in page


def test_who_comes_second_sees_what_came_between_and_keeps_what_was_typed(site, lin):
    where = enter(lin).location
    lin.post(f"{where}/decide", {"result": "upheld", "on": "2026-02-27", "after": 1})
    answer = lin.post(
        f"{where}/decide",
        {"result": "other", "on": "2026-02-28", "orders": "撤诉", "after": 1},
    )
    assert answer.status_code == 409
    assert "在您查看之后又有新的登记" in answer.text
    assert "审结：结果维持" in answer.text
    assert "撤诉</textarea>" in answer.text.replace("\r\n", "")
    assert 'name="after" type="hidden" value="2"' in answer.text
    assert len(rows(site, DisputeEventRow)) == 2


def test_a_day_that_cannot_be_is_refused_with_a_sentence(lin):
    where = enter(lin).location
    early = lin.post(f"{where}/decide", {"result": "upheld", "on": "2026-02-01", "after": 1})
    assert early.status_code == 409
    assert "审结日期早于受理日期" in early.text
    assert lin.post(f"{where}/decide", {"after": 1}).status_code == 422


def test_a_filing_is_annulled_together_with_its_decision_once_that_is_named(site, lin):
    where = enter(lin).location
    lin.post(f"{where}/decide", {"result": "upheld", "on": "2026-02-27", "after": 1})
    asked = {"seq": 1, "reason": "登记在别的机关名下", "after": 2}
    answer = lin.post(f"{where}/annul", asked)
    assert answer.status_code == 409
    assert "第2号（2026-02-27 审结）" in answer.text
    assert "连同审结结果一并撤销" in answer.text
    assert "登记在别的机关名下" in answer.text
    assert len(rows(site, DisputeEventRow)) == 2
    assert lin.post(f"{where}/annul", asked | {"with_dependents": "1"}).status_code == 303
    assert rows(site, DisputeRow)[0].kind == ""
    page = lin.get(where).text
    assert "受理登记已经撤销，这件争议不计入表四" in page
    assert "登记已撤销" in lin.get("/disputes").text


def test_an_annulment_needs_a_reason(site, lin):
    where = enter(lin).location
    answer = lin.post(f"{where}/annul", {"seq": 1, "reason": " ", "after": 1})
    assert answer.status_code == 422
    assert "请填写撤销原因" in answer.text
    assert len(rows(site, DisputeEventRow)) == 1


def test_cases_are_linked_and_let_go(site, lin):
    case = log(site.office)
    where = enter(lin).location
    assert lin.post(f"{where}/cases", {"cases": "9999-1"}).status_code == 422
    assert lin.post(f"{where}/cases", {"cases": case.number}).status_code == 303
    assert [row.case_id for row in rows(site, DisputeCaseRow)] == [case.case_id]
    assert lin.post(f"{where}/cases/{case.case_id}/unlink").status_code == 303
    assert rows(site, DisputeCaseRow) == []


def test_only_the_undecided_are_listed_where_that_is_asked(lin):
    where = enter(lin).location
    enter(lin, number="（2026）闽0582行初2号")
    lin.post(f"{where}/decide", {"result": "upheld", "on": "2026-02-27", "after": 1})
    pending = lin.get("/disputes?show=pending").text
    assert "行初2号" in pending
    assert "行初1号" not in pending


def test_another_agency_sees_nothing_of_it(site, lin):
    where = enter(lin).location
    site.agency("chendai", "陈埭镇")
    site.person("wu", "chendai", "clerk", "approver", "supervisor")
    wu = site.browser("wu")
    assert wu.get(where).status_code == 404
    assert wu.post(f"{where}/decide", {"result": "upheld"}).status_code == 404
    assert lin.get(f"/disputes/{10**20}").status_code == 404
    assert FILED["number"] not in wu.get("/disputes").text


def test_the_office_above_sees_it_without_what_was_written(site, lin):
    where = enter(lin).location
    lin.post(
        f"{where}/decide",
        {"result": "upheld", "on": "2026-02-27", "orders": "驳回陈某", "after": 1},
    )
    page = supervisor_above(site).get(where)
    assert page.status_code == 200
    assert FILED["number"] in page.text
    assert FILED["subject"] not in page.text
    assert "驳回陈某" not in page.text
    assert "登记新的结果" not in page.text
