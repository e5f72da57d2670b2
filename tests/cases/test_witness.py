"""The reckoning against an independent one that walks day by day (see tests/witness)."""

from datetime import date
from typing import Any

import pytest

from casework.cases.deadlines import deadlines
from casework.cases.parsing import events_from_list
from casework.law.calendar import issued_calendar
from tests.witness.histories import generate
from tests.witness.reckoning import provisional, reckon


def reckoned(history: dict[str, Any]) -> dict[str, str | None]:
    events = events_from_list(history["events"])
    found: dict[str, str | None] = {}
    for milestone in deadlines(
        events, issued_calendar(), date.fromisoformat(history["today"])
    ).milestones:
        key = f"{milestone.name}:{milestone.ref}" if milestone.ref else milestone.name
        if milestone.round > 1 and not milestone.ref:
            key += f"#round{milestone.round}"
        found[key] = milestone.due_on.isoformat() if milestone.due_on else None
        if milestone.name == "reply":
            cautious = milestone.cautious_on
            found[f"cautious_{key}"] = cautious.isoformat() if cautious else None
    return found


def before_the_fee_measures(key: str, day: str | None, mine: dict[str, str | None]) -> bool:
    """The witness lists a fee notice always, the product once fees may be charged (2021)."""
    return key.startswith("fee_notice") and key not in mine and (day or "") < "2021"


def differences(seed: int, count: int) -> list[tuple[str, Any, Any, Any]]:
    wrong = []
    for history in generate(seed, count):
        mine, theirs, open_ = reckoned(history), reckon(history), provisional(history)
        wrong += [
            (key, theirs.get(key), mine.get(key), history)
            for key in sorted(set(mine) | set(theirs))
            if key not in open_
            and mine.get(key) != theirs.get(key)
            and not before_the_fee_measures(key, theirs.get(key), mine)
        ]
    return wrong


@pytest.mark.parametrize("seed", [2019, 2026])
def test_an_independent_reckoning_day_by_day_agrees(seed):
    assert differences(seed, 100) == []
