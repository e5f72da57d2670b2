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
    is_provisional,
)
from casework.cases.clock import notice_is_late, reckon_reply
from casework.cases.events import Event, Received
from casework.cases.history import History, Objection, Round
from casework.cases.milestones import Counted, Milestone
from casework.cases.runs import Reckoning, in_run
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
        yield _supplement_notice(round_, round_.opening, reckoning.arguable, calendar)
    if round_.letters:
        yield from awaited_supplement(history, round_, calendar)
        yield from awaited_opinions(round_, calendar)
    if moves:
        yield _extension_notice(round_, reckoning, calendar)
    if round_.fee_notice or (moves and _fees_may_be_charged(reckoning)):
        yield _fee_notice(round_, reckoning, calendar)
    yield from awaited_fee(history, round_, calendar)
    if reckoning.start or reckoning.waiting_for:
        yield _reply(history, round_, reckoning, calendar)


def _fees_may_be_charged(reckoning: Reckoning) -> bool:
    """Whether the measures were in force when the notice would be due (2021年1月1日施行)."""
    return reckoning.due is None or reckoning.due >= FEE_PAYMENT.since


def _supplement_notice(
    round_: Round, received: Received, arguable: date | None, calendar: WorkCalendar
) -> Milestone:
    term = SUPPLEMENT_NOTICE
    due = cautious = calendar.workday_after(received.on, term.length)
    if arguable is not None and arguable != received.on:
        cautious = calendar.workday_after(arguable, term.length)
    notice = round_.supplement_notice
    late = notice is not None and notice_is_late(round_, notice, calendar)
    standing = [sent for sent in round_.sent("supplement_requested") if sent.stands]
    flags = ("late",) if late else ()
    return Milestone(
        "supplement_notice",
        round_.number,
        due,
        term.article,
        cautious_on=cautious,
        done_on=notice.event.on if notice else None,
        binds="option",
        provisional=is_provisional(round_, due, calendar),
        flags=(*flags, "second_notice") if len(standing) > 1 else flags,
        basis=Counted(received.on, received, term),
    )


def _extension_notice(round_: Round, reckoning: Reckoning, calendar: WorkCalendar) -> Milestone:
    """An extension must be told by the day the term ends without it; the first of a run tells."""
    due = reckoning.base_due
    assert reckoning.cause is not None
    sent = [extended.on for extended in in_run(round_, "extended", reckoning.cause)]
    told_on = min(sent, default=None)
    return Milestone(
        "extension_notice",
        round_.number,
        due,
        REPLY.article,
        cautious_on=reckoning.cautious_base,
        done_on=told_on,
        binds="option",
        waiting_for="" if round_.closed else reckoning.waiting_for,
        provisional=is_provisional(round_, due, calendar),
        flags=("late",) if due and told_on and told_on > due else (),
        basis=reckoning,
    )


def _fee_notice(round_: Round, reckoning: Reckoning, calendar: WorkCalendar) -> Milestone:
    """A fee must be asked for while the term runs in which it is asked."""
    run = reckoning.fee_run
    due = run.due if run else None
    letter = round_.fee_notice
    cautious = reckoning.cautious if run is reckoning else due
    return Milestone(
        "fee_notice",
        round_.number,
        due,
        FEE_PAYMENT.article,
        cautious_on=cautious,
        done_on=letter.event.on if letter else None,
        binds="option",
        waiting_for="" if due or letter or round_.closed else reckoning.waiting_for,
        provisional=is_provisional(round_, due, calendar),
        flags=("late",) if "late_fee_notice" in reckoning.flags else (),
        basis=run,
    )


def _reply(
    history: History, round_: Round, reckoning: Reckoning, calendar: WorkCalendar
) -> Milestone:
    due, closed = reckoning.due, round_.closed
    return Milestone(
        "reply",
        round_.number,
        due,
        _reply_article(reckoning),
        cautious_on=reckoning.cautious,
        done_on=closed.on if closed else None,
        binds="office",
        waiting_for="" if closed else reckoning.waiting_for,
        provisional=is_provisional(round_, due, calendar),
        flags=tuple(_reply_flags(history, round_, reckoning, calendar)),
        basis=reckoning,
    )


def _reply_article(reckoning: Reckoning) -> str:
    if reckoning.deferred and reckoning.due == reckoning.deferred.until:
        return "条例第三十五条"
    return REPLY.article


def _reply_flags(
    history: History, round_: Round, reckoning: Reckoning, calendar: WorkCalendar
) -> Iterator[str]:
    yield from dict.fromkeys(reckoning.flags)
    arguable = reckoning.arguable
    if arguable and round_.opening and arguable < round_.opening.on:
        yield "receipt_disputable"
    if round_.closed is not None:
        if reckoning.due and round_.closed.on > reckoning.due:
            yield "late"
    elif history.is_past(reckoning.due):
        yield "overdue"
        yield "silence_remedies_open"
    elif reckoning.waiting_for and has_lapsed(history, round_, calendar):
        yield "may_be_closed"
