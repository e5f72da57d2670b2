"""Recording what happened to a case in the browser: alone, at the same time, and wrongly."""

import pytest

from casework.cases.events import EVENTS, Consulted, OpinionReceived, SupplementRequested
from casework.desk.casefile import read_record
from tests.support.case_pages import (
    CLEARED,
    CLOSED,
    CONSULTED,
    add,
    case_row,
    letter_case,
    open_case,
    stored,
)

SUPPLEMENT = {
    "after": "1",
    "on": "2026-03-04",
    "grounds": ["content", "identity"],
    "respond_workdays": "10",
}
OWN_FORM = [event.kind for event in EVENTS if event.kind not in ("closed", "annulled")]


@pytest.mark.parametrize("kind", OWN_FORM)
def test_every_event_has_a_page_that_opens(site, kind):
    case = open_case(site, CONSULTED)
    page = site.browser("lin").get(f"{case}/events/{kind}")
    assert page.status_code == 200
    assert 'name="after" type="hidden" value="2"' in page.text


def test_the_closing_and_the_annulment_have_pages_of_their_own(site):
    case = open_case(site)
    lin = site.browser("lin")
    assert lin.get(f"{case}/events/closed").location == f"{case}/closing"
    assert lin.get(f"{case}/events/annulled").location == case
    assert lin.get(f"{case}/events/exploded").status_code == 404
    assert lin.post(f"{case}/events/annulled", {"target": "1"}).status_code == 404


def test_what_was_typed_is_stored_and_the_case_says_so(site):
    case = open_case(site)
    answer = site.browser("lin").post(
        f"{case}/events/supplement_requested", SUPPLEMENT, follow_redirects=True
    )
    assert "已登记“发出补正告知书”。" in answer.text
    kept = stored(site, case)[-1]
    assert isinstance(kept, SupplementRequested)
    assert kept.grounds == ("content", "identity")
    assert kept.respond_workdays == 10
    assert case_row(site, case).state == "awaiting_supplement"


def test_an_event_that_may_not_come_says_so_on_its_page(site):
    case = open_case(site)
    page = site.browser("lin").get(f"{case}/events/opinion_received")
    assert "没有发出征求意见书的记录，请先登记征求意见书" in page.text


def test_the_second_of_two_people_sees_what_came_between_and_loses_nothing(site):
    site.person("wu", "xiyuan", "clerk")
    case = open_case(site)
    lin = site.browser("lin")
    add(site, case, CLEARED | {"note": "可以公开"}, login="wu")
    page = lin.post(f"{case}/events/supplement_requested", SUPPLEMENT)
    assert page.status_code == 409
    assert "在您查看之后又有新的登记" in page.text
    assert "第2号：2026-03-04 审查（保密、法制）；审查人：党政办；审查意见：可以公开" in page.text
    assert "（Wu 2026-03-10 10:00 登记）" in page.text
    assert 'value="2026-03-04"' in page.text
    assert 'value="10"' in page.text
    assert page.text.count("checked") == 2
    assert len(stored(site, case)) == 2
    assert 'name="after" type="hidden" value="2"' in page.text
    again = lin.post(f"{case}/events/supplement_requested", SUPPLEMENT | {"after": "2"})
    assert again.status_code == 303
    assert [event.kind for event in stored(site, case)][1:] == ["cleared", "supplement_requested"]


def test_a_form_sent_twice_is_recorded_once(site):
    case = open_case(site)
    lin = site.browser("lin")
    given = {"after": "1", "on": "2026-03-04", "by": "党政办"}
    assert lin.post(f"{case}/events/cleared", given).status_code == 303
    second = lin.post(f"{case}/events/cleared", given)
    assert second.status_code == 409
    assert "第2号：2026-03-04 审查（保密、法制）" in second.text
    assert len(stored(site, case)) == 2


def test_what_the_law_does_not_let_happen_comes_back_with_its_sentence(site):
    case = open_case(site)
    given = {
        "after": "1",
        "on": "2026-03-05",
        "workdays": "30",
        "approved_by": "主任",
        "approved_on": "2026-03-04",
    }
    page = site.browser("lin").post(f"{case}/events/extended", given)
    assert page.status_code == 422
    assert "延长的期限合计不得超过20个工作日" in page.text
    assert 'value="主任"' in page.text
    assert len(stored(site, case)) == 1


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "请填写发出之日"),
        ("去年", "看不懂"),
        ("2026-02-27", "日期早于收到申请之日（2026-03-02）"),
        ("2026-03-11", "尚未发生的事不能登记"),
        ("1950-01-01", "请核对日期"),
        ("2190-01-01", "登记"),
    ],
)
def test_a_wrong_day_is_told(site, day, sentence):
    case = open_case(site)
    given = SUPPLEMENT | {"on": day}
    page = site.browser("lin").post(f"{case}/events/supplement_requested", given)
    assert page.status_code == 422
    assert sentence in page.text
    assert len(stored(site, case)) == 1


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"after": "x"},
        {"after": "9" * 40},
        {"after": "1", "on": "2026-03-04", "amount": "NaN"},
        {"after": "1", "on": "2026-03-04", "amount": "Infinity"},
        {"after": "1", "on": "2026-03-04", "amount": "-5"},
        {"after": "1", "on": "2026-03-04", "amount": "一百"},
        {"after": "1", "on": "2026-03-04", "amount": "1e400"},
    ],
)
def test_malformed_input_is_answered_not_stored(site, given):
    case = open_case(site)
    page = site.browser("lin").post(f"{case}/events/fee_notified", given)
    assert page.status_code in (409, 422)
    assert len(stored(site, case)) == 1


def test_a_consultation_suggests_its_number_and_its_opinion_offers_it(site):
    case = open_case(site)
    lin = site.browser("lin")
    assert 'name="ref" required type="text" value="1"' in lin.get(f"{case}/events/consulted").text
    sent = {"after": "1", "on": "2026-03-05", "ref": "1", "party": "co_author", "name": "住建局"}
    assert lin.post(f"{case}/events/consulted", sent).status_code == 303
    page = lin.get(f"{case}/events/opinion_received?letter=2").text
    assert '<option selected value="1">编号1：住建局</option>' in page
    opinion = {"after": "2", "on": "2026-03-06", "ref": "1", "consents": "no"}
    assert lin.post(f"{case}/events/opinion_received", opinion).status_code == 303
    kept = stored(site, case)
    assert isinstance(kept[1], Consulted)
    assert isinstance(kept[2], OpinionReceived)
    assert kept[2].consents is False


def test_a_service_offers_only_letters_that_were_sent_and_asks_which_consultation(site):
    case = open_case(site, CONSULTED)
    lin = site.browser("lin")
    page = lin.get(f"{case}/events/served?of=consulted&letter=2").text
    assert "征求意见书</" in page
    assert "收费通知书</" not in page
    nameless = {"after": "2", "on": "2026-03-06", "of": "consulted", "ref": "", "mode": "post"}
    refused = lin.post(f"{case}/events/served", nameless)
    assert refused.status_code == 422
    assert "请选择是哪一份征求意见书" in refused.text


def test_a_receipt_typed_later_takes_its_day_from_the_stamps(site):
    case = letter_case(site)
    lin = site.browser("lin")
    given = {
        "after": "1",
        "channel": "ordinary_mail",
        "applicant_kind": "natural_person",
        "arrived_on": "2026-03-03",
    }
    missing = lin.post(f"{case}/events/received", given)
    assert missing.status_code == 422
    assert "请填写相应的日期" in missing.text
    done = lin.post(f"{case}/events/received", given | {"confirmed_on": "2026-03-04"})
    assert done.status_code == 303
    assert case_row(site, case).received_on.isoformat() == "2026-03-04"


def test_after_the_closing_only_what_may_still_come_is_recorded(site):
    case = open_case(site, CLOSED)
    refused = site.browser("lin").post(
        f"{case}/events/withdrawn", {"after": "2", "on": "2026-03-10", "scope": "all"}
    )
    assert refused.status_code == 422
    assert "本件已于2026-03-09办结，此后不能再登记" in refused.text
    assert len(stored(site, case)) == 2


def test_the_record_reads_back_as_the_page_shows_it(site):
    case = open_case(site, CONSULTED)
    with site.office.reading() as tx:
        record = read_record(site.office, tx, case_row(site, case))
    assert record.last_seq == 2
    assert [entry.event.kind for entry in record.timeline] == ["received", "consulted"]
    assert ("被征求人名称", "某鞋业有限公司") in record.entries[1].details
