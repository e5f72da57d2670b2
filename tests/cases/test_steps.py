"""What cannot have happened is set aside with a sentence; what is merely late stays, flagged."""

from datetime import date

import pytest

from casework.cases.deadlines import deadlines
from casework.cases.parsing import events_from_list
from casework.cases.steps import possible_next, read_history
from casework.law.calendar import issued_calendar

CALENDAR = issued_calendar()
RECEIVED = {"kind": "received", "on": "2025-03-03", "channel": "in_person"}
CONSULTED = {"kind": "consulted", "on": "2025-03-05", "ref": "1", "party": "third_party"}
CLOSED = {"kind": "closed", "on": "2025-03-20", "outcome": "granted", "method": "post"}
SUPPLEMENT = {"kind": "supplement_requested", "on": "2025-03-06"}
FEE = {"kind": "fee_notified", "on": "2025-03-06"}


def reckon(*events, today=None):
    return deadlines(events_from_list(list(events)), CALENDAR, today)


def reply(reckoned, round_=1):
    [found] = [m for m in reckoned.milestones if (m.name, m.round) == ("reply", round_)]
    return found


@pytest.mark.parametrize(
    ("events", "said"),
    [
        pytest.param(
            [RECEIVED, {"kind": "closed", "on": "2025-03-01", "outcome": "granted"}],
            "早于收到申请之日",
            id="答复早于收到",
        ),
        pytest.param(
            [RECEIVED, {"kind": "opinion_received", "on": "2025-03-10", "ref": "1"}],
            "没有发出征求意见书",
            id="没有征求就有意见",
        ),
        pytest.param(
            [RECEIVED, CONSULTED, {"kind": "opinion_received", "on": "2025-03-10", "ref": "2"}],
            "没有编号为“2”的征求意见书",
            id="编号不对",
        ),
        pytest.param(
            [RECEIVED, {"kind": "extended", "on": "2025-03-20", "workdays": 21}],
            "合计不得超过20个工作日",
            id="一次延长过长",
        ),
        pytest.param(
            [
                RECEIVED,
                {"kind": "extended", "on": "2025-03-18", "workdays": 15},
                {"kind": "extended", "on": "2025-03-19", "workdays": 6},
            ],
            "此前已延长15个工作日",
            id="合计延长过长",
        ),
        pytest.param(
            [RECEIVED, SUPPLEMENT, CLOSED, {"kind": "supplemented", "on": "2025-03-24"}],
            "已于2025-03-20办结",
            id="办结后补正",
        ),
        pytest.param(
            [RECEIVED, {"kind": "supplemented", "on": "2025-03-10"}],
            "没有发出补正告知书",
            id="无补正告知",
        ),
        pytest.param(
            [RECEIVED, {"kind": "fee_paid", "on": "2025-03-10"}],
            "没有发出收费通知书",
            id="无收费通知",
        ),
        pytest.param(
            [RECEIVED, {"kind": "served", "on": "2025-03-10"}],
            "没有发出答复书的记录",
            id="无答复书",
        ),
        pytest.param(
            [RECEIVED, {**RECEIVED, "on": "2025-03-04"}], "已经登记过收到申请", id="两次收到"
        ),
        pytest.param([{**RECEIVED, "on": "2019-05-14"}], "本系统不办理", id="旧条例时期的申请"),
        pytest.param(
            [RECEIVED, {"kind": "reopened", "on": "2025-03-10", "ground": "litigation"}],
            "没有已经作出的答复",
            id="未答复先重新办理",
        ),
        pytest.param(
            [RECEIVED, CLOSED, {**CLOSED, "on": "2025-03-21"}], "已于2025-03-20办结", id="两次办结"
        ),
        pytest.param(
            [RECEIVED, {"kind": "annulled", "on": "2025-03-10", "target": 9}],
            "没有序号为9的记录",
            id="撤销不存在的记录",
        ),
        pytest.param(
            [RECEIVED, CONSULTED, {**CONSULTED, "on": "2025-03-06"}], "已经用过", id="编号重复"
        ),
        pytest.param(
            [
                RECEIVED,
                {
                    "kind": "extended",
                    "on": "2025-03-18",
                    "workdays": 10,
                    "approved_on": "2025-03-19",
                },
            ],
            "应当先经政府信息公开工作机构负责人同意",
            id="先告知后同意",
        ),
        pytest.param(
            [RECEIVED, FEE, {**FEE, "on": "2025-03-07"}], "已经发出过收费通知书", id="两次收费通知"
        ),
        pytest.param(
            [
                RECEIVED,
                FEE,
                {"kind": "fee_paid", "on": "2025-03-10"},
                {"kind": "notice_withdrawn", "on": "2025-03-11", "of": "fee_notified"},
            ],
            "已于2025-03-10得到答复",
            id="缴费后收回通知",
        ),
    ],
)
def test_an_impossible_event_is_set_aside_with_a_sentence(events, said):
    reckoned = reckon(*events)
    assert len(reckoned.inadmissible) == 1
    [objection] = reckoned.inadmissible
    assert said in objection.reason
    place = objection.event.seq
    assert told(reckoned) == told(reckon(*(e for n, e in enumerate(events, 1) if n != place)))


def told(reckoned):
    return [(m.name, m.ref, m.due_on, m.done_on) for m in reckoned.milestones], reckoned.state


def test_what_lies_after_today_has_not_happened():
    reckoned = reckon(RECEIVED, CLOSED, today=date(2025, 3, 19))
    assert [o.event.kind for o in reckoned.inadmissible] == ["closed"]
    assert reckoned.state == "received"


def test_an_annulment_is_not_annulled():
    reckoned = reckon(
        RECEIVED,
        CLOSED,
        {"kind": "annulled", "on": "2025-03-21", "target": 2},
        {"kind": "annulled", "on": "2025-03-21", "target": 3},
    )
    assert reckoned.state == "received"
    assert "不能再撤销" in reckoned.inadmissible[0].reason


def test_a_case_whose_receipt_is_annulled_is_void_until_it_is_received_again():
    annulled = {"kind": "annulled", "on": "2025-03-05", "target": 1}
    assert reckon(RECEIVED, annulled).state == "void"
    again = reckon(RECEIVED, annulled, {**RECEIVED, "on": "2025-03-04"})
    assert again.state == "received"
    assert reply(again).due_on == date(2025, 4, 1)


@pytest.mark.parametrize("first", [0, 1])
def test_on_one_day_the_order_of_recording_does_not_matter_to_who_needs_whom(first):
    pair = [{**CONSULTED}, {"kind": "served", "on": "2025-03-05", "of": "consulted", "ref": "1"}]
    reckoned = reckon(RECEIVED, pair[first], pair[1 - first])
    assert reckoned.inadmissible == ()


def test_a_fragment_is_reckoned_as_far_as_it_goes():
    reckoned = reckon(CLOSED, {"kind": "served", "on": "2025-03-24"})
    assert reckoned.inadmissible == ()
    assert {m.name: m.due_on for m in reckoned.milestones} == {
        "reconsideration_window": date(2025, 5, 23),
        "litigation_window": date(2025, 9, 24),
    }


def test_a_late_extension_is_recorded_and_has_no_effect():
    late = reckon(RECEIVED, {"kind": "extended", "on": "2025-04-01", "workdays": 20})
    assert late.inadmissible == ()
    assert reply(late).due_on == date(2025, 3, 31)
    assert "late_extension" in reply(late).flags


def test_a_late_fee_notice_does_not_bring_an_expired_term_back():
    paid = {"kind": "fee_paid", "on": "2025-04-10"}
    late = reckon(RECEIVED, {**FEE, "on": "2025-04-01"}, paid)
    assert reply(late).due_on == date(2025, 3, 31)
    assert "late_fee_notice" in reply(late).flags


def test_an_extension_from_before_a_restart_is_not_carried_over():
    extended = {"kind": "extended", "on": "2025-03-05", "workdays": 20}
    supplemented = {"kind": "supplemented", "on": "2025-03-10"}
    reckoned = reckon(RECEIVED, extended, SUPPLEMENT, supplemented)
    assert reply(reckoned).due_on == date(2025, 4, 8)
    assert "extension_before_restart" in reply(reckoned).flags
    again = {"kind": "extended", "on": "2025-04-01", "workdays": 20}
    once_more = reckon(RECEIVED, extended, SUPPLEMENT, supplemented, again)
    assert once_more.inadmissible == ()
    assert reply(once_more).due_on == date(2025, 5, 8)


def test_an_extension_told_while_a_supplement_or_a_fee_is_awaited_is_said_to_come_to_nothing():
    extended = {"kind": "extended", "on": "2025-03-07", "workdays": 20}
    taken_back = {"kind": "notice_withdrawn", "on": "2025-03-10", "of": "extended"}
    assert "extension_before_restart" not in reply(reckon(RECEIVED, extended)).flags
    for notice in (SUPPLEMENT, {**FEE, "on": "2025-03-06"}):
        waiting = reckon(RECEIVED, notice, extended)
        assert "extension_before_restart" in reply(waiting).flags
        withdrawn = reckon(RECEIVED, notice, extended, taken_back)
        assert "extension_before_restart" not in reply(withdrawn).flags


def test_a_decision_may_fix_the_day_and_nothing_moves_it():
    reopened = {
        "kind": "reopened",
        "on": "2025-06-02",
        "ground": "reconsideration",
        "due_by": "2025-06-20",
    }
    extended = {"kind": "extended", "on": "2025-06-10", "workdays": 10}
    assert reply(reckon(RECEIVED, CLOSED, reopened, extended), 2).due_on == date(2025, 6, 20)


def test_a_second_round_has_its_own_twenty_days():
    reopened = {"kind": "reopened", "on": "2025-06-03", "ground": "litigation"}
    reckoned = reckon(RECEIVED, CLOSED, reopened)
    assert reckoned.state == "reopened"
    assert reply(reckoned, 2).due_on == date(2025, 7, 1)
    assert reply(reckoned, 1).done_on == date(2025, 3, 20)


def test_another_agency_that_is_silent_keeps_the_clock_still_until_today():
    other = {**CONSULTED, "party": "other_agency"}
    served = {"kind": "served", "on": "2025-03-06", "of": "consulted", "ref": "1"}
    today = reckon(RECEIVED, other, served, today=date(2025, 3, 20))
    assert reply(today).due_on == date(2025, 4, 16)
    assert "clock_stopped" in reply(today).flags
    assert today.state == "consulting"
    undated = reckon(RECEIVED, other, served)
    assert reply(undated).due_on is None
    assert reply(undated).waiting_for == "opinion"


def test_a_returned_supplement_notice_starts_no_term_for_the_applicant():
    returned = {"kind": "undelivered", "on": "2025-03-10", "of": "supplement_requested"}
    reckoned = reckon(RECEIVED, {**SUPPLEMENT, "respond_workdays": 10}, returned)
    [supplement] = [m for m in reckoned.milestones if m.name == "supplement"]
    assert supplement.due_on is None
    assert supplement.flags == ("undelivered",)


def test_when_the_applicants_term_has_lapsed_the_case_may_be_closed():
    asked = {**SUPPLEMENT, "respond_workdays": 10}
    served = {"kind": "served", "on": "2025-03-07", "of": "supplement_requested"}
    before = reckon(RECEIVED, asked, served, today=date(2025, 3, 21))
    assert "may_be_closed" not in reply(before).flags
    after = reckon(RECEIVED, asked, served, today=date(2025, 3, 24))
    assert "may_be_closed" in reply(after).flags
    assert reply(after).due_on is None


def test_a_waived_fee_gives_back_the_first_term():
    waived = {"kind": "notice_withdrawn", "on": "2025-03-12", "of": "fee_notified"}
    assert reply(reckon(RECEIVED, FEE, waived)).due_on == date(2025, 3, 31)


def test_what_may_come_next_is_told_with_the_reason_against_the_rest():
    on = date(2025, 3, 10)
    possible = possible_next(read_history(events_from_list([RECEIVED])), on)
    assert possible["consulted"] is None
    assert possible["closed"] is None
    assert "请先登记征求意见书" in (possible["opinion_received"] or "")
    assert "没有已经作出的答复" in (possible["reopened"] or "")
    closed = possible_next(read_history(events_from_list([RECEIVED, CLOSED])), date(2025, 4, 1))
    assert closed["served"] is None
    assert closed["reopened"] is None
    assert "已于2025-03-20办结" in (closed["extended"] or "")
