"""The reply clock of one round: where it starts, when it stands still, when it runs out.

Each choice made here where the law is open is named in `law/readings.py`; the cautious date takes
the other reading wherever that one is earlier.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from casework.cases.events import (
    Consulted,
    ContactAttempted,
    Deferred,
    Event,
    Extended,
    FeePaid,
    Received,
    Reopened,
)
from casework.cases.history import Letter, Round
from casework.law.calendar import WorkCalendar
from casework.law.receipt import Stamps, earliest_arguable_day
from casework.law.terms import (
    CO_AUTHOR_OPINION,
    LONGEST_EXTENSION,
    REPLY,
    SUPPLEMENT_NOTICE,
    THIRD_PARTY_OPINION,
)

OPINION_TERMS = {"third_party": THIRD_PARTY_OPINION, "co_author": CO_AUTHOR_OPINION}
"""Whoever is consulted has a term; other agencies (保密部门、上级、协办机关) have none."""


class Stop(NamedTuple):
    """The clock stands still on the days after `after`, up to and including `until`."""

    after: date
    until: date
    letter: Letter


@dataclass(slots=True)
class Reckoning:
    """How the reply date of a round came about: for the date itself and for its explanation."""

    start: date | None = None
    cause: Event | None = None
    stops: list[Stop] = field(default_factory=list)
    base_due: date | None = None
    """The last day before any extension; the extension notice must go out by then."""
    extensions: list[Extended] = field(default_factory=list)
    deferred: Deferred | None = None
    due: date | None = None
    cautious: date | None = None
    waiting_for: str = ""
    fee_notice_due: date | None = None
    flags: list[str] = field(default_factory=list)


def reckon_reply(round_: Round, calendar: WorkCalendar, today: date | None) -> Reckoning:
    """The reply date of a round, by the notices that the given calendar knows.

    `today` stands in for an opinion that another agency still owes; in a closed round the day of
    closing does.
    """
    starts: list[Event] = [event for event in (round_.opening, round_.supplemented) if event]
    notice = supplement_notice(round_)
    stop_day = round_.closed.on if round_.closed else today
    stops, flags, endless = _stops(round_, calendar, stop_day)
    waiting = "supplement" if notice and not round_.supplemented else ""
    if notice and notice_is_late(round_, notice, calendar):
        flags.append("late_supplement_notice")
    fee = _fee_notice(round_)
    fee_due = None
    if fee:
        fee_due, in_time = _judge_fee_notice(round_, fee, notice, starts, stops, calendar)
        if not in_time:
            flags.append("late_fee_notice")
        elif fee.answered_on is None:
            waiting = waiting or "fee"
        else:
            starts.extend(e for e in round_.events if isinstance(e, FeePaid))
    if not starts:
        return Reckoning(stops=stops, flags=flags, waiting_for=waiting)
    result = _run(round_, max(starts, key=lambda event: event.on), stops, calendar)
    result.flags[:0] = flags
    if endless and not waiting:
        waiting = "opinion"
    if waiting:
        result.base_due = result.due = None
        result.waiting_for = waiting
    result.fee_notice_due = fee_due if fee else result.due
    result.cautious = _cautious(round_, result, calendar)
    return result


# -- what the clock runs on ---------------------------------------------------------------------


def supplement_notice(round_: Round) -> Letter | None:
    """The notice that counts: 补正 is asked for once, so the first that reached or may reach."""
    sent = [letter for letter in round_.sent("supplement_requested") if not letter.withdrawn_on]
    return next((letter for letter in sent if letter.stands), sent[0] if sent else None)


def notice_is_late(round_: Round, notice: Letter, calendar: WorkCalendar) -> bool:
    """Whether the supplement notice went out after its seven working days (条例第三十条)."""
    opening = round_.opening
    if opening is None:
        return False
    return notice.event.on > calendar.workday_after(opening.on, SUPPLEMENT_NOTICE.length)


def _fee_notice(round_: Round) -> Letter | None:
    sent = [letter for letter in round_.sent("fee_notified") if not letter.withdrawn_on]
    return sent[-1] if sent else None


def _judge_fee_notice(
    round_: Round,
    fee: Letter,
    notice: Letter | None,
    starts: Sequence[Event],
    stops: list[Stop],
    calendar: WorkCalendar,
) -> tuple[date | None, bool]:
    """By when the fee notice had to go out, and whether it did (收费办法第六条).

    It belongs to the run of the term in which it was sent; while a supplement is awaited no term
    runs, so it cannot be late.
    """
    sent_on = fee.event.on
    if notice and notice.event.on <= sent_on:
        supplemented = round_.supplemented
        if supplemented is None or supplemented.on > sent_on:
            return None, True
    begun = [event for event in starts if event.on <= sent_on]
    if not begun:
        return None, True
    due = _run(round_, begun[-1], stops, calendar).due
    return due, due is None or sent_on <= due


# -- one run of the term ------------------------------------------------------------------------


def _run(round_: Round, cause: Event, stops: list[Stop], calendar: WorkCalendar) -> Reckoning:
    """Twenty working days after the cause, less the stops, plus extensions and a deferral."""
    result = Reckoning(cause.on, cause, stops)
    if isinstance(cause, Reopened) and cause.due_by is not None:
        result.base_due = result.due = cause.due_by
        return result
    spans = _union(stops)
    result.base_due = _after(calendar, cause.on, REPLY.length, spans)
    result.due = result.base_due
    _extend(result, round_, spans, calendar)
    for letter in round_.sent("deferred"):
        deferred = letter.event
        if letter.withdrawn_on or not isinstance(deferred, Deferred) or deferred.on < cause.on:
            continue
        if deferred.on > result.due:
            result.flags.append("late_deferral")
        elif deferred.until > result.due:
            result.deferred, result.due = deferred, deferred.until
    return result


def _extend(
    result: Reckoning, round_: Round, spans: list[tuple[date, date]], calendar: WorkCalendar
) -> None:
    """Add each extension sent by the due day reached so far; a later one has no effect."""
    assert result.start is not None and result.due is not None
    longest = LONGEST_EXTENSION.length
    total = 0
    for letter in round_.sent("extended"):
        extended = letter.event
        if letter.withdrawn_on or not isinstance(extended, Extended):
            continue
        if extended.on < result.start:
            continue
        days = extended.workdays or longest
        if extended.on > result.due:
            result.flags.append("late_extension")
        elif total + days <= longest:
            total += days
            result.extensions.append(extended)
            result.due = _after(calendar, result.start, REPLY.length + total, spans)


def _after(
    calendar: WorkCalendar, start: date, count: int, spans: list[tuple[date, date]]
) -> date:
    """The count-th working day after a day, not counting days inside the spans (after, until]."""
    due = calendar.workday_after(start, count)
    for after, until in spans:
        begin = max(after, start)
        if begin >= due:
            break
        if until > begin:
            count += calendar.workdays_between(begin, until)
            due = calendar.workday_after(start, count)
    return due


# -- consultations ------------------------------------------------------------------------------


def _stops(
    round_: Round, calendar: WorkCalendar, stop_day: date | None
) -> tuple[list[Stop], list[str], bool]:
    """The stretches in which the clock stood still, flags, and whether one has no end yet.

    Only a consultation proved by its service, an answer or its return stops the clock.
    """
    stops: list[Stop] = []
    flags: list[str] = []
    endless = False
    for letter in round_.sent("consulted"):
        if not (letter.served_on or letter.answered_on or letter.returned_on):
            flags.append("consultation_unproven")
            continue
        until = consultation_end(letter, calendar)
        if until is None:
            flags.append("clock_stopped")
            until = stop_day
            endless = endless or stop_day is None
        if until is not None and until > letter.event.on:
            stops.append(Stop(letter.event.on, until, letter))
    return stops, list(dict.fromkeys(flags)), endless


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


def _union(stops: Sequence[Stop]) -> list[tuple[date, date]]:
    """Overlapping stretches as one; days are never deducted twice."""
    spans: list[tuple[date, date]] = []
    for after, until, _ in sorted(stops, key=lambda stop: stop[:2]):
        if spans and after <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(until, spans[-1][1]))
        else:
            spans.append((after, until))
    return spans


# -- the cautious date --------------------------------------------------------------------------


def arguable_receipt(round_: Round) -> date | None:
    """The earliest day that might be held the day of receipt; None where none was recorded."""
    received = round_.opening
    if not isinstance(received, Received):
        return None
    stamps = Stamps(
        received.submitted_on, received.arrived_on, received.confirmed_on, received.auto_confirmed
    )
    attempts = {event.on for event in round_.events if isinstance(event, ContactAttempted)}
    return earliest_arguable_day(received.channel, received.on, stamps, attempts)


def _cautious(round_: Round, legal: Reckoning, calendar: WorkCalendar) -> date | None:
    """The reply date if every open question went against the office; never after the legal one.

    A late supplement notice does not restart the term, a consultation deducts only the days
    after it was served, and receipt is the earliest day that can be argued.
    """
    no_restart = "late_supplement_notice" in legal.flags and round_.opening is not None
    if legal.due is None and not no_restart:
        return None
    reckoned = legal
    if no_restart and round_.opening is not None and not isinstance(legal.cause, FeePaid):
        reckoned = _run(round_, round_.opening, legal.stops, calendar)
    start = reckoned.start
    if isinstance(reckoned.cause, Received):
        start = arguable_receipt(round_)
    if start is None or (isinstance(reckoned.cause, Reopened) and reckoned.cause.due_by):
        return reckoned.due
    from_service = [
        Stop(stop.letter.served_on, stop.until, stop.letter)
        for stop in legal.stops
        if stop.letter.served_on and stop.letter.served_on < stop.until
    ]
    added = sum(e.workdays or LONGEST_EXTENSION.length for e in reckoned.extensions)
    day = _after(calendar, start, REPLY.length + added, _union(from_service))
    if reckoned.deferred:
        day = max(day, reckoned.deferred.until)
    return min(day, legal.due) if legal.due else day
