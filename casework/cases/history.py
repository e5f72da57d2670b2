"""The history of a case: what its events add up to, letter by letter and round by round.

What cannot have happened (an answer before receipt, an opinion without a letter) is set aside
with the reason, and the rest is reckoned without it. Above 150 lines because a letter, its round
and the whole are read together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from casework.cases.events import (
    Closed,
    Consulted,
    Event,
    FeePaid,
    Received,
    Reopened,
    Supplemented,
)
from casework.cases.fields import LETTER

_LETTERS = frozenset(kind for kind, _ in LETTER)


@dataclass(slots=True)
class Letter:
    """A letter the office sent, and what became of it."""

    event: Event
    round: int
    ref: str
    served_on: date | None = None
    returned_on: date | None = None
    withdrawn_on: date | None = None
    answered_on: date | None = None
    """The first answer: supplement received, opinion received, fee paid."""
    ended_on: date | None = None
    """The day the office stopped waiting (征求意见终止)."""

    @property
    def came_back(self) -> bool:
        """Whether it was returned and has not been served since: it starts no term."""
        if self.returned_on is None:
            return False
        return self.served_on is None or self.served_on < self.returned_on

    @property
    def stands(self) -> bool:
        """Whether it was neither taken back nor returned to the office."""
        return self.withdrawn_on is None and not self.came_back


@dataclass(slots=True)
class Round:
    """One run at the application, from its receipt (or reopening) to its reply."""

    number: int
    opening: Received | Reopened | None
    events: list[Event] = field(default_factory=list)
    letters: dict[str, list[Letter]] = field(default_factory=dict)
    """The letters sent, by kind, each kind in order."""
    closed: Closed | None = None
    supplemented: Supplemented | None = None
    """The first supplement received, the one that starts the term anew."""
    refs: set[str] = field(default_factory=set)
    """The references of this round's consultations."""

    fee_paid: FeePaid | None = None
    """The first payment; it too starts the term anew."""

    @property
    def run_started_on(self) -> date:
        """The last event that starts the term anew: extensions are capped from there on."""
        starts = (self.opening, self.supplemented, self.fee_paid)
        return max((event.on for event in starts if event), default=date.min)

    @property
    def is_fixed(self) -> bool:
        """Whether a decision or judgment itself set the day; nothing moves it."""
        return type(self.opening) is Reopened and self.opening.due_by is not None

    def send(self, event: Event) -> None:
        """Take up a letter of the office."""
        letter = Letter(event, self.number, getattr(event, "ref", ""))
        self.letters.setdefault(event.kind, []).append(letter)
        if isinstance(event, Consulted):
            self.refs.add(event.ref)
        elif isinstance(event, Closed):
            self.closed = event
            if event.method == "handed_over":
                letter.served_on = event.on

    def sent(self, kind: str) -> Sequence[Letter]:
        """The letters of that kind sent in this round, in order."""
        return self.letters.get(kind, ())

    def letter(self, kind: str, ref: str, by: date) -> Letter | None:
        """The last letter of that kind (and reference, if one is given) sent by a day."""
        for letter in reversed(self.sent(kind)):
            if ref in ("", letter.ref) and letter.event.on <= by:
                return letter
        return None

    @property
    def supplement_notice(self) -> Letter | None:
        """The notice that counts: 补正 is asked for once, so the first that reached or may."""
        if "supplement_requested" not in self.letters:
            return None
        sent = [letter for letter in self.sent("supplement_requested") if not letter.withdrawn_on]
        return next((letter for letter in sent if letter.stands), sent[0] if sent else None)

    @property
    def fee_notice(self) -> Letter | None:
        """The fee notice that stands, if one was sent."""
        if "fee_notified" not in self.letters:
            return None
        sent = [letter for letter in self.sent("fee_notified") if not letter.withdrawn_on]
        return sent[-1] if sent else None


@dataclass(frozen=True, slots=True)
class Objection:
    """An event that cannot stand, and the sentence that says why and what to do."""

    event: Event
    reason: str


@dataclass(slots=True)
class History:
    """What stands of a case's record."""

    received: Received | None
    today: date | None
    lost_receipt: bool
    """Whether a receipt was recorded and annulled; without another the case is void."""
    rounds: list[Round] = field(default_factory=lambda: [Round(1, None)])
    objections: list[Objection] = field(default_factory=list)

    @property
    def current(self) -> Round:
        """The round that the office is working on, or worked on last."""
        return self.rounds[-1]

    @property
    def events(self) -> list[Event]:
        """Every event that stands, in the order in which it happened."""
        return [event for round_ in self.rounds for event in round_.events]

    def is_past(self, day: date | None) -> bool:
        """Whether a day lies behind today; never where no today was given."""
        return day is not None and self.today is not None and self.today > day

    def letter(self, kind: str, ref: str, by: date) -> Letter | None:
        """The last letter of that kind (and reference, if one is given) sent by a day."""
        for round_ in reversed(self.rounds):
            if found := round_.letter(kind, ref, by):
                return found
        return None

    def add(self, event: Event) -> None:
        """Take up an event to which there is no objection."""
        kind = event.kind
        if kind in _STARTS:
            self._start(event)
        round_ = self.rounds[-1]
        round_.events.append(event)
        if kind in _LETTERS:
            round_.send(event)
        elif kind in _TELLING:
            self._follow(event, *_TELLING[kind])

    def _start(self, event: Event) -> None:
        """Take up what begins a round, or a new run of its term."""
        current = self.current
        if isinstance(event, Received):
            current.opening = event
        elif isinstance(event, Reopened):
            self.rounds.append(Round(len(self.rounds) + 1, event))
        elif isinstance(event, Supplemented) and current.supplemented is None:
            current.supplemented = event
        elif isinstance(event, FeePaid) and current.fee_paid is None:
            current.fee_paid = event

    def _follow(self, event: Event, of: str, mark: str) -> None:
        """Note on a letter what an event tells of it."""
        kind = of or getattr(event, "of", "")
        letter = self.letter(kind, getattr(event, "ref", ""), event.on)
        if letter is None:
            return
        served_again = mark == "served_on" and letter.came_back
        if getattr(letter, mark) is None or served_again:
            setattr(letter, mark, event.on)


_STARTS = frozenset({"received", "reopened", "supplemented", "fee_paid"})
_TELLING = {
    "supplemented": ("supplement_requested", "answered_on"),
    "opinion_received": ("consulted", "answered_on"),
    "fee_paid": ("fee_notified", "answered_on"),
    "consultation_ended": ("consulted", "ended_on"),
    "served": ("", "served_on"),
    "undelivered": ("", "returned_on"),
    "notice_withdrawn": ("", "withdrawn_on"),
}
"""What tells about a letter: about which (none: the event says so itself), and what it tells."""
