"""Remedy windows: sixty days, six months, and refusals that must be reconsidered first."""

from datetime import date

import pytest

from casework.cases.deadlines import deadlines
from casework.cases.parsing import events_from_list
from casework.cases.windows import months_after
from casework.law.calendar import issued_calendar


def windows(closed_on, outcome, **details):
    events = [
        {"kind": "received", "on": "2023-12-01", "channel": "in_person"},
        {"kind": "closed", "on": closed_on, "outcome": outcome, **details},
    ]
    reckoned = deadlines(events_from_list(events), issued_calendar())
    return {m.name: m for m in reckoned.milestones if m.name.endswith("window")}


def test_a_reply_handed_over_is_served_that_day():
    found = windows("2023-12-18", "refused.deliberative", method="handed_over")
    assert found["reconsideration_window"].due_on == date(2024, 2, 18)
    assert found["litigation_window"].due_on == date(2024, 6, 18)


def test_a_refusal_of_2024_opens_no_direct_lawsuit():
    found = windows("2024-01-02", "refused.deliberative", method="handed_over")
    assert found["litigation_window"].due_on is None
    assert found["litigation_window"].waiting_for == "reconsideration"
    assert found["litigation_window"].article == "行政复议法第二十三条"


def test_a_reply_by_post_waits_for_the_proof_of_service():
    found = windows("2024-01-02", "granted", method="post")
    assert {m.waiting_for for m in found.values()} == {"served"}


def test_a_case_ended_without_a_letter_opens_no_window():
    assert windows("2024-01-02", "other.other", method="none", reason="withdrawn") == {}


def test_of_a_mixed_reply_the_refused_part_is_flagged():
    items = [
        {"text": "一", "outcome": "granted"},
        {"text": "二", "outcome": "refused.deliberative"},
    ]
    found = windows("2024-01-02", "granted_in_part", method="handed_over", items=items)
    assert found["litigation_window"].due_on == date(2024, 7, 2)
    assert found["litigation_window"].flags == ("reconsideration_first_for_refused",)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 12, 15), 6, date(2025, 6, 15)),
        (date(2024, 6, 30), 6, date(2024, 12, 30)),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last_of_the_month(day, months, expected):
    assert months_after(day, months) == expected
