"""A mapping that is no event is refused with one sentence naming what and where."""

import pytest

from casework.cases.events import EVENTS
from casework.cases.parsing import BadEvent, event_from_mapping, events_from_list

RECEIVED = {"kind": "received", "on": "2025-03-03", "channel": "in_person"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "asked"}, "不是已知的事件种类"),
        ({"on": "2025-03-03"}, "不是已知的事件种类"),
        ({"kind": "received", "channel": "in_person"}, "缺少 on"),
        ({"kind": "received", "on": "2025-03-03"}, "缺少 channel（提交渠道）"),
        ({**RECEIVED, "channel": "pigeon"}, "'pigeon' 不在可选范围内"),
        ({**RECEIVED, "colour": "red"}, "不认识的字段：'colour'"),
        ({**RECEIVED, "on": "2025-02-30"}, "没有这一天"),
        ({**RECEIVED, "on": "3 March"}, "应当是 2023-03-01 这样的日期"),
        ({**RECEIVED, "on": "2025-W09-3"}, "应当是 2023-03-01 这样的日期"),
        ({**RECEIVED, "on": 20250303}, "应当是 2023-03-01 这样的日期"),
        ({**RECEIVED, "on": "9999-01-01"}, "日历范围内"),
        ({**RECEIVED, "channel": "\ud800"}, "不完整的字符"),
        ({"kind": "a\nb"}, "'a\\nb'"),
        (
            {"kind": "supplement_requested", "on": "2025-03-03", "respond_workdays": 1001},
            "不大于1000",
        ),
        ({"kind": "fee_paid", "on": "2025-03-03", "amount": "abc"}, "应当是金额"),
        (
            {
                "kind": "closed",
                "on": "2025-03-03",
                "outcome": "granted",
                "items": [{"text": "a", "outcome": []}],
            },
            "应当是文字",
        ),
        ({**RECEIVED, "auto_confirmed": "yes"}, "true 或者 false"),
        ({**RECEIVED, "seq": 0}, "正整数"),
        ({**RECEIVED, "seq": True}, "正整数"),
        ({"kind": "extended", "on": "2025-03-03", "workdays": 1.5}, "正整数"),
        ({"kind": "fee_paid", "on": "2025-03-03", "amount": "-1"}, "不小于0"),
        ({"kind": "fee_paid", "on": "2025-03-03", "amount": "NaN"}, "不小于0"),
        ({"kind": "closed", "on": "2025-03-03", "outcome": "granted", "items": [1]}, "每个分项"),
        ({"kind": "opinion_received", "on": "2025-03-03", "ref": ""}, "缺少 ref"),
        (["received"], "应当是一个对象"),
        ("received", "应当是一个对象"),
    ],
)
def test_what_is_no_event_is_refused_with_its_place(given, said):
    with pytest.raises(BadEvent, match=r"第7个事件.*") as refused:
        event_from_mapping(given, 7)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("given", [None, 3, "received", {"kind": "received"}])
def test_a_history_is_a_list(given):
    with pytest.raises(BadEvent):
        events_from_list(given)


def test_two_events_cannot_have_one_place():
    with pytest.raises(BadEvent, match="seq 都是 2"):
        events_from_list([{**RECEIVED, "seq": 2}, {**RECEIVED}])


def test_what_says_nothing_is_the_same_as_left_out():
    bare = event_from_mapping(RECEIVED, 1)
    assert event_from_mapping({**RECEIVED, "arrived_on": None, "applicant_kind": ""}, 1) == bare


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_every_event_has_a_label_and_labelled_fields(event):
    assert event.label
    for name, field in event.__dataclass_fields__.items():
        if name not in ("on", "seq", "kind", "label"):
            assert field.metadata["label"]
