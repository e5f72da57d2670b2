"""One invented case, told day by day.

Above 150 lines because a case is invented in one go, each step from the days of the step before.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.witness.days import ONE_DAY, issued_by
from tests.witness.history import Event, on
from tests.witness.reckoning import reckon

FIRST_RECEIPT = date(2019, 5, 15)
LAST_RECEIPT = date(2026, 10, 20)
CALENDAR = issued_by()

CHANNELS = ("in_person", "post_signed", "ordinary_mail", "internet", "fax", "oral", "forwarded")
PARTIES = ("third_party", "co_author", "other_agency")
METHODS = ("handed_over", "proxy", "post", "internet", "fax", "none")
OUTCOMES = (
    "granted",
    "granted_in_part",
    "refused.state_secret",
    "refused.third_party_rights",
    "refused.deliberative",
    "refused.special_access",
    "unavailable.not_held",
    "unavailable.must_be_created",
    "not_processed.petition",
    "not_processed.repeated",
)
LAPSED = {"supplement": "other.not_supplemented", "fee_payment": "other.fee_unpaid"}


class Story:
    """A case while it is being invented."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.events: list[tuple[date, int, Event]] = []
        self.number = 1
        self.start = FIRST_RECEIPT
        self.refs = 0
        self.closed_on: date | None = None
        self.waits_for: str | None = None
        self.busy_until = self.last_letter = FIRST_RECEIPT
        self.fixed = False

    def told(self) -> list[Event]:
        """The events by day."""
        return [event for _, _, event in sorted(self.events, key=lambda e: e[:2])]

    def add(self, day: date, kind: str, **fields: Any) -> date:
        """Something happens on a day."""
        event = {"kind": kind, "on": day.isoformat(), **fields}
        self.events.append((day, len(self.events), event))
        return day

    def maybe(self, chance: float) -> bool:
        return self.rng.random() < chance

    def around(self, day: date, earliest: date) -> date:
        """A day near a limit, mostly on it or beside it."""
        shift = self.rng.choice([0, 0, 0, 1, 1, -1, -1, -2, 2, -5, 4])
        return max(day + timedelta(days=shift), earliest)

    def later(self, day: date, at_most: int) -> date:
        return day + timedelta(days=self.rng.randint(0, at_most))

    def due(self) -> date:
        """The reply day so far, or some day when there is none."""
        return self.reply() or self.later(self.start, 60)

    def reply(self) -> date | None:
        """The reply day so far."""
        return self.reckoned("reply")

    def reckoned(self, name: str) -> date | None:
        """A deadline of the round that is being told."""
        suffix = "" if self.number == 1 else f"#round{self.number}"
        found = reckon({"events": self.told()}).get(name + suffix)
        return date.fromisoformat(found) if found else None

    # --- round by round -----------------------------------------------------------------

    def receive(self) -> None:
        """The receipt, often shortly before a long holiday, sometimes corrected."""
        span = (LAST_RECEIPT - FIRST_RECEIPT).days
        day = FIRST_RECEIPT + timedelta(days=self.rng.randint(0, span))
        if self.maybe(0.4):
            near = self.rng.choice(sorted(d for d in CALENDAR.off if d > FIRST_RECEIPT))
            near -= timedelta(days=self.rng.randint(0, 35))
            day = min(max(near, FIRST_RECEIPT), LAST_RECEIPT)
        channel = self.rng.choice(CHANNELS)
        if self.maybe(0.05):
            self.add(day, "received", channel=channel)
            self.add(day, "annulled", target=1, reason="登记有误")
            day += timedelta(days=1)
        self.start = self.busy_until = self.add(day, "received", channel=channel)

    def reopen(self) -> None:
        """The reply is set aside after some weeks."""
        assert self.closed_on is not None
        day = self.later(max(self.closed_on, self.busy_until) + timedelta(days=40), 120)
        fields: dict[str, Any] = {}
        if self.maybe(0.25):
            fields["due_by"] = self.later(day + timedelta(days=5), 40).isoformat()
        ground = self.rng.choice(["reconsideration", "litigation", "own_motion"])
        self.add(day, "reopened", ground=ground, **fields)
        self.number, self.start, self.busy_until = self.number + 1, day, day
        self.closed_on = self.waits_for = None
        self.fixed = "due_by" in fields

    def work_round(self) -> None:
        """What the office does until it answers, or leaves undone."""
        if self.maybe(0.3):
            self.add(self.later(self.start, 3), "routed")
        if not self.fixed:
            self.ask_and_extend()
        if self.maybe(0.75):
            self.close()

    def ask_and_extend(self) -> None:
        """Everything that moves the clock; the order matters little, the days decide."""
        if self.number == 1:
            self.perhaps(0.1, lambda: self.extend(early=True))
            self.perhaps(0.35, self.supplement)
        for _ in range(self.rng.choice([0, 0, 0, 1, 1, 2, 3])):
            self.consult()
        self.perhaps(0.2, self.charge)
        self.perhaps(0.4, lambda: self.extend(early=False))
        self.perhaps(0.08, self.defer)

    def perhaps(self, chance: float, act: Callable[[], None]) -> None:
        """Do it with that chance, unless the case waits for the applicant."""
        if self.waits_for is None and self.maybe(chance):
            act()

    # --- notices ------------------------------------------------------------------------

    def supplement(self) -> None:
        """A notice around the seventh day; in time, late, very late, unanswered, taken back."""
        seventh = CALENDAR.after(self.start, 7)
        day = self.around(seventh, self.start)
        if self.maybe(0.3):
            day = self.later(self.start, 12)
        fields: dict[str, Any] = {"respond_workdays": self.rng.choice([5, 10, 15])}
        if self.maybe(0.2):
            fields = {"respond_by": self.later(day + timedelta(days=10), 20).isoformat()}
        self.add(day, "supplement_requested", **fields)
        served = self.deliver("supplement_requested", day)
        came = self.later(max(day, served or day), 30)
        self.busy_until = max(self.busy_until, day)
        if self.maybe(0.7):
            self.add(came, "supplemented")
            self.busy_until = max(self.busy_until, came)
        elif self.maybe(0.3):
            self.add(came, "notice_withdrawn", of="supplement_requested", reason="无需补正")
            self.busy_until = max(self.busy_until, came)
        else:
            self.waits_for = "supplement"

    def charge(self) -> None:
        """A fee notice around the reply day or long before; paid, unpaid or waived."""
        earliest = max(self.busy_until, self.last_letter)
        day = self.later(earliest, 12)
        if self.maybe(0.4):
            day = self.around(self.due(), earliest)
        self.add(day, "fee_notified")
        served = self.deliver("fee_notified", day) or day
        paid = self.later(served, 40)
        if self.maybe(0.6):
            self.busy_until = self.add(paid, "fee_paid")
        elif self.maybe(0.3):
            self.busy_until = self.add(paid, "notice_withdrawn", of="fee_notified", reason="免收")
        else:
            self.waits_for = "fee_payment"
            self.busy_until = day

    def deliver(self, of: str, day: date, **fields: Any) -> date | None:
        """The letter arrives, comes back, or nobody recorded anything."""
        how = self.rng.choice(["served", "served", "served", "undelivered", "nothing"])
        if how == "nothing":
            return None
        arrived = self.later(day, 6)
        self.add(arrived, how, of=of, **fields)
        return arrived if how == "served" else None

    def extend(self, *, early: bool) -> None:
        """One notice or two, by the reply day, beside it or long before it."""
        plans: list[list[int | None]] = [[20], [20], [10, 10], [5, 15], [15, 10], [None], [7]]
        plan = self.rng.choice(plans)
        for workdays in plan:
            day = self.later(self.busy_until, 6)
            if not early:
                day = self.around(self.due(), self.busy_until)
            fields = {} if workdays is None else {"workdays": workdays}
            self.busy_until = self.add(day, "extended", **fields)
        # With several extensions nobody knows which one a withdrawal means.
        if len([1 for _, _, e in self.events if e["kind"] == "extended"]) == 1 and self.maybe(0.1):
            day = self.later(self.busy_until, 5)
            self.busy_until = self.add(day, "notice_withdrawn", of="extended", reason="无需延期")

    def defer(self) -> None:
        """A reasonable time under article 35."""
        day = self.around(self.due() - timedelta(days=3), self.busy_until)
        until = self.later(day + ONE_DAY, 90).isoformat()
        self.busy_until = self.add(day, "deferred", until=until)

    def consult(self) -> None:
        """A letter to somebody, with proof or without, that ends in one of many ways."""
        self.refs += 1
        ref = str(self.refs)
        day = self.later(self.start, 18)
        if self.maybe(0.25):
            day = self.around(self.due(), self.start)
        self.add(day, "consulted", ref=ref, party=self.rng.choice(PARTIES))
        self.last_letter = max(self.last_letter, day)
        served = self.deliver("consulted", day, ref=ref)
        end = self.later(max(on(self.events[-1][2]), day), 40)
        if served is not None and self.maybe(0.3):
            end = self.around(CALENDAR.after(served, 15), served)
        way = self.rng.choice(["opinion", "opinion", "ended", "withdrawn", "nothing", "nothing"])
        if way == "opinion":
            self.add(end, "opinion_received", ref=ref)
        elif way == "ended":
            self.add(end, "consultation_ended", ref=ref)
        elif way == "withdrawn":
            self.add(end, "notice_withdrawn", of="consulted", ref=ref, reason="不再需要")

    # --- the end ------------------------------------------------------------------------

    def close(self) -> None:
        """The answer, around the reply day or before it, and its delivery."""
        past = max(day for day, _, _ in self.events)
        day = self.around(self.due(), past) if self.maybe(0.6) else self.later(past, 15)
        fields: dict[str, Any] = {"outcome": self.rng.choice(OUTCOMES)}
        lapse = self.lapse()
        if lapse is not None:
            day = self.later(max(past, lapse + ONE_DAY), 10)
            fields = {"outcome": LAPSED[str(self.waits_for)]}
        elif self.maybe(0.08) or self.reply() is None:
            fields = {"outcome": "other.other", "reason": "withdrawn"}
            self.add(day, "withdrawn", scope="all")
        method = self.rng.choice(METHODS)
        self.closed_on = self.busy_until = self.add(day, "closed", method=method, **fields)
        if method not in {"handed_over", "none"} and self.maybe(0.8):
            how = "served" if self.maybe(0.9) else "undelivered"
            self.busy_until = self.add(self.later(day, 12), how, of="closed")

    def lapse(self) -> date | None:
        """When the term the case waits for runs out, if it waits for one that runs."""
        end = self.reckoned(self.waits_for) if self.waits_for else None
        return end if self.reply() is None else None
