"""The reply clock of one round: where it starts, when it stands still, when it runs out.

Each choice made here where the law is open is named in `law/readings.py`; the cautious date takes
the other reading wherever that one is earlier.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from casework.cases.events import (
    ContactAttempted,
    Deferred,
    Event,
    Extended,
    FeePaid,
    Received,
    Reopened,
    Supplemented,
    SupplementRequested,
)
from casework.cases.history import Letter, Round
from casework.cases.standstill import Span, Standstill, Stop, stand_still, union
from casework.law.calendar import WorkCalendar
from casework.law.receipt import Stamps, earliest_arguable_day
from casework.law.terms import LONGEST_EXTENSION, REPLY, SUPPLEMENT_NOTICE


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
    term_end: date | None = None
    """The last day with extensions, before a deferral."""
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
    stop_day = round_.closed.on if round_.closed else today
    standstill = stand_still(round_, calendar, stop_day)
    result = _reckon(round_, calendar, standstill)
    result.cautious = _cautious(round_, result, calendar, standstill)
    return result


def _reckon(round_: Round, calendar: WorkCalendar, standstill: Standstill) -> Reckoning:
    """The reckoning as the followed readings have it."""
    flags = list(standstill.flags)
    starts: list[Event] = [event for event in (round_.opening, round_.supplemented) if event]
    notice = supplement_notice(round_)
    waiting = "supplement" if notice and not round_.supplemented else ""
    if notice and notice_is_late(round_, notice, calendar):
        flags.append("late_supplement_notice")
    fee = fee_notice(round_)
    fee_due = None
    if fee:
        fee_due, in_time = _judge_fee_notice(round_, fee, starts, standstill, calendar)
        if not in_time:
            flags.append("late_fee_notice")
        elif fee.answered_on is None:
            waiting = waiting or "fee"
        else:
            starts.extend(event for event in round_.events if isinstance(event, FeePaid))
    result = _last_run(round_, starts, standstill, calendar)
    result.flags[:0] = flags
    result.waiting_for = waiting or ("opinion" if standstill.endless else "")
    if result.waiting_for:
        result.base_due = result.due = None
    result.fee_notice_due = fee_due if fee else result.due
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


def fee_notice(round_: Round) -> Letter | None:
    """The fee notice that stands, if one was sent in this round."""
    sent = [letter for letter in round_.sent("fee_notified") if not letter.withdrawn_on]
    return sent[-1] if sent else None


def _judge_fee_notice(
    round_: Round,
    fee: Letter,
    starts: Sequence[Event],
    standstill: Standstill,
    calendar: WorkCalendar,
) -> tuple[date | None, bool]:
    """By when the fee notice had to go out, and whether it did (收费办法第六条).

    It belongs to the run of the term in which it was sent; while a supplement is awaited no term
    runs, so it cannot be late.
    """
    sent_on = fee.event.on
    notice = supplement_notice(round_)
    if notice and notice.event.on <= sent_on:
        supplemented = round_.supplemented
        if supplemented is None or supplemented.on > sent_on:
            return None, True
    begun = [event for event in starts if event.on <= sent_on]
    if not begun:
        return None, True
    due = _run(round_, begun[-1], standstill, calendar, by=sent_on).due
    return due, due is None or sent_on <= due


# -- one run of the term ------------------------------------------------------------------------


def _last_run(
    round_: Round, starts: Sequence[Event], standstill: Standstill, calendar: WorkCalendar
) -> Reckoning:
    """The run that the latest start began; none where a fragment shows no start."""
    if not starts:
        return Reckoning(stops=standstill.stops)
    return _run(round_, max(starts, key=lambda event: event.on), standstill, calendar)


def _run(
    round_: Round,
    cause: Event,
    standstill: Standstill,
    calendar: WorkCalendar,
    by: date | None = None,
) -> Reckoning:
    """Twenty working days after the cause, less the stops, plus extensions and a deferral.

    With `by`, only the extensions and deferrals sent by that day.
    """
    result = Reckoning(cause.on, cause, standstill.stops)
    if isinstance(cause, Reopened) and cause.due_by is not None:
        result.base_due = result.due = cause.due_by
        return result
    result.base_due = _after(calendar, cause.on, REPLY.length, standstill.spans)
    result.due = result.base_due
    sent = [letter.event for letter in round_.letters if not letter.withdrawn_on]
    sent = [event for event in sent if event.on >= cause.on and (by is None or event.on <= by)]
    _extend(result, [e for e in sent if isinstance(e, Extended)], standstill, calendar)
    result.term_end = result.due
    _defer(result, [e for e in sent if isinstance(e, Deferred)])
    if result.deferred and not any(event.kind == "reasons_given" for event in round_.events):
        result.flags.append("deferred_without_reasons")
    return result


def _extend(
    result: Reckoning, sent: list[Extended], standstill: Standstill, calendar: WorkCalendar
) -> None:
    """Add each extension sent by the due day reached so far; a later one has no effect."""
    assert result.start is not None
    assert result.due is not None
    longest = LONGEST_EXTENSION.length
    total = 0
    for extended in sent:
        days = extended.workdays or longest
        if extended.on > result.due:
            result.flags.append("late_extension")
        elif total + days <= longest:
            total += days
            result.extensions.append(extended)
            result.due = _after(calendar, result.start, REPLY.length + total, standstill.spans)


def _defer(result: Reckoning, sent: list[Deferred]) -> None:
    assert result.due is not None
    for deferred in sent:
        if deferred.on > result.due:
            result.flags.append("late_deferral")
        elif result.deferred is None or deferred.until > result.deferred.until:
            result.deferred = deferred
            result.due = max(result.due, deferred.until)


def _after(calendar: WorkCalendar, start: date, count: int, spans: list[Span]) -> date:
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


def _cautious(
    round_: Round, legal: Reckoning, calendar: WorkCalendar, standstill: Standstill
) -> date | None:
    """The reply date if every open question went against the office; never after the legal one.

    A late supplement notice does not restart the term, a consultation deducts only the days
    after it was served, and receipt is the earliest day that can be argued.
    """
    reckoned = legal
    if "late_supplement_notice" in legal.flags:
        reckoned = _reckon(_without_supplement(round_), calendar, standstill)
    start = reckoned.start
    if isinstance(reckoned.cause, Received):
        start = arguable_receipt(round_)
    if start is None or reckoned.due is None or is_fixed(reckoned.cause):
        return reckoned.due
    from_service = union(
        (stop.letter.served_on, stop.until)
        for stop in standstill.stops
        if stop.letter.served_on and stop.letter.served_on < stop.until
    )
    added = sum(e.workdays or LONGEST_EXTENSION.length for e in reckoned.extensions)
    day = _after(calendar, start, REPLY.length + added, from_service)
    if reckoned.deferred:
        day = max(day, reckoned.deferred.until)
    return min(day, legal.due) if legal.due else day


def _without_supplement(round_: Round) -> Round:
    """The same round as if no supplement had been asked for."""
    return replace(
        round_,
        events=[event for event in round_.events if not isinstance(event, Supplemented)],
        letters=[x for x in round_.letters if not isinstance(x.event, SupplementRequested)],
    )


def is_fixed(cause: Event | None) -> bool:
    """Whether a decision or judgment itself set the day; no extension or stop moves it."""
    return isinstance(cause, Reopened) and cause.due_by is not None
