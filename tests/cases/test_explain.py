"""The explanation reads well and adds up."""

import re
from datetime import date

import pytest
from hypothesis import given, settings

from casework.cases.deadlines import calendar_of, deadlines
from casework.cases.explain import explain
from casework.cases.milestones import NAMES
from casework.cases.parsing import events_from_list
from casework.cases.runs import Reckoning
from casework.law.articles import CITED
from casework.law.calendar import issued_calendar
from tests.witness.histories import histories

CALENDAR = issued_calendar()


def steps_of(events, name):
    reckoned = deadlines(events_from_list(events), CALENDAR)
    [found] = [m for m in reckoned.milestones if m.name == name]
    return explain(found, calendar_of(found, reckoned.history, CALENDAR))


def other_readings(events, name):
    return [s.text for s in steps_of(events, name) if s.text.startswith("法律没有明确规定的")]


def test_a_refusal_says_what_comes_after_the_reconsideration_it_has_to_go_to_first():
    received = {"kind": "received", "on": "2026-03-02", "channel": "in_person"}
    closed = {"kind": "closed", "on": "2026-03-10", "outcome": "refused.deliberative"}
    first, then = steps_of([received, closed | {"method": "post"}], "litigation_window")
    assert (first.text, first.article) == (
        "应当先申请行政复议，目前没有期限。",
        "行政复议法第二十三条",
    )
    assert (then.text, then.article) == (
        "对复议决定不服的，自收到复议决定书之日起15日内可以向人民法院起诉。",
        "行政诉讼法第四十五条",
    )


@pytest.mark.parametrize(
    ("on", "outcome", "doubted"),
    [
        ("2023-12-29", "refused.special_access", False),
        ("2024-01-02", "refused.special_access", True),
        ("2025-05-30", "unavailable.not_held", True),
        ("2025-06-03", "unavailable.not_held", False),
        ("2024-06-03", "granted", False),
    ],
)
def test_until_the_court_decided_it_was_open_which_answers_are_refusals(on, outcome, doubted):
    events = [
        {"kind": "received", "on": on, "channel": "in_person"},
        {"kind": "closed", "on": on, "outcome": outcome, "method": "handed_over"},
    ]
    assert bool(other_readings(events, "litigation_window")) is doubted


def test_the_term_after_a_reply_was_set_aside_names_what_is_open():
    received = {"kind": "received", "on": "2025-03-03", "channel": "in_person"}
    closed = {"kind": "closed", "on": "2025-03-10", "outcome": "granted", "method": "post"}
    reopened = {"kind": "reopened", "on": "2025-08-01", "ground": "litigation"}
    told = deadlines(events_from_list([received, closed, reopened]), CALENDAR)
    [second] = [m for m in told.milestones if (m.name, m.round) == ("reply", 2)]
    assert "决定或者判决没有确定期限" in explain(second, CALENDAR)[-1].text


def test_consultation_and_extension_are_told_in_order():
    events = [
        {"kind": "received", "on": "2026-01-20", "channel": "in_person"},
        {"kind": "consulted", "on": "2026-01-27", "ref": "1", "party": "third_party"},
        {"kind": "served", "on": "2026-01-29", "of": "consulted", "ref": "1"},
        {"kind": "opinion_received", "on": "2026-02-11", "ref": "1"},
        {"kind": "extended", "on": "2026-03-10", "workdays": 20},
    ]
    assert [step.text for step in steps_of(events, "reply")] == [
        "2026年1月20日（周二）收到申请（当面提交的，提交之日为收到之日），当日不计。",
        "自次日起至2026年1月27日（周二），计5个工作日（周六、周日不计）。",
        (
            "2026年1月27日（周二）发出征求意见书（编号1），征求第三方意见，"
            "自次日起至2026年2月11日（周三）收到意见之日的11个工作日不计算在内。"
        ),
        (
            "自2026年2月12日（周四）起至2026年3月10日（周二），计15个工作日（周六、周日不计；"
            "2月14日（周六）调休上班计入，2月15日至23日春节放假不计，"
            "2月28日（周六）调休上班计入（国办发明电〔2025〕7号））。"
        ),
        "2026年3月10日（周二）发出延期答复告知书，自原期限届满次日起延长20个工作日。",
        (
            "自2026年3月11日（周三）起至2026年4月8日（周三），计20个工作日（周六、周日不计；"
            "4月4日至6日清明节放假不计（国办发明电〔2025〕7号））。"
        ),
        "期限届满之日为2026年4月8日（周三）。",
        (
            "法律没有明确规定的：征求意见所需时间从何时起、到何时止？此处按“自征求意见书发出次日起，"
            "至收到意见、征求终止、退回或者意见期满之日止”处理；"
            "也有意见认为“只自被征求人收到征求意见书次日起”。"
        ),
        "按较严的理解，最迟应当在2026年4月3日（周五）答复，内部宜以此日为准。",
    ]


def test_a_provisional_date_says_so():
    events = [{"kind": "received", "on": "2026-12-21", "channel": "in_person"}]
    assert "暂定" in steps_of(events, "reply")[-1].text


def test_a_window_moved_from_a_day_off_says_so():
    events = [
        {"kind": "closed", "on": "2024-02-28", "outcome": "granted", "method": "post"},
        {"kind": "served", "on": "2024-03-01"},
    ]
    texts = [step.text for step in steps_of(events, "litigation_window")]
    assert "届满之日为法定休假日，顺延至2024年9月2日（周一）。" in texts


@settings(max_examples=25)
@given(histories())
def test_every_date_explains_itself_in_steps_that_add_up(history):
    reckoned = deadlines(
        events_from_list(history["events"]), CALENDAR, date.fromisoformat(history["today"])
    )
    for milestone in reckoned.milestones:
        steps = explain(milestone, calendar_of(milestone, reckoned.history, CALENDAR))
        assert milestone.name in NAMES
        assert milestone.article in CITED
        assert [step.n for step in steps] == list(range(1, len(steps) + 1))
        assert {step.article for step in steps} <= set(CITED)
        if milestone.due_on:
            assert milestone.due_on in [step.end for step in steps]
        basis = milestone.basis
        if isinstance(basis, Reckoning) and basis.base_due and not basis.waiting_for:
            counted = [s.workdays or 0 for s in steps if re.search(r"，计\d", s.text)]
            added = basis.added if milestone.name != "extension_notice" else 0
            assert sum(counted) in (0, 20 + added)


def test_a_window_moved_from_a_holiday_names_its_notice():
    events = [
        {"kind": "closed", "on": "2026-08-03", "outcome": "granted", "method": "post"},
        {"kind": "served", "on": "2026-08-04"},
    ]
    texts = [step.text for step in steps_of(events, "reconsideration_window")]
    assert (
        "届满之日为法定休假日（国庆节放假，国办发明电〔2025〕7号），顺延至2026年10月8日（周四）。"
        in texts
    )


def test_where_there_is_no_date_no_reading_is_told():
    received = {"kind": "received", "on": "2026-03-01", "channel": "forwarded"}
    asked = {"kind": "supplement_requested", "on": "2026-03-04", "respond_workdays": 5}
    assert other_readings([received], "reply") != []
    assert other_readings([received, asked], "reply") == []
