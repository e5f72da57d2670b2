"""When the reply clock stands still: consultations (条例第三十三条第三款)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from casework.cases.events import Consulted
from casework.cases.history import Letter, Round
from casework.law.calendar import WorkCalendar
from casework.law.terms import CO_AUTHOR_OPINION, THIRD_PARTY_OPINION

OPINION_TERMS = {"third_party": THIRD_PARTY_OPINION, "co_author": CO_AUTHOR_OPINION}
"""Whoever is consulted has a term; other agencies (保密部门、上级、协办机关) have none."""


class Stop(NamedTuple):
    """The clock stands still on the days after `after`, up to and including `until`."""

    after: date
    until: date
    letter: Letter


Span = tuple[date, date]


@dataclass(slots=True)
class Standstill:
    """When the clock stood still in a round, overlaps joined in `spans`."""

    stops: list[Stop]
    spans: list[Span]
    flags: list[str]
    endless: bool = False
    """Whether an opinion is owed and no day is known that could stand in for it."""


def stand_still(round_: Round, calendar: WorkCalendar, today: date | None) -> Standstill:
    """The stretches in which the clock stood still.

    Only a consultation proved by its service, an answer or its return stops the clock; in a
    closed round the proof must have been there when the reply was made. Where another agency
    has not answered, today (in a closed round the day of closing) stands in for its opinion.
    """
    found = Standstill([], [], [])
    if "consulted" not in round_.letters:
        return found
    closed_on = round_.closed.on if round_.closed else None
    for letter in round_.sent("consulted"):
        if not _is_proved(letter, closed_on):
            found.flags.append("consultation_unproven")
            continue
        until = consultation_end(letter, calendar)
        if until is None:
            found.flags.append("clock_stopped")
            until = closed_on or today
            found.endless = found.endless or until is None
        if until is not None and until > letter.event.on:
            found.stops.append(Stop(letter.event.on, until, letter))
    found.flags = list(dict.fromkeys(found.flags))
    found.spans = union((stop.after, stop.until) for stop in found.stops)
    return found


def _is_proved(letter: Letter, by: date | None) -> bool:
    proofs = (letter.served_on, letter.answered_on, letter.returned_on)
    return any(proof and (by is None or proof <= by) for proof in proofs)


def consultation_end(letter: Letter, calendar: WorkCalendar) -> date | None:
    """The day the consultation ended or its term ran out; None while it may still go on."""
    ends = [
        day
        for day in (letter.answered_on, letter.ended_on, letter.returned_on, letter.withdrawn_on)
        if day
    ]
    if term_end := opinion_due(letter, calendar):
        ends.append(term_end)
    return min(ends, default=None)


def opinion_due(letter: Letter, calendar: WorkCalendar) -> date | None:
    """The last day for the opinion; None without service or for parties without a term."""
    consulted = letter.event
    if letter.served_on is None or not isinstance(consulted, Consulted):
        return None
    term = OPINION_TERMS.get(consulted.party)
    return calendar.workday_after(letter.served_on, term.length) if term else None


def union(spans: Iterable[Span]) -> list[Span]:
    """Overlapping stretches as one; days are never deducted twice."""
    joined: list[Span] = []
    for after, until in sorted(spans):
        if joined and after <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(until, joined[-1][1]))
        else:
            joined.append((after, until))
    return joined
