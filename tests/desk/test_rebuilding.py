from datetime import date, timedelta
from random import Random

from sqlalchemy import update
from sqlmodel import select

from casework.cases.disputes import Decided, Filed
from casework.cases.events import (
    Cleared,
    Closed,
    Consulted,
    Extended,
    FeeNotified,
    FeePaid,
    OpinionReceived,
    Received,
    Reopened,
    Served,
    Supplemented,
    SupplementRequested,
    Undelivered,
)
from casework.desk.act import acting
from casework.desk.annulling import annul, correct_receipt, void_case
from casework.desk.applications import log_application
from casework.desk.disputes import annul_dispute_event, decide_dispute, file_dispute
from casework.desk.rebuilding import rebuild
from casework.desk.recording import record
from casework.desk.refusals import Refused
from casework.desk.reporting import report_of
from casework.law.disputes import DISPUTE_KINDS, RESULTS
from casework.law.outcomes import OUTCOMES
from casework.law.receipt import Stamps
from casework.report.facts import Fact
from casework.report.table3 import tabulate
from casework.store.tables import METADATA, CaseRow, DisputeRow
from tests.support.desk import application, log

FIRST, LAST = date(2024, 1, 2), date(2026, 11, 20)


class Day:
    """A day at the office, in which anything may be tried.

    What is chosen from is put in order first: a seed means the same day on both databases.
    """

    def __init__(self, seed):
        self.rng = Random(seed)

    def some_day(self, after=FIRST):
        days = self.rng.choice([0, 1, 3, 10, 25, 60, self.rng.randint(0, 800)])
        return after + timedelta(days=days % ((LAST - after).days + 1))

    def event(self, case):
        rng, on = self.rng, self.some_day(case.received_on or FIRST)
        letter = rng.choice(["closed", "supplement_requested", "fee_notified", "extended"])
        return rng.choice(
            [
                SupplementRequested(on=on, grounds=("content",), respond_workdays=10),
                Supplemented(on=on, sufficient=True),
                Consulted(on=on, ref=str(rng.randint(1, 3)), party="third_party", name="某公司"),
                OpinionReceived(on=on, ref=str(rng.randint(1, 3))),
                Extended(on=on, workdays=20, approved_by="林", approved_on=on),
                FeeNotified(on=on, amount=10),
                FeePaid(on=on, amount=10),
                Served(on=on, of=letter),
                Undelivered(on=on, of=letter, reason="查无此人"),
                Cleared(on=on, by="林", note="可以公开"),
                self.closed(on),
                self.closed(on),
                Reopened(on=on, ground="own_motion"),
            ]
        )

    def closed(self, on):
        outcome = self.rng.choice(OUTCOMES).code
        return Closed(on=on, outcome=outcome, method="post", reason="other")

    def received(self, case):
        on, kind = self.some_day(), case.applicant_kind or "other"
        return Received(on=on, channel="in_person", applicant_kind=kind, submitted_on=on)

    def act(self, act):
        """One verb, chosen at random, about a case or a dispute chosen at random."""
        rng = self.rng
        cases = act.tx.exec(select(CaseRow).order_by(CaseRow.id)).all()
        way = rng.choice(["log", *["record"] * 6, "annul", "annul", "correct", "void", "dispute"])
        if way == "log" or not cases:
            stamps = Stamps(submitted_on=self.some_day())
            return log_application(act, application(stamps=stamps))
        case = rng.choice(cases)
        after = case.last_seq
        if way == "record":
            return record(act, case.id, self.event(case), after=after)
        if way == "annul":
            seq = rng.randint(1, after)
            return annul(act, case.id, seq, "错", after=after, with_dependents=rng.random() < 0.5)
        if way == "correct":
            return correct_receipt(act, case.id, self.received(case), "错", after=after)
        if way == "void":
            return void_case(act, case.id, "错", after=after)
        return self.dispute(act)

    def dispute(self, act):
        rng = self.rng
        disputes = act.tx.exec(select(DisputeRow).order_by(DisputeRow.id)).all()
        if not disputes or rng.random() < 0.3:
            kind = rng.choice(DISPUTE_KINDS).code
            return file_dispute(act, "xiyuan", Filed(on=self.some_day(), dispute_kind=kind))
        dispute = rng.choice(disputes)
        after = dispute.last_seq
        if rng.random() < 0.3:
            return annul_dispute_event(act, dispute.id, rng.randint(1, after), "错", after=after)
        decided = Decided(on=self.some_day(), result=rng.choice(RESULTS).code)
        return decide_dispute(act, dispute.id, decided, after=after)


def test_after_two_hundred_random_verbs_all_is_as_it_should_be(office):
    day, done = Day(7), 0
    while done < 200:
        try:
            with acting(office, day.rng.choice([1, 2])) as act:
                day.act(act)
            done += 1
        except Refused:
            continue
    rebuilt = rebuild(office)
    assert rebuilt.changed == 0
    with office.reading() as tx:
        assert office.audit.verify(tx) == []
        cases = tx.exec(select(CaseRow)).all()
        for year in (2024, 2025, 2026):
            report = report_of(office, tx, "xiyuan", year)
            assert report.table3 == tabulate(facts(cases), year)
            assert report == report_of(office, tx, "xiyuan", year, as_of=LAST)
    assert {"closed", "void"} <= {case.state for case in cases}
    assert rebuilt.cases == len(cases)


def facts(cases):
    return [
        Fact(case.number, case.applicant_kind, case.received_on, case.counted_on,
             case.counted_outcome or None)
        for case in cases
        if case.received_on
    ]  # fmt: skip


def test_a_rebuild_puts_right_what_was_spoiled_and_says_how_much(office):
    for _ in range(3):
        log(office)
    with acting(office, 1) as act:
        cases = METADATA.tables["cases"]
        spoiled = update(cases).where(cases.c.id == 2).values(due_on=None, recv_year=2019)
        act.tx.connection().execute(spoiled)
        file_dispute(act, "xiyuan", Filed(on=date(2026, 1, 5), dispute_kind="reconsideration"))
        act.tx.connection().execute(update(METADATA.tables["disputes"]).values(filed_year=1))
    rebuilt = rebuild(office)
    assert (rebuilt.cases, rebuilt.disputes, rebuilt.changed) == (3, 1, 2)
    assert rebuild(office).changed == 0
