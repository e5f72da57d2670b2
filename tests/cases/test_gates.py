"""A case is not closed on a ground that a court would look for in vain (domain 11.17)."""

from dataclasses import replace
from datetime import date

import pytest

from casework.cases.events import (
    Cleared,
    Closed,
    FeeNotified,
    FeePaid,
    Item,
    OpinionReceived,
    ReasonsGiven,
    ReasonsRequested,
    Received,
    Reopened,
    Served,
    Supplemented,
    SupplementRequested,
    Undelivered,
    Withdrawn,
)
from casework.cases.gates import closing_gates, closing_warnings, receipt_gate, unfilled
from casework.cases.steps import read_history
from casework.law.calendar import issued_calendar

RECEIVED = Received(on=date(2023, 3, 1), channel="in_person", applicant_kind="natural_person")
ON = date(2023, 4, 20)


def history(*events):
    numbered = enumerate((RECEIVED, *events), start=1)
    return read_history([replace(event, seq=seq) for seq, event in numbered])


def closed(outcome, **given):
    return Closed(**{"on": ON, "outcome": outcome, "method": "post"} | given)


def gates(outcome, *events, **given):
    return closing_gates(history(*events), closed(outcome, **given), issued_calendar())


CLEARED = Cleared(on=date(2023, 3, 10), by="林", note="可以公开")
ASKED = SupplementRequested(on=date(2023, 3, 3), grounds=("content",), respond_workdays=10)
ASKED_BY = SupplementRequested(on=date(2023, 3, 3), respond_by=date(2023, 3, 20))
ASKED_SERVED = Served(on=date(2023, 3, 6), of="supplement_requested")
ASKED_BACK = Undelivered(on=date(2023, 3, 8), of="supplement_requested", reason="查无此人")
GIVEN = Supplemented(on=date(2023, 3, 13), sufficient=False)
CHARGED = FeeNotified(on=date(2023, 3, 3), amount=10)
CHARGE_SERVED = Served(on=date(2023, 3, 6), of="fee_notified")
SECRET = Item("第一项", "refused.state_secret", "条例第十四条，机密级")
BARE = Item("第一项", "refused.forbidden_by_law")
MIXED = (BARE, Item("第二项", "refused.deliberative"))
LAW = Item("第一项", "refused.forbidden_by_law", "统计法第二十五条")


@pytest.mark.parametrize(
    ("outcome", "events", "given"),
    [
        ("granted", [CLEARED], {}),
        ("granted_in_part", [CLEARED], {"items": (Item("甲", "granted"), LAW)}),
        ("refused.state_secret", [], {"items": (SECRET,)}),
        ("refused.state_secret", [CLEARED], {}),
        ("refused.forbidden_by_law", [], {"items": (LAW,)}),
        ("unavailable.still_unclear", [ASKED, GIVEN], {}),
        ("not_processed.excessive", [ReasonsRequested(on=date(2023, 3, 5))], {}),
        ("other.not_supplemented", [ASKED, ASKED_SERVED], {"on": date(2023, 3, 21)}),
        ("other.not_supplemented", [ASKED_BY, ASKED_SERVED], {"on": date(2023, 3, 21)}),
        ("other.fee_unpaid", [CHARGED, CHARGE_SERVED], {"on": date(2023, 4, 4)}),
        ("other.other", [], {"reason": "withdrawn"}),
        ("unavailable.not_held", [], {}),
        ("refused.deliberative", [], {}),
    ],
)
def test_a_closing_whose_ground_is_on_file_passes(outcome, events, given):
    assert gates(outcome, *events, **given) == []


@pytest.mark.parametrize(
    ("outcome", "events", "given", "told"),
    [
        ("granted", [], {}, "审查"),
        ("granted", [Cleared(on=date(2023, 4, 21), by="林")], {}, "审查"),
        ("granted_in_part", [], {"items": (Item("甲", "granted"), LAW)}, "审查"),
        ("refused.state_secret", [], {}, "定密依据"),
        ("refused.state_secret", [Cleared(on=date(2023, 3, 10), by="林")], {}, "定密依据"),
        ("refused.forbidden_by_law", [CLEARED], {}, "法律、行政法规的名称"),
        ("refused.forbidden_by_law", [], {"items": (LAW, BARE)}, "法律、行政法规的名称"),
        (
            "refused.deliberative",
            [],
            {"items": (BARE, Item("乙", "refused.deliberative"))},
            "名称",
        ),
        ("unavailable.still_unclear", [ASKED], {}, "补正"),
        ("not_processed.excessive", [], {}, "第三十五条"),
        ("other.not_supplemented", [], {}, "没有发出补正告知书"),
        ("other.not_supplemented", [ASKED], {}, "送达"),
        ("other.not_supplemented", [ASKED_BY], {}, "送达"),
        ("other.not_supplemented", [ASKED, ASKED_BACK], {}, "送达"),
        ("other.not_supplemented", [ASKED, ASKED_SERVED], {"on": date(2023, 3, 20)}, "2023-03-20"),
        ("other.not_supplemented", [ASKED, ASKED_SERVED, GIVEN], {}, "已于2023-03-13补正"),
        (
            "other.not_supplemented",
            [SupplementRequested(on=date(2023, 3, 3)), ASKED_SERVED],
            {},
            "没有写明期限",
        ),
        ("other.fee_unpaid", [CHARGED, CHARGE_SERVED], {"on": date(2023, 4, 3)}, "2023-04-03"),
        (
            "other.fee_unpaid",
            [CHARGED, CHARGE_SERVED, FeePaid(on=date(2023, 3, 9), amount=10)],
            {},
            "已于2023-03-09缴费",
        ),
        ("other.fee_unpaid", [CHARGED], {}, "送达"),
        ("other.other", [], {}, "原因"),
        ("refused.deliberative", [CLEARED], {"items": (Item("甲", "granted"), LAW)}, "部分公开"),
        ("granted", [CLEARED], {"items": (Item("甲", "granted"), LAW)}, "部分公开"),
        ("refused.deliberative", [], {"items": (LAW,)}, "请核对"),
    ],
)
def test_a_closing_without_its_ground_is_told_what_is_missing(outcome, events, given, told):
    (sentence,) = gates(outcome, *events, **given)
    assert told in sentence


def test_a_review_of_the_first_reply_does_not_clear_the_second():
    first = Closed(on=date(2023, 3, 20), outcome="refused.deliberative", method="post")
    again = Reopened(on=date(2023, 4, 10), ground="litigation")
    assert gates("granted", CLEARED, first, again) != []
    fresh = Cleared(on=date(2023, 4, 11), by="林")
    assert gates("granted", CLEARED, first, again, fresh) == []


@pytest.mark.parametrize(
    ("outcome", "events", "given", "told"),
    [
        ("other.other", [], {"reason": "withdrawn"}, "撤回"),
        ("refused.third_party_rights", [], {}, "第三方"),
        ("granted_in_part", [], {}, "分项"),
        ("refused.deliberative", [], {"method": "none"}, "书面"),
        ("not_processed.excessive", [], {}, "说明理由"),
        ("unavailable.not_held", [], {"written_on": date(2023, 4, 21)}, "落款"),
    ],
)
def test_a_doubt_is_raised_and_refuses_nothing(outcome, events, given, told):
    (sentence,) = closing_warnings(history(*events), closed(outcome, **given))
    assert told in sentence


@pytest.mark.parametrize(
    ("outcome", "events", "given"),
    [
        ("other.other", [Withdrawn(on=date(2023, 3, 9))], {"reason": "withdrawn"}),
        ("other.not_supplemented", [], {"method": "none"}),
        (
            "not_processed.excessive",
            [ReasonsRequested(on=date(2023, 3, 5)), ReasonsGiven(on=date(2023, 3, 9))],
            {},
        ),
        ("unavailable.not_held", [], {"written_on": ON}),
    ],
)
def test_where_all_is_in_order_nothing_is_asked(outcome, events, given):
    assert closing_warnings(history(*events), closed(outcome, **given)) == []


def test_what_the_register_needs_is_named_in_chinese():
    assert unfilled(ASKED) is None
    assert unfilled(OpinionReceived(on=ON, ref="1")) is None
    assert unfilled(Supplemented(on=ON, sufficient=False)) is None
    assert unfilled(Supplemented(on=ON)) == "“收到补正”还缺少：补正后内容是否明确，请补填"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"channel": "in_person", "submitted_on": date(2023, 3, 1)}, None),
        ({"channel": "in_person"}, "“提交之日”"),
        ({"channel": "post_signed", "arrived_on": date(2023, 3, 2)}, "应为2023-03-02"),
        ({"channel": "internet", "submitted_on": date(2023, 3, 1)}, "“双方确认之日”"),
        (
            {"channel": "internet", "submitted_on": date(2023, 3, 1), "auto_confirmed": True},
            None,
        ),
        ({"channel": "fax", "auto_confirmed": True}, "“提交之日”"),
    ],
)
def test_the_day_of_receipt_follows_from_its_stamps(given, told):
    sentence = receipt_gate(Received(on=date(2023, 3, 1), **given))
    assert (sentence is None) if told is None else (told in sentence)
