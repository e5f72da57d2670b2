"""What happens to one invented case, told day by day as a clerk would record it.

Above 150 lines because a case is invented in one go, each step from the day of the step before.
Days only move on, so an event's place in the list is its place in the record.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from casework.cases.disputes import Decided, DisputeEvent, Filed
from casework.cases.events import Event
from casework.cases.parsing import events_from_list
from casework.desk.simulation.words import person
from casework.law.calendar import WorkCalendar
from casework.law.terms import FEE_MEASURES_IN_FORCE, FEE_PAYMENT, THIRD_PARTY_OPINION

Weights = Mapping[str, float]

_APPLICANTS: Weights = {
    "natural_person": 88,
    "commercial": 7,
    "research": 0.5,
    "public_welfare": 1,
    "legal_service": 2,
    "other": 1.5,
}
_CHANNELS: Weights = {
    "internet": 55,
    "post_signed": 24,
    "in_person": 12,
    "ordinary_mail": 4,
    "fax": 2,
    "oral": 1,
    "forwarded": 2,
}
_OUTCOMES: Weights = {
    "granted": 38,
    "granted_in_part": 9,
    "refused.state_secret": 0.3,
    "refused.forbidden_by_law": 0.5,
    "refused.endangers_safety": 0.2,
    "refused.third_party_rights": 2,
    "refused.internal_affairs": 1,
    "refused.deliberative": 2.5,
    "refused.enforcement_file": 2,
    "refused.special_access": 2,
    "unavailable.not_held": 27,
    "unavailable.must_be_created": 1.5,
    "not_processed.petition": 4,
    "not_processed.repeated": 2,
    "not_processed.published_work": 0.2,
    "not_processed.excessive": 0.3,
    "not_processed.reconfirmation": 0.5,
    "other.other": 7,
}
_REASONS: Weights = {"withdrawn": 6, "not_government_information": 3, "other": 1}
_METHODS: Weights = {"post": 55, "internet": 32, "handed_over": 11, "proxy": 1, "fax": 1}
_PARTIES: Weights = {"third_party": 6, "other_agency": 3, "co_author": 1}
_DISPUTES: Weights = {
    "reconsideration": 7,
    "litigation_direct": 2,
    "litigation_after_reconsideration": 1,
}
_RESULTS: Weights = {"upheld": 60, "overturned": 15, "other": 25}
_SUPPLEMENT_WORKDAYS = 10


@dataclass(frozen=True, slots=True)
class Story:
    """An invented case: its record, and that of the dispute about it, if there is one."""

    events: list[Event]
    dispute: list[DisputeEvent]


def invent_story(
    rng: Random, case_id: int, received_on: date, calendar: WorkCalendar, until: date
) -> Story:
    """A case received on that day, as far as it has come by another."""
    teller = _Teller(rng, calendar, received_on)
    teller.come_in()
    teller.first_round()
    teller.aftermath(case_id)
    told = [event for event in teller.told if event["on"] <= until.isoformat()]
    return Story(events_from_list(told), [e for e in teller.dispute if e.on <= until])


class _Teller:
    """A case while it is being invented; `now` is the day the story has come to."""

    def __init__(self, rng: Random, calendar: WorkCalendar, received_on: date) -> None:
        self.rng = rng
        self.calendar = calendar
        self.received_on = self.now = received_on
        self.told: list[dict[str, Any]] = []
        self.dispute: list[DisputeEvent] = []
        self.outcome = ""
        """What the course of the case decides; “” leaves it to chance."""

    def happens(self, kind: str, **fields: Any) -> None:
        self.told.append({"kind": kind, "on": self.now.isoformat(), **fields})

    def later(self, least: int, most: int) -> None:
        """Some working days pass."""
        days = self.rng.randint(least, most)
        if days:
            self.now = self.calendar.workday_after(self.now, days)

    def chance(self, of: float) -> bool:
        return self.rng.random() < of

    def one_of(self, weights: Weights) -> str:
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def come_in(self) -> None:
        """The paper arrives; where receipt needs a confirmation, some days before it."""
        channel = self.one_of(_CHANNELS)
        if channel in {"ordinary_mail", "forwarded"}:
            self.now = self.calendar.workday_before(self.received_on, self.rng.randint(1, 2))
            self.happens("arrived", channel=channel)
            self.happens("contact_attempted", how="电话", result="已联系申请人确认")
            self.now = self.received_on
        self.happens("received", channel=channel, applicant_kind=self.one_of(_APPLICANTS))

    def first_round(self) -> None:
        """What the office does until it answers; one case in a hundred it forgets."""
        if self.chance(0.6):
            self.later(0, 2)
            self.happens("routed", to="业务科室")
        for step, of in self.steps():
            if not self.outcome and self.chance(of):
                step()
        if not self.chance(0.01):
            self.close()

    def steps(self) -> Iterator[tuple[Callable[[], None], float]]:
        """What may come between receipt and reply, and in how many cases it does."""
        yield self.supplement, 0.08
        yield self.consult, 0.1
        if self.received_on >= FEE_MEASURES_IN_FORCE:
            yield self.charge, 0.01
        yield self.extend, 0.08

    def supplement(self) -> None:
        """补正, in time; some applicants do not answer, some not clearly."""
        self.later(1, 5)
        days = _SUPPLEMENT_WORKDAYS
        self.happens("supplement_requested", grounds=["content"], respond_workdays=days)
        self.later(1, 3)
        self.happens("served", of="supplement_requested", mode="post")
        if self.chance(0.25):
            self.later(days + 1, days + 5)
            self.outcome = "other.not_supplemented"
            return
        self.later(1, days)
        clear = self.chance(0.8)
        self.happens("supplemented", sufficient=clear)
        self.outcome = "" if clear else "unavailable.still_unclear"

    def consult(self) -> None:
        """征求意见; most answer within their fifteen days."""
        self.later(1, 4)
        self.happens("consulted", ref="1", party=self.one_of(_PARTIES), name="被征求意见人")
        self.later(1, 3)
        self.happens("served", of="consulted", ref="1", mode="post")
        if self.chance(0.85):
            self.later(2, THIRD_PARTY_OPINION.length)
            self.happens("opinion_received", ref="1", consents=self.chance(0.4))
        else:
            self.later(THIRD_PARTY_OPINION.length + 1, THIRD_PARTY_OPINION.length + 3)
            self.happens("consultation_ended", ref="1", reason="逾期未提出意见")

    def charge(self) -> None:
        """收费; one applicant in three does not pay."""
        self.later(1, 4)
        amount = 10 * self.rng.randint(2, 50)
        self.happens("fee_notified", amount=amount)
        self.later(1, 3)
        self.happens("served", of="fee_notified", mode="post")
        if self.chance(1 / 3):
            self.later(FEE_PAYMENT.length + 1, FEE_PAYMENT.length + 4)
            self.outcome = "other.fee_unpaid"
            return
        self.later(1, FEE_PAYMENT.length)
        self.happens("fee_paid", amount=amount)

    def extend(self) -> None:
        """延期, before the term ends, and work on."""
        self.later(1, 5)
        workdays = self.rng.choice([10, 20])
        approver = person(self.rng)
        on = self.now.isoformat()
        self.happens("extended", workdays=workdays, approved_by=approver, approved_on=on)
        self.later(5, workdays)

    def close(self) -> None:
        """The answer, mostly in time, now and then after a slip in the record."""
        self.later(2, 40 if self.chance(0.02) else 11)
        if self.chance(0.4):
            self.happens("cleared", by=person(self.rng))
        if self.chance(0.6):
            self.happens("signed", by=person(self.rng))
        outcome = self.outcome or self.one_of(_OUTCOMES)
        method = self.one_of(_METHODS)
        if self.chance(0.005):
            self.happens("closed", outcome="granted", method=method)
            self.happens("annulled", target=len(self.told), reason="办理结果登记有误")
        reason = {"reason": self.one_of(_REASONS)} if outcome == "other.other" else {}
        self.happens("closed", outcome=outcome, method=method, **reason)
        if method != "handed_over":
            self.later(1, 5)
            came_back = self.chance(0.02)
            self.happens("undelivered" if came_back else "served", of="closed")

    def aftermath(self, case_id: int) -> None:
        """One answer in fifty is disputed, one in five hundred set aside by the office itself."""
        if self.told[-1]["kind"] not in {"closed", "served"}:
            return
        if self.chance(0.02):
            self.be_disputed(case_id)
        elif self.chance(0.002):
            self.later(5, 40)
            self.answer_again(ground="own_motion")

    def be_disputed(self, case_id: int) -> None:
        """A reconsideration or a lawsuit, and a new answer where it overturns the first."""
        kind, result = self.one_of(_DISPUTES), self.one_of(_RESULTS)
        self.later(5, 35)
        filed = Filed(on=self.now, seq=1, dispute_kind=kind, body="模拟机关", cases=(case_id,))
        self.now += timedelta(days=self.rng.randint(30, 180))
        self.dispute = [filed, Decided(on=self.now, seq=2, result=result)]
        if result == "overturned" and self.chance(0.7):
            ground = "reconsideration" if kind == "reconsideration" else "litigation"
            self.answer_again(ground=ground)

    def answer_again(self, ground: str) -> None:
        """A second round, which table 三 does not count."""
        self.happens("reopened", ground=ground)
        self.outcome = ""
        self.close()
