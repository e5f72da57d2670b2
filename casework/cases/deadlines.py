"""Every milestone of a case, each with what it rests on (条例第三十条至第三十五条).

Terms up to the reply of a closed round use the notices issued by its day of closing, whenever
they were imported; the applicant's later terms use the newest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from casework.cases.awaited import awaited_fee, awaited_opinions, awaited_supplement
from casework.cases.clock import reckon_reply
from casework.cases.events import Event, Received
from casework.cases.history import History, Objection, Round
from casework.cases.milestones import Milestone
from casework.cases.outgoing import (
    extension_notice,
    fee_notice,
    fees_may_be_charged,
    reply,
    supplement_notice,
)
from casework.cases.runs import Reckoning
from casework.cases.states import state_of
from casework.cases.steps import read_history
from casework.cases.windows import WINDOWS, remedy_windows
from casework.law.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a case's events add up to: state, milestones, and what could not stand."""

    state: str | None
    milestones: tuple[Milestone, ...]
    inadmissible: tuple[Objection, ...]
    history: History


def deadlines(
    events: Sequence[Event], calendar: WorkCalendar, today: date | None = None
) -> Reckoned:
    """Reckon a case from its events: the one function behind every date the program shows.

    `today` decides what is overdue and stands in for opinions still owed; without it the result
    depends on the events and the calendar alone.
    """
    history = read_history(events, today)
    found: list[Milestone] = []
    waiting_for = ""
    for round_ in history.rounds:
        known = _known_to(round_, calendar)
        reckoning = reckon_reply(round_, known, history.today)
        found.extend(_of_round(history, round_, reckoning, known))
        if round_.closed:
            found.extend(remedy_windows(round_, calendar))
        waiting_for = reckoning.waiting_for
    state = state_of(history, waiting_for, calendar)
    return Reckoned(state, tuple(found), tuple(history.objections), history)


def calendar_of(milestone: Milestone, history: History, calendar: WorkCalendar) -> WorkCalendar:
    """The calendar by which a milestone was reckoned: for its explanation."""
    if milestone.name in WINDOWS:
        return calendar
    return _known_to(history.rounds[milestone.round - 1], calendar)


def _known_to(round_: Round, calendar: WorkCalendar) -> WorkCalendar:
    """The calendar by which the terms of a round are reckoned up to its reply."""
    return calendar.known_on(round_.closed.on) if round_.closed else calendar


def _of_round(
    history: History, round_: Round, reckoning: Reckoning, calendar: WorkCalendar
) -> Iterator[Milestone]:
    moves = reckoning.start is not None and not round_.is_fixed
    if isinstance(round_.opening, Received):
        yield supplement_notice(round_, round_.opening, reckoning.arguable, calendar)
    if round_.letters:
        yield from awaited_supplement(history, round_, calendar)
        yield from awaited_opinions(round_, calendar)
    if moves:
        yield extension_notice(round_, reckoning, calendar)
    if round_.fee_notice or (moves and fees_may_be_charged(reckoning)):
        yield fee_notice(round_, reckoning, calendar)
    yield from awaited_fee(history, round_, calendar)
    if reckoning.start or reckoning.waiting_for:
        yield reply(history, round_, reckoning, calendar)
