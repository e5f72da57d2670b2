"""Every milestone of a case, each with what it rests on (条例第三十条至第三十五条).

Terms up to the reply of a closed round use the notices issued by its day of closing, whenever
they were imported; the applicant's later terms use the newest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from casework.cases.awaited import (
    awaited_fee,
    awaited_opinions,
    awaited_supplement,
    has_lapsed,
)
from casework.cases.clock import (
    Reckoning,
    arguable_receipt,
    fee_notice,
    is_fixed,
    notice_is_late,
    reckon_reply,
    supplement_notice,
)
from casework.cases.events import Event, Received
from casework.cases.history import History, Objection, Round
from casework.cases.milestones import Counted, Milestone
from casework.cases.states import state_of
from casework.cases.steps import read_history
from casework.cases.windows import WINDOWS, remedy_windows
from casework.law.calendar import WorkCalendar
from casework.law.terms import FEE_PAYMENT, REPLY, SUPPLEMENT_NOTICE


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
    for round_ in history.rounds:
        found.extend(_of_round(history, round_, calendar))
    state = state_of(history, calendar)
    return Reckoned(state, tuple(found), tuple(history.objections), history)


def calendar_of(milestone: Milestone, history: History, calendar: WorkCalendar) -> WorkCalendar:
    """The calendar by which a milestone was reckoned: for its explanation."""
    if milestone.name in WINDOWS:
        return calendar
    return _known_to(history.rounds[milestone.round - 1], calendar)


def _known_to(round_: Round, calendar: WorkCalendar) -> WorkCalendar:
    """The calendar by which the terms of a round are reckoned up to its reply."""
    return calendar.known_on(round_.closed.on) if round_.closed else calendar


def _of_round(history: History, round_: Round, calendar: WorkCalendar) -> Iterator[Milestone]:
    known = _known_to(round_, calendar)
    reckoning = reckon_reply(round_, known, history.today)
    if isinstance(round_.opening, Received):
        yield _supplement_notice(round_, round_.opening, known)
    yield from awaited_supplement(history, round_, known)
    yield from awaited_opinions(round_, known)
    if reckoning.start and not is_fixed(reckoning.cause):
        yield _extension_notice(round_, reckoning, known)
    if fee_notice(round_) or (reckoning.start and not is_fixed(reckoning.cause)):
        yield _fee_notice(round_, reckoning, known)
    yield from awaited_fee(history, round_, known)
    if reckoning.start or reckoning.waiting_for:
        yield _reply(history, round_, reckoning, known)
    yield from remedy_windows(round_, calendar)


def _supplement_notice(round_: Round, received: Received, calendar: WorkCalendar) -> Milestone:
    term = SUPPLEMENT_NOTICE
    due = calendar.workday_after(received.on, term.length)
    arguable = arguable_receipt(round_) or received.on
    notice = supplement_notice(round_)
    late = notice is not None and notice_is_late(round_, notice, calendar)
    standing = [sent for sent in round_.sent("supplement_requested") if sent.stands]
    flags = ("late",) if late else ()
    return Milestone(
        "supplement_notice",
        round_.number,
        due,
        term.article,
        cautious_on=calendar.workday_after(arguable, term.length),
        done_on=notice.event.on if notice else None,
        binds="option",
        provisional=calendar.is_provisional(due),
        flags=(*flags, "second_notice") if len(standing) > 1 else flags,
        basis=Counted(received.on, received, term),
    )


def _extension_notice(round_: Round, reckoning: Reckoning, calendar: WorkCalendar) -> Milestone:
    due = reckoning.base_due
    sent = [letter.event.on for letter in round_.sent("extended") if not letter.withdrawn_on]
    return Milestone(
        "extension_notice",
        round_.number,
        due,
        REPLY.article,
        cautious_on=_earlier(due, reckoning.cautious),
        done_on=max(sent, default=None),
        binds="option",
        waiting_for=reckoning.waiting_for,
        provisional=due is not None and calendar.is_provisional(due),
        flags=("late",) if "late_extension" in reckoning.flags else (),
    )


def _fee_notice(round_: Round, reckoning: Reckoning, calendar: WorkCalendar) -> Milestone:
    due = reckoning.fee_notice_due
    letter = fee_notice(round_)
    return Milestone(
        "fee_notice",
        round_.number,
        due,
        FEE_PAYMENT.article,
        cautious_on=_earlier(due, reckoning.cautious),
        done_on=letter.event.on if letter else None,
        binds="option",
        waiting_for="" if due or letter else reckoning.waiting_for,
        provisional=due is not None and calendar.is_provisional(due),
        flags=("late",) if "late_fee_notice" in reckoning.flags else (),
    )


def _reply(
    history: History, round_: Round, reckoning: Reckoning, calendar: WorkCalendar
) -> Milestone:
    due, closed = reckoning.due, round_.closed
    return Milestone(
        "reply",
        round_.number,
        due,
        REPLY.article,
        cautious_on=reckoning.cautious,
        done_on=closed.on if closed else None,
        binds="office",
        waiting_for="" if closed else reckoning.waiting_for,
        provisional=due is not None and calendar.is_provisional(due),
        flags=tuple(_reply_flags(history, round_, reckoning, calendar)),
        basis=reckoning,
    )


def _reply_flags(
    history: History, round_: Round, reckoning: Reckoning, calendar: WorkCalendar
) -> Iterator[str]:
    yield from dict.fromkeys(reckoning.flags)
    arguable = arguable_receipt(round_)
    if arguable and round_.opening and arguable < round_.opening.on:
        yield "receipt_disputable"
    if round_.closed is not None:
        if reckoning.due and round_.closed.on > reckoning.due:
            yield "late"
    elif history.is_past(reckoning.due):
        yield "overdue"
    elif reckoning.waiting_for and has_lapsed(history, round_, calendar):
        yield "may_be_closed"


def _earlier(due: date | None, cautious: date | None) -> date | None:
    return min(due, cautious) if due and cautious else due
