"""What is late but real is recorded and flagged; it never silently makes a case in time."""

from datetime import date

import pytest

from casework.cases.deadlines import deadlines
from casework.cases.parsing import events_from_list
from casework.cases.projection import project
from casework.desk.deadline_lines import deadline_lines
from casework.law.calendar import issued_calendar

# Received on 2 March 2026: the reply is due on 30 March.
RECEIVED = {"kind": "received", "on": "2026-03-02", "channel": "in_person"}
CLOSED = {"kind": "closed", "on": "2026-04-09", "outcome": "granted", "method": "post"}
CONSULTED = {"kind": "consulted", "on": "2026-04-01", "ref": "1", "party": "third_party"}
SERVED = {"kind": "served", "on": "2026-04-02", "of": "consulted", "ref": "1"}
LATE = {
    "an extension": [{"kind": "extended", "on": "2026-03-31", "workdays": 20}],
    "a deferral": [{"kind": "deferred", "on": "2026-03-31", "until": "2026-06-30"}],
    "a fee notice": [
        {"kind": "fee_notified", "on": "2026-03-31"},
        {"kind": "fee_paid", "on": "2026-04-02"},
    ],
    "a consultation": [CONSULTED, SERVED],
    "a supplement notice": [
        {"kind": "supplement_requested", "on": "2026-03-31"},
        {"kind": "supplemented", "on": "2026-04-02"},
    ],
}


def reply_line(events, today):
    reckoned = deadlines(events, issued_calendar(), today)
    lines = deadline_lines(reckoned, issued_calendar(), today)
    return next(line for line in lines if line.milestone.name == "reply")


@pytest.mark.parametrize("late", LATE.values(), ids=LATE)
def test_what_was_sent_after_the_term_leaves_the_case_late(late):
    events = events_from_list([RECEIVED, *late])
    line = reply_line(events, date(2026, 4, 8))
    assert "逾期" in line.sentence
    assert line.tone in ("warning", "danger")
    closed = events_from_list([RECEIVED, *late, CLOSED])
    line = reply_line(closed, date(2026, 4, 10))
    assert "逾期" in line.sentence
    assert line.tone == "warning"
    assert project(closed, issued_calendar()).late


def test_a_late_supplement_notice_within_the_term_is_told_and_not_late():
    asked = [
        {"kind": "supplement_requested", "on": "2026-03-20"},
        {"kind": "supplemented", "on": "2026-03-25"},
    ]
    events = events_from_list([RECEIVED, *asked, CLOSED])
    line = reply_line(events, date(2026, 4, 10))
    assert line.sentence == "已于2026-04-09答复。"
    assert "补正告知发出时已超过7个工作日" in line.flags
    assert not project(events, issued_calendar()).late
