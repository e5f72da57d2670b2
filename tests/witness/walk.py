"""One round of the reply term, walked day after day with a counter."""

from dataclasses import dataclass, field
from datetime import date

from tests.witness.days import ONE_DAY, Days
from tests.witness.history import Event, Round, on

ANSWERS = {"supplemented": "supplement_requested", "fee_paid": "fee_notified"}


@dataclass
class Run:
    """Where the counter stands; a restart begins a new run.

    `counted` lists the days that count, `limit` says how many the office has.
    """

    counted: list[date] = field(default_factory=list)
    limit: int = 20
    until: date | None = None

    def base(self) -> date | None:
        """The day the 20 working days end, once it is reached."""
        return self.counted[19] if len(self.counted) >= 20 else None

    def term(self) -> date | None:
        """The day the term ends with the extensions so far, once it is reached."""
        return self.counted[self.limit - 1] if len(self.counted) >= self.limit else None

    def reply(self) -> date | None:
        """The same with the deferral."""
        term = self.term()
        return term and max(term, self.until or term)


@dataclass
class Clock:
    """The run that is counted and what it waits for.

    `effective` collects the seqs of the notices that came in time. A clock that has `decided`
    reads them instead: the cautious walk doubts days, not notices (the other reading of E15).
    """

    effective: set[int]
    decided: bool
    run: Run = field(default_factory=Run)
    awaited: set[str] = field(default_factory=set)
    arrived: set[str] = field(default_factory=set)

    def in_time(self, event: Event, end: date | None) -> bool:
        """Whether the notice was sent by that end; none is missed while it waits."""
        missed = not self.awaited and end is not None and end < on(event)
        if not self.decided and not missed:
            self.effective.add(event["seq"])
        return event["seq"] in self.effective

    def wait_or_restart(self, event: Event) -> None:
        """A notice begins the waiting; what it asked for ends it, once, with a new run."""
        kind = event["kind"]
        if kind in ANSWERS.values() and kind not in self.arrived:
            # A supplement may be asked for at any time, a fee only within the reply term.
            if kind == "supplement_requested" or self.in_time(event, self.run.reply()):
                self.awaited.add(kind)
        elif ANSWERS.get(kind) in self.awaited:
            self.awaited.remove(ANSWERS[kind])
            self.arrived.add(ANSWERS[kind])
            self.run = Run()

    def see(self, happened: list[Event]) -> None:
        """The events of one day; a restart goes before an extension of the same day."""
        for event in happened:
            self.wait_or_restart(event)
        for event in happened:
            self.lengthen(event)

    def lengthen(self, event: Event) -> None:
        """An extension or a deferral moves the end of the run in which it was sent."""
        if event["kind"] == "extended":
            workdays = event.get("workdays", 20)
            if self.run.limit + workdays <= 40 and self.in_time(event, self.run.term()):
                self.run.limit += workdays
        elif event["kind"] == "deferred" and self.in_time(event, self.run.reply()):
            until = date.fromisoformat(event["until"])
            self.run.until = max(self.run.until or until, until)


def walk(
    part: Round, days: Days, still: set[date], effective: set[int], *, decided: bool = False
) -> Run | None:
    """The run that ends the round; None when the history ends in waiting."""
    assert part.opener is not None
    start = day = on(part.opener)
    clock = Clock(effective, decided)
    last = max([start] + [on(event) for event in part.events])
    happened: dict[date, list[Event]] = {}
    for event in part.events:
        happened.setdefault(on(event), []).append(event)
    while True:
        if day > start and days.works(day) and day not in still:
            clock.run.counted.append(day)
        clock.see(happened.get(day, []))
        if day >= last and (clock.awaited or clock.run.term()):
            return None if clock.awaited else clock.run
        day += ONE_DAY
