"""What if: the dates a case would have, were some things to happen on days still to come.

The supposed events are laid upon the record and reckoned with it; nothing is recorded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casework.cases.deadlines import Reckoned, deadlines
from casework.cases.events import (
    Consulted,
    Event,
    Extended,
    FeeNotified,
    FeePaid,
    OpinionReceived,
    Served,
    Supplemented,
    SupplementRequested,
)
from casework.cases.history import History, Objection
from casework.law.calendar import WorkCalendar

_REF = "拟发"


@dataclass(frozen=True, slots=True)
class Supposition:
    """The days on which things might happen; None where nothing is supposed.

    `letter` is a kind of consulted party for a letter still to be sent, or the reference of one
    already out, of which then only service and answer are supposed.
    """

    letter: str = ""
    letter_sent: date | None = None
    letter_served: date | None = None
    letter_answered: date | None = None
    supplement_sent: date | None = None
    supplement_answered: date | None = None
    extended_on: date | None = None
    extended_workdays: int | None = None
    fee_sent: date | None = None
    fee_paid: date | None = None

    def days(self) -> list[date]:
        """Every supposed day."""
        told = (getattr(self, name) for name in self.__slots__)
        return [value for value in told if isinstance(value, date)]


@dataclass(frozen=True, slots=True)
class Supposed:
    """What the supposed would add up to, and which of it could not happen."""

    reckoned: Reckoned
    objections: tuple[Objection, ...]
    on: date
    """The day on which the supposed case is looked at: when the last of it has happened."""


def suppose(
    events: Sequence[Event], supposition: Supposition, calendar: WorkCalendar, today: date
) -> Supposed:
    """Reckon a case as if the supposed had happened too; raises OutsideCalendar."""
    last = max((event.seq for event in events), default=0)
    on = max([today, *supposition.days()])
    added = [
        replace(event, seq=place)
        for place, event in enumerate(_events(supposition, _free_ref(events)), last + 1)
    ]
    reckoned = deadlines([*events, *added], calendar, on)
    before = {each.event.seq for each in deadlines(events, calendar, today).inadmissible}
    new = tuple(each for each in reckoned.inadmissible if each.event.seq not in before)
    return Supposed(reckoned, new, on)


def open_letters(history: History) -> list[Consulted]:
    """The consultations of the current round whose answer is still owed."""
    return [
        letter.event
        for letter in history.current.sent("consulted")
        if isinstance(letter.event, Consulted)
        and letter.stands
        and not (letter.answered_on or letter.ended_on)
    ]


def _free_ref(events: Sequence[Event]) -> str:
    """A reference that no letter of the case bears."""
    used = {event.ref for event in events if isinstance(event, Consulted)}
    free = (f"{_REF}{number}" for number in range(2, len(used) + 3))
    return _REF if _REF not in used else next(ref for ref in free if ref not in used)


def _events(given: Supposition, free_ref: str) -> Iterator[Event]:
    yield from _letter(given, free_ref)
    if given.supplement_sent:
        yield SupplementRequested(on=given.supplement_sent)
    if given.supplement_answered:
        yield Supplemented(on=given.supplement_answered)
    if given.extended_on:
        yield Extended(on=given.extended_on, workdays=given.extended_workdays)
    if given.fee_sent:
        yield FeeNotified(on=given.fee_sent)
    if given.fee_paid:
        yield FeePaid(on=given.fee_paid)


def _letter(given: Supposition, free_ref: str) -> Iterator[Event]:
    ref = given.letter
    if given.letter_sent:
        ref = free_ref
        yield Consulted(on=given.letter_sent, ref=ref, party=given.letter)
    if given.letter_served:
        yield Served(on=given.letter_served, of="consulted", ref=ref)
    if given.letter_answered:
        yield OpinionReceived(on=given.letter_answered, ref=ref)
