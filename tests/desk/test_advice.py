"""What the page of a case says to do next; from events alone, without a register."""

from datetime import date

from casework.cases.deadlines import deadlines
from casework.cases.parsing import events_from_list
from casework.desk.advice import advise
from casework.law.calendar import issued_calendar

RECEIVED = {"kind": "received", "on": "2026-03-02", "channel": "in_person"}
SUPPLEMENT = {"kind": "supplement_requested", "on": "2026-03-04", "respond_workdays": 10}
SERVED = {"kind": "served", "on": "2026-03-05", "of": "supplement_requested"}
FEE = {"kind": "fee_notified", "on": "2026-03-04", "amount": "100"}
CLOSED = {"kind": "closed", "on": "2026-03-09", "outcome": "granted", "method": "post"}
RETURNED = {"kind": "undelivered", "on": "2026-03-12", "of": "closed", "reason": "地址不详"}


def _advice(*events, today=date(2026, 3, 13)):
    calendar = issued_calendar()
    reckoned = deadlines(events_from_list(list(events)), calendar, today)
    return advise(reckoned, calendar, today)


def _said(*events, **more):
    return "".join(advice.sentence for advice in _advice(*events, **more))


def _labels(*events, **more):
    return [event.label for advice in _advice(*events, **more) for event in advice.events]


def test_the_last_day_is_said_to_be_the_last():
    assert "今天是最后一天" in _said(RECEIVED, today=date(2026, 3, 30))


def test_a_day_that_may_still_move_is_called_provisional():
    said = _said(RECEIVED | {"on": "2026-12-25"}, today=date(2026, 12, 28))
    assert "暂定" in said


def test_so_is_every_other_day_that_advice_names():
    letter = {"kind": "consulted", "on": "2026-12-22", "ref": "1", "party": "third_party"}
    served = {"kind": "served", "on": "2026-12-22", "of": "consulted", "ref": "1"}
    fee = [FEE | {"on": "2026-12-22"}, SERVED | {"on": "2026-12-22", "of": "fee_notified"}]
    received = RECEIVED | {"on": "2026-12-21"}
    told = [*_advice(received, letter, served, today=date(2026, 12, 23))]
    told += _advice(received, *fee, today=date(2026, 12, 23))
    dated = [advice.sentence for advice in told if "年" in advice.sentence]
    assert len(dated) == 6
    assert all("（暂定" in sentence for sentence in dated)


def test_what_is_past_on_a_day_off_is_overdue_without_a_count():
    said = _said(RECEIVED | {"on": "2026-02-28"}, today=date(2026, 3, 28))
    assert "答复已逾期（2026年3月27日（周五）届满）" in said


def test_a_lapsed_fee_may_be_closed_upon():
    served = SERVED | {"of": "fee_notified"}
    found = _advice(RECEIVED, FEE, served, today=date(2026, 4, 20))
    assert "可以按逾期不缴费办结" in found[0].sentence
    assert found[0].events[0].outcome == "other.fee_unpaid"


def test_a_withdrawal_leads_to_the_closing_it_still_needs():
    said = _said(RECEIVED, {"kind": "withdrawn", "on": "2026-03-04", "scope": "all"})
    assert "可以按“其他（申请人撤回申请）”办结" in said


def test_a_returned_notice_is_to_be_served_again():
    returned = {"kind": "undelivered", "on": "2026-03-09", "of": "supplement_requested"}
    assert "2026-03-04发出的补正告知书已于2026-03-09退回" in _said(RECEIVED, SUPPLEMENT, returned)
    assert "补正告知书送达" in _labels(RECEIVED, SUPPLEMENT, returned)
    assert "补正告知书退回" not in _labels(RECEIVED, SUPPLEMENT, returned)


def test_a_returned_reply_is_to_be_served_again_and_once_served_nothing_is_left():
    assert "答复书已于2026-03-12退回，请重新送达后登记。" in _said(RECEIVED, CLOSED, RETURNED)
    served = {"kind": "served", "on": "2026-03-13", "of": "closed"}
    assert _labels(RECEIVED, CLOSED, RETURNED, served) == []


def test_reasons_asked_for_do_not_hide_the_day_of_the_answer():
    said = _said(RECEIVED, {"kind": "reasons_requested", "on": "2026-03-04"})
    assert "最迟应当在" in said
    assert "正在等待申请人说明理由；答复期限照常计算。" in said


def test_a_supplement_notice_is_offered_only_while_it_is_in_time():
    assert "发出补正告知书" in _labels(RECEIVED, today=date(2026, 3, 11))
    assert "发出补正告知书" not in _labels(RECEIVED, today=date(2026, 3, 12))


def test_a_reopened_case_is_to_be_answered_anew():
    reopened = {"kind": "reopened", "on": "2026-03-12", "ground": "reconsideration"}
    assert "最迟应当在2026年4月10日（周五）作出答复" in _said(RECEIVED, CLOSED, reopened)
