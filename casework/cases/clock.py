"""The reply clock of one round: where it starts, what it waits for, when it runs out.

Each choice made here where the law is open is named in `law/readings.py`.
"""

from collections.abc import Sequence
from datetime import date

from casework.cases.caution import take_caution
from casework.cases.events import Event
from casework.cases.history import Letter, Round
from casework.cases.runs import Reckoning, run
from casework.cases.standstill import Standstill, stand_still
from casework.law.calendar import WorkCalendar
from casework.law.terms import SUPPLEMENT_NOTICE


def reckon_reply(round_: Round, calendar: WorkCalendar, today: date | None) -> Reckoning:
    """The reply date of a round, by the notices that the given calendar knows.

    `today` stands in for an opinion that another agency still owes; in a closed round the day of
    closing does.
    """
    standstill = stand_still(round_, calendar, today)
    result = _reckon(round_, calendar, standstill)
    take_caution(round_, result, calendar, standstill, _reckon)
    return result


def notice_is_late(round_: Round, notice: Letter, calendar: WorkCalendar) -> bool:
    """Whether the supplement notice went out after its seven working days (条例第三十条)."""
    opening = round_.opening
    if opening is None:
        return False
    return notice.event.on > calendar.workday_after(opening.on, SUPPLEMENT_NOTICE.length)


def _reckon(round_: Round, calendar: WorkCalendar, standstill: Standstill) -> Reckoning:
    """The reckoning as the followed readings have it."""
    if round_.is_fixed and round_.opening is not None:
        return _fixed(round_, standstill, calendar)
    flags = list(standstill.flags)
    starts: list[Event] = [event for event in (round_.opening, round_.supplemented) if event]
    waiting = _wait_for_supplement(round_, standstill, calendar, flags)
    fee_run = _take_fee(round_, starts, standstill, calendar, flags)
    if _fee_is_awaited(round_, flags):
        waiting = waiting or "fee"
    result = _last_run(round_, starts, standstill, calendar)
    result.flags[:0] = flags
    result.fee_run = fee_run if round_.fee_notice else result
    result.waiting_for = waiting or ("opinion" if standstill.endless else "")
    if _is_overtaken(round_, result):
        result.flags.append("extension_before_restart")
    if result.waiting_for:
        result.base_due = result.term_end = result.due = None
    return result


def _is_overtaken(round_: Round, result: Reckoning) -> bool:
    """Whether a longer time was told that the term, begun anew since or to begin, leaves out."""
    begins_anew = result.waiting_for in ("supplement", "fee") and round_.closed is None
    return any(
        begins_anew or (result.start is not None and letter.event.on < result.start)
        for kind in ("extended", "deferred")
        for letter in round_.sent(kind)
        if letter.withdrawn_on is None
    )


def _fixed(round_: Round, standstill: Standstill, calendar: WorkCalendar) -> Reckoning:
    """A round whose day a decision set: nothing moves it, and what was tried is said."""
    assert round_.opening is not None
    result = run(round_, round_.opening, standstill, calendar)
    movers = ("extended", "deferred", "supplement_requested", "fee_notified", "consulted")
    if any(kind in round_.letters for kind in movers):
        result.flags.append("fixed_by_decision")
    return result


def _wait_for_supplement(
    round_: Round, standstill: Standstill, calendar: WorkCalendar, flags: list[str]
) -> str:
    notice = round_.supplement_notice
    if notice is None:
        return ""
    if notice_is_late(round_, notice, calendar):
        flags.append("late_supplement_notice")
        assert round_.opening is not None
        before = run(round_, round_.opening, standstill, calendar, by=notice.event.on)
        if before.due and notice.event.on > before.due:
            flags.append("supplement_notice_after_term")
    return "" if round_.supplemented else "supplement"


def _take_fee(
    round_: Round,
    starts: list[Event],
    standstill: Standstill,
    calendar: WorkCalendar,
    flags: list[str],
) -> Reckoning | None:
    """The run in which the fee notice had to go out; a payment of one in time starts another."""
    fee = round_.fee_notice
    if fee is None:
        return None
    found = _run_at(round_, fee.event.on, starts, standstill, calendar)
    if found and found.due and fee.event.on > found.due:
        flags.append("late_fee_notice")
    elif fee.answered_on and round_.fee_paid:
        starts.append(round_.fee_paid)
    return found


def _fee_is_awaited(round_: Round, flags: Sequence[str]) -> bool:
    fee = round_.fee_notice
    return fee is not None and fee.answered_on is None and "late_fee_notice" not in flags


def _run_at(
    round_: Round,
    day: date,
    starts: Sequence[Event],
    standstill: Standstill,
    calendar: WorkCalendar,
) -> Reckoning | None:
    """The run of the term on a day; none while a supplement is awaited."""
    notice, supplemented = round_.supplement_notice, round_.supplemented
    if notice and notice.event.on <= day and (supplemented is None or supplemented.on > day):
        return None
    begun = [event for event in starts if event.on <= day]
    return run(round_, begun[-1], standstill, calendar, by=day) if begun else None


def _last_run(
    round_: Round, starts: Sequence[Event], standstill: Standstill, calendar: WorkCalendar
) -> Reckoning:
    """The run that the latest start began; none where a fragment shows no start."""
    if not starts:
        return Reckoning(round=round_, stops=standstill.stops)
    latest = max(starts, key=lambda event: event.on) if len(starts) > 1 else starts[0]
    return run(round_, latest, standstill, calendar)
