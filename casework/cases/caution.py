"""The cautious date: the reply date if the open questions of law went against the office.

A late supplement notice then does not restart the term, a consultation deducts only the days
after it was served, and receipt is the earliest day that can be argued (`law/readings.py` names
these readings). Whether an extension was sent in time stays judged by the legal date.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from casework.cases.events import Arrived, ContactAttempted, Received
from casework.cases.history import Round
from casework.cases.runs import Reckoning, after
from casework.cases.standstill import Standstill, union
from casework.law.calendar import WorkCalendar
from casework.law.receipt import DOUBTED_CHANNELS, Stamps, earliest_arguable_day
from casework.law.terms import REGULATION_IN_FORCE, REPLY

Reckon = Callable[[Round, WorkCalendar, Standstill], Reckoning]


def arguable_receipt(round_: Round) -> date | None:
    """The earliest day that might be held the day of receipt; None where none was recorded.

    Where a stamp is missing, the day on which the paper was recorded as arrived takes its place.
    """
    received = round_.opening
    if not isinstance(received, Received):
        return None
    if received.channel not in DOUBTED_CHANNELS:
        return received.on
    arrivals = (event.on for event in round_.events if isinstance(event, Arrived))
    came_on = min(arrivals, default=None)
    stamps = Stamps(
        received.submitted_on or came_on,
        received.arrived_on or came_on,
        received.confirmed_on,
        received.auto_confirmed,
    )
    attempts = {event.on for event in round_.events if isinstance(event, ContactAttempted)}
    arguable = earliest_arguable_day(received.channel, received.on, stamps, attempts)
    # What came in earlier would not be a matter of this regulation.
    return min(received.on, max(arguable, REGULATION_IN_FORCE))


def take_caution(
    round_: Round, legal: Reckoning, calendar: WorkCalendar, standstill: Standstill, reckon: Reckon
) -> None:
    """Fill in the cautious dates of a reckoning; they are never after the legal ones.

    `reckon` is the legal reckoning, asked again for the round as if no supplement had been
    requested where the request came too late.
    """
    legal.arguable = arguable_receipt(round_)
    doubted = legal
    if "late_supplement_notice" in legal.flags:
        doubted = reckon(_without_supplement(round_), calendar, standstill)
    start = legal.arguable if isinstance(doubted.cause, Received) else doubted.start
    base, due = _doubted(round_, doubted, start, calendar, standstill)
    legal.cautious_base, legal.cautious = _earlier(base, legal.base_due), _earlier(due, legal.due)


def _doubted(
    round_: Round,
    doubted: Reckoning,
    start: date | None,
    calendar: WorkCalendar,
    standstill: Standstill,
) -> tuple[date | None, date | None]:
    """The base and the reply date with the arguable start and the narrower stops."""
    moved = standstill.stops or start != doubted.start
    if start is None or doubted.due is None or round_.is_fixed or not moved:
        return doubted.base_due, doubted.due
    return _narrow(doubted, start, calendar)


def _narrow(doubted: Reckoning, start: date, calendar: WorkCalendar) -> tuple[date, date]:
    spans = union(
        (stop.letter.served_on, stop.until)
        for stop in doubted.stops
        if stop.letter.served_on and stop.letter.served_on < stop.until
    )
    base = after(calendar, start, REPLY.length, spans)
    due = after(calendar, start, REPLY.length + doubted.added, spans) if doubted.added else base
    return base, max(due, doubted.deferred.until) if doubted.deferred else due


def _earlier(cautious: date | None, legal: date | None) -> date | None:
    """The earlier one; where the doubted term waits, or the legal one does, the other."""
    return min(cautious, legal) if cautious and legal else cautious or legal


def _without_supplement(round_: Round) -> Round:
    """The same round as if no supplement had been asked for."""
    letters = {
        kind: sent for kind, sent in round_.letters.items() if kind != "supplement_requested"
    }
    return replace(round_, supplemented=None, letters=letters)
