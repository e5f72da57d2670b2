"""The worked examples: 26 cases computed by hand, among them dates fixed by courts."""

import json
from datetime import date
from pathlib import Path

import pytest

from casework.cases.deadlines import Reckoned, deadlines
from casework.cases.parsing import events_from_list
from casework.law.calendar import issued_calendar

DATA = Path(__file__).parents[1] / "data" / "deadline_examples.json"
EXAMPLES = json.loads(DATA.read_text("utf-8"))["examples"]
CAUTIOUS = {"E10", "E12", "E13", "E15", "E18", "E22", "E23"}
"""Examples whose other reading is the cautious date; the others' nobody should follow."""


def due(reckoned: Reckoned, name: str, *, cautious: bool = False) -> str | None:
    name, _, ref = name.partition(":")
    [found] = [m for m in reckoned.milestones if m.name == name and m.ref == ref]
    day = found.cautious_on if cautious else found.due_on
    return day.isoformat() if day else None


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_the_dates_are_those_of_the_worked_example(example):
    reckoned = deadlines(events_from_list(example["events"]), issued_calendar())
    found = {name: due(reckoned, name) for name in example["expected"]}
    assert found == example["expected"]
    assert reckoned.inadmissible == ()


@pytest.mark.parametrize(
    "example", [e for e in EXAMPLES if e["id"] in CAUTIOUS], ids=lambda example: example["id"]
)
def test_the_cautious_date_is_that_of_the_other_reading(example):
    reckoned = deadlines(events_from_list(example["events"]), issued_calendar())
    other = example["alternatives"][0]["expected"]
    assert {name: due(reckoned, name, cautious=True) for name in other} == other


def test_before_the_notice_of_26_january_2020_the_date_was_two_days_earlier():
    events = [{"kind": "received", "on": "2020-01-17", "channel": "post_signed"}]
    known = issued_calendar().known_on(date(2020, 1, 17))
    assert due(deadlines(events_from_list(events), known), "reply") == "2020-02-19"
