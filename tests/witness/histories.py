"""Histories of cases, realistic and nasty, that the register admits.

`histories()` is a hypothesis strategy, `generate(seed, n)` the same from a seeded generator. Each
history is {"events": [...], "today": ISO}. Half of the interesting days are put on or one day
beside a limit. What the papers leave open is not generated (list in README.md).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.witness.history import Event, on
from tests.witness.story import Story

LAST_DAY = date(2026, 11, 20)


def histories() -> st.SearchStrategy[dict[str, Any]]:
    """Histories for hypothesis; every choice is drawn, so that failures shrink."""
    return st.randoms(use_true_random=False).map(history)


def generate(seed: int, n: int) -> Iterator[dict[str, Any]]:
    """The same n histories for the same seed."""
    rng = Random(seed)
    return (history(rng) for _ in range(n))


def history(rng: Random) -> dict[str, Any]:
    """One history, built in the order of days, cut at the last day, then told out of order."""
    story = Story(rng)
    story.receive()
    story.work_round()
    while story.closed_on is not None and rng.random() < 0.3 and story.number < 3:
        story.reopen()
        story.work_round()
    events = [e for e in story.told() if on(e) <= LAST_DAY]
    latest = max(on(event) for event in events)
    today = min(latest + timedelta(days=rng.choice([0, 0, 1, 7, 30, 90])), LAST_DAY)
    return {"events": _out_of_order(rng, events), "today": today.isoformat()}


def _out_of_order(rng: Random, events: list[Event]) -> list[Event]:
    """As they are, with seqs in a shuffled list, or with slips that were recorded late."""
    way = rng.choice(["plain", "plain", "shuffled", "late"])
    if any(event["kind"] == "annulled" for event in events):
        way = "plain"
    if way == "late":
        slips = {"served", "undelivered", "opinion_received"}
        late = [e for e in events if e["kind"] in slips and e.get("of") != "closed"]
        return [event for event in events if event not in late] + late
    if way == "shuffled":
        events = [{**event, "seq": seq} for seq, event in enumerate(events, 1)]
        rng.shuffle(events)
    return events
