"""The deadlines of a history, counted day by day from the papers alone.

A second opinion on the product's arithmetic. It shares no code with it and no cleverness: a
counter goes up on each working day that is not suspended. The words in brackets, such as (e),
name the decided ambiguities that tests/witness/README.md lists.

`reckon` answers {key: ISO day or None}. Keys: supplement_notice, supplement, opinion:REF,
extension_notice, fee_notice, fee_payment, reply, cautious_reply, reconsideration_window,
litigation_window; a later round adds "#round2" to the key. A key is left out when nothing of
its kind was started (no supplement asked, not closed).
"""

from datetime import date
from typing import Any

from tests.witness.days import Days, issued_by
from tests.witness.history import Event, Round, on, rounds
from tests.witness.remedies import six_months, sixty_days, windows
from tests.witness.standstill import still_days
from tests.witness.walk import walk


def reckon(history: dict[str, Any]) -> dict[str, str | None]:
    """Every deadline of the history, as ISO days."""
    found: dict[str, date | None] = {}
    today = _today(history)
    for part in rounds(history["events"]):
        suffix = "" if part.number == 1 else f"#round{part.number}"
        days = _days_of(part)
        found.update(_asked(part, days, suffix))
        if part.opener is not None:
            found.update(_answer(part, days, today, suffix))
        found.update(windows(part, suffix))
    return {key: None if day is None else day.isoformat() for key, day in found.items()}


def provisional(history: dict[str, Any]) -> set[str]:
    """The keys whose day lies beyond the notices that may be used for it."""
    last = {f"#round{p.number}": _days_of(p).last for p in rounds(history["events"])}
    dues = reckon(history)
    refs = {
        f"opinion:{e['ref']}": f"#round{p.number}"
        for p in rounds(history["events"])
        for e in p.all("consulted")
    }
    beyond = set()
    for key, day in dues.items():
        name, _, number = key.partition("#")
        end = last[refs.get(key, f"#{number or 'round1'}")]
        if name.endswith("_window"):
            end = issued_by().last
        if day is not None and day > end.isoformat():
            beyond.add(key)
    return beyond


def silence_windows(history: dict[str, Any]) -> dict[str, str]:
    """Both windows of an applicant who got no answer: they open when the reply term ends."""
    last = rounds(history["events"])[-1]
    suffix = "" if last.number == 1 else f"#round{last.number}"
    due = reckon(history).get(f"reply{suffix}")
    if last.closed is not None or due is None or due >= _today(history).isoformat():
        return {}
    opened = date.fromisoformat(due)
    return {
        f"reconsideration_window{suffix}": sixty_days(opened).isoformat(),
        f"litigation_window{suffix}": six_months(opened).isoformat(),
    }


def _today(history: dict[str, Any]) -> date:
    if history.get("today"):
        return date.fromisoformat(history["today"])
    return max(on(event) for event in history["events"])


def _days_of(part: Round) -> Days:
    """A closed round uses the notices issued by its closing day (DESIGN 4.4)."""
    return issued_by(on(part.closed) if part.closed else None)


# --- terms that others have, and the seven days of the first notice -------------------------


def _asked(part: Round, days: Days, suffix: str) -> dict[str, date | None]:
    """The terms of the applicant and of the consulted, from the service of each letter."""
    found: dict[str, date | None] = {}
    for letter in part.all("consulted"):
        served = part.first("served", of="consulted", ref=letter["ref"])
        found[f"opinion:{letter['ref']}"] = None
        if served is not None and letter["party"] != "other_agency":
            found[f"opinion:{letter['ref']}"] = days.after(on(served), 15)
    if asked := part.first("supplement_requested"):
        found[f"supplement{suffix}"] = _supplement_due(asked, part, days)
    if part.first("fee_notified"):
        served = part.first("served", of="fee_notified")
        found[f"fee_payment{suffix}"] = days.after(on(served), 20) if served else None
    return found


def _supplement_due(asked: Event, part: Round, days: Days) -> date | None:
    served = part.first("served", of="supplement_requested")
    if part.first("undelivered", of="supplement_requested") and served is None:
        return None
    if asked.get("respond_by"):
        return date.fromisoformat(asked["respond_by"])
    if served is None or not asked.get("respond_workdays"):
        return None
    return days.after(on(served), asked["respond_workdays"])


# --- the reply ------------------------------------------------------------------------------


def _answer(part: Round, days: Days, today: date, suffix: str) -> dict[str, date | None]:
    assert part.opener is not None
    if part.opener.get("due_by"):
        fixed = date.fromisoformat(part.opener["due_by"])
        return {f"reply{suffix}": fixed, f"cautious_reply{suffix}": fixed}
    still = still_days(part, days, today, cautious=False)
    effective: set[int] = set()
    run = walk(part, days, still, effective)
    reply = run.reply() if run else None
    doubted = _without_late_supplement(part, days)
    if doubted is not part:
        # In a world without the restart, the notices are in time or late by that world's days.
        walk(doubted, days, still, effective := set())
    careful = walk(
        doubted,
        days,
        still_days(part, days, today, cautious=True),
        effective,
        decided=True,
    )
    found: dict[str, date | None] = {
        f"extension_notice{suffix}": run.base() if run else None,
        f"fee_notice{suffix}": _fee_notice_due(part, days, still, reply),
        f"reply{suffix}": reply,
        f"cautious_reply{suffix}": _earlier(reply, careful.reply() if careful else None),
    }
    if part.number == 1:
        found["supplement_notice"] = days.after(on(part.opener), 7)
    return found


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _without_late_supplement(part: Round, days: Days) -> Round:
    asked = part.first("supplement_requested")
    assert part.opener is not None
    if asked is None or part.number > 1 or on(asked) <= days.after(on(part.opener), 7):
        return part
    kept = [e for e in part.events if e["kind"] not in {"supplement_requested", "supplemented"}]
    return Round(part.number, part.opener, kept)


def _fee_notice_due(part: Round, days: Days, still: set[date], reply: date | None) -> date | None:
    """The reply day as it stood, fee aside, when the fee notice went out."""
    notice = part.first("fee_notified")
    if notice is None:
        return reply
    before = [
        e
        for e in part.events
        if e["on"] <= notice["on"] and e["kind"] not in {"fee_notified", "fee_paid"}
    ]
    run = walk(Round(part.number, part.opener, before), days, still, set())
    return run.reply() if run else None
