"""Setting right what was recorded wrongly, in the browser."""

import pytest

from casework.cases.events import Annulled
from casework.desk.act import acting
from casework.desk.annulling import annul
from tests.support.case_pages import (
    CLEARED,
    CLOSED,
    CONSULTED,
    add,
    case_row,
    letter_case,
    open_case,
    person_id,
    stored,
)

OPINION = {"kind": "opinion_received", "on": "2026-03-09", "ref": "1", "consents": True}


def test_the_page_first_asks_whether_it_was_wrong_or_set_aside(site):
    case = open_case(site, CONSULTED)
    page = site.browser("lin").get(f"{case}/events/2/annul").text
    assert "这条记录是哪一种情况？" in page
    assert f'href="{case}/events/2/annul?how=wrongly"' in page
    assert f'href="{case}/events/notice_withdrawn?of=consulted&amp;letter=2"' in page
    assert "<textarea" not in page


def test_a_reply_that_was_really_given_leads_to_the_reopening(site):
    case = open_case(site, CLOSED)
    page = site.browser("lin").get(f"{case}/events/2/annul").text
    assert f'href="{case}/events/reopened"' in page


def test_an_entry_recorded_wrongly_is_annulled_with_its_reason(site):
    case = open_case(site, CLEARED)
    lin = site.browser("lin")
    assert "<textarea" in lin.get(f"{case}/events/2/annul?how=wrongly").text
    sent = {"after": "2", "reason": "登记到了别的件上"}
    done = lin.post(f"{case}/events/2/annul", sent, follow_redirects=True)
    assert "已撤销；原记录仍可查看。" in done.text
    last = stored(site, case)[-1]
    assert isinstance(last, Annulled)
    assert (last.target, last.reason) == (2, "登记到了别的件上")


def test_what_rests_on_an_entry_is_named_and_falls_only_with_consent(site):
    case = open_case(site, CONSULTED, OPINION)
    lin = site.browser("lin")
    named = "第3号：2026-03-09 收到意见"
    assert named in lin.get(f"{case}/events/2/annul?how=wrongly").text
    sent = {"after": "3", "reason": "没有征求"}
    refused = lin.post(f"{case}/events/2/annul", sent)
    assert refused.status_code == 422
    assert named in refused.text
    assert len(stored(site, case)) == 3
    assert lin.post(f"{case}/events/2/annul", sent | {"together": "y"}).status_code == 303
    kept = stored(site, case)[3:]
    assert {event.target for event in kept} == {2, 3}


def test_without_a_reason_nothing_is_annulled(site):
    case = open_case(site, CLEARED)
    page = site.browser("lin").post(f"{case}/events/2/annul", {"after": "2", "reason": " "})
    assert page.status_code == 422
    assert "请填写原因" in page.text
    assert len(stored(site, case)) == 2


def test_who_annuls_second_sees_that_it_was_done(site):
    site.person("wu", "xiyuan", "clerk")
    case = open_case(site, CLEARED)
    with acting(site.office, person_id(site, "wu")) as act:
        annul(act, case_row(site, case).id, 2, "重复", after=2)
    lin = site.browser("lin")
    page = lin.post(f"{case}/events/2/annul", {"after": "2", "reason": "重复登记"})
    assert page.status_code == 409
    assert "第3号：2026-03-10 撤销误登的记录" in page.text
    assert "重复登记" in page.text
    assert lin.get(f"{case}/events/2/annul").status_code == 404


@pytest.mark.parametrize("seq", ["7", "99999999999999999999"])
def test_an_entry_that_is_none_is_not_found(site, seq):
    case = open_case(site)
    lin = site.browser("lin")
    assert lin.get(f"{case}/events/{seq}/annul").status_code == 404
    answer = lin.post(f"{case}/events/{seq}/annul", {"after": "1", "reason": "无"})
    # A number that no row can have is no address of ours at all.
    assert answer.status_code in (404, 405)
    assert "撤销误登的记录" not in lin.get(case).text


def test_the_receipt_is_not_annulled_but_corrected_or_the_case_voided(site):
    case = open_case(site)
    lin = site.browser("lin")
    page = lin.get(f"{case}/events/1/annul?how=wrongly").text
    assert f'href="{case}/receipt"' in page
    assert f'href="{case}/void"' in page
    refused = lin.post(f"{case}/events/1/annul", {"after": "1", "reason": "错"})
    assert refused.status_code == 422


def test_the_receipt_is_corrected_in_one_action_and_every_day_follows(site):
    case = open_case(site, CLEARED)
    lin = site.browser("lin")
    page = lin.get(f"{case}/receipt").text
    assert 'value="2026-03-02"' in page
    assert case_row(site, case).due_on.isoformat() == "2026-03-30"
    given = {
        "after": "2",
        "channel": "post_signed",
        "applicant_kind": "commercial",
        "arrived_on": "2026-03-03",
        "reason": "其实是邮寄",
    }
    done = lin.post(f"{case}/receipt", given, follow_redirects=True)
    assert "收到之日已更正为2026-03-03，各项期限已重新计算。" in done.text
    row = case_row(site, case)
    assert row.due_on.isoformat() == "2026-03-31"
    assert (row.channel, row.applicant_kind) == ("post_signed", "commercial")
    assert [event.kind for event in stored(site, case)][2:] == ["annulled", "received"]


def test_a_receipt_after_something_that_happened_is_refused_naming_it(site):
    case = open_case(site, CONSULTED)
    given = {
        "after": "2",
        "channel": "in_person",
        "applicant_kind": "natural_person",
        "submitted_on": "2026-03-06",
        "reason": "录错",
    }
    page = site.browser("lin").post(f"{case}/receipt", given)
    assert page.status_code == 422
    assert "第2号记录（2026-03-05 发出征求意见书）不能成立" in page.text
    assert 'value="2026-03-06"' in page.text
    assert len(stored(site, case)) == 2


def test_a_case_never_received_has_no_receipt_to_correct(site):
    case = letter_case(site)
    assert site.browser("lin").get(f"{case}/receipt").status_code == 404


def test_a_case_is_voided_only_when_it_is_meant_and_keeps_its_number(site):
    case = open_case(site)
    lin = site.browser("lin")
    sent = {"after": "1", "reason": "与2号重复登记"}
    assert "请勾选确认" in lin.post(f"{case}/void", sent).text
    assert len(stored(site, case)) == 1
    done = lin.post(f"{case}/void", sent | {"meant": "y"}, follow_redirects=True)
    assert "本件登记已作废，不计入任何统计；编号保留，不再使用。" in done.text
    assert case_row(site, case).state == "void"
    assert case_row(site, case).recv_year is None


def test_a_case_moved_meanwhile_is_not_voided_unseen(site):
    case = open_case(site)
    add(site, case, CLEARED)
    sent = {"after": "1", "reason": "重复", "meant": "y"}
    page = site.browser("lin").post(f"{case}/void", sent)
    assert page.status_code == 409
    assert "审查（保密、法制）" in page.text
    assert case_row(site, case).state == "received"
