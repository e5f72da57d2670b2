"""Two hundred things recorded after a report was sealed, on both databases.

The bytes stay, and every case that is counted otherwise is named: what the differences tell,
added to what was sealed, is what the register counts now.
"""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from sqlmodel import select

from casework.cases.events import Closed, Received, Reopened
from casework.desk.act import acting
from casework.desk.annulling import annul, correct_receipt, void_case
from casework.desk.applications import log_application
from casework.desk.changes import changes_since
from casework.desk.drafting import counted_of
from casework.desk.recording import record
from casework.desk.refusals import Refused
from casework.desk.reporting import report_of
from casework.desk.sealed import newest_seal, sealed_bytes
from casework.law.receipt import Stamps
from casework.papers.annual_report import FORMATS
from casework.store.queries.agencies import agency_by_code
from casework.store.queries.seals import seal_versions
from casework.store.tables import CaseRow
from tests.support.desk import application
from tests.support.sealing import YEAR, answered, came, over, seal

CASES, LATE, REOPENED = 30, 200, 3
"""The last few are only reopened, which changes no number."""


@pytest.fixture
def sealed(office):
    over(office)
    rng = Random(4)
    for _ in range(CASES):
        year = rng.choice((YEAR - 1, YEAR, YEAR))
        case_id = came(office, rng.randrange(330), year)
        if rng.random() < 0.7:
            answered(office, case_id, date(YEAR, 12, 1) + timedelta(days=rng.randrange(60)))
    for day in range(REOPENED):
        answered(office, came(office, day), date(YEAR, 6, 1))
    seal(office)
    return office


def some_day(rng):
    return date(rng.choice((YEAR - 1, YEAR)), rng.randint(1, 12), rng.randint(1, 28))


def right_receipt(rng):
    day, kind = some_day(rng), rng.choice(("natural_person", "commercial", "other"))
    return Received(on=day, channel="in_person", applicant_kind=kind, submitted_on=day)


def reply(rng):
    return Closed(on=some_day(rng), outcome="unavailable.not_held", method="post")


def correct(act, rng, one):
    correct_receipt(act, one.id, right_receipt(rng), "误", after=one.last_seq)


def take_back(act, rng, one):
    annul(act, one.id, one.last_seq, "误", after=one.last_seq, with_dependents=True)


def close(act, rng, one):
    record(act, one.id, reply(rng), after=one.last_seq)


def reopen(act, rng, one):
    again = Reopened(on=date(2026, 9, 1), ground="own_motion")
    record(act, one.id, again, after=one.last_seq)


def void(act, rng, one):
    void_case(act, one.id, "重复", after=one.last_seq)


def another(act, rng, one):
    log_application(act, application(stamps=Stamps(submitted_on=some_day(rng))))


def something_late(act, rng):
    """One more thing is recorded; gives False where it could not be."""
    do = rng.choices((correct, take_back, close, reopen, void, another), (8, 8, 8, 8, 2, 3))[0]
    try:
        with act.tx.begin_nested():
            do(act, rng, act.tx.get_one(CaseRow, rng.randint(1, CASES)))
    except Refused:
        return False
    return True


def files(office):
    with office.reading() as tx:
        return {kind: sealed_bytes(office, tx, 1, YEAR, (0, kind)) for kind in FORMATS}


def test_late_events_leave_every_byte_and_are_all_told(sealed):
    rng, before, recorded = Random(9), files(sealed), 0
    while recorded < LATE:
        with acting(sealed, 1) as act:
            recorded += sum(something_late(act, rng) for _ in range(25))
    with acting(sealed, 1) as act:
        for case_id in range(CASES + 1, CASES + REOPENED + 1):
            reopen(act, rng, act.tx.get_one(CaseRow, case_id))
    assert files(sealed) == before
    with sealed.reading() as tx:
        row, _ = seal_versions(tx, 1, YEAR)[0]
        found = changes_since(sealed, tx, agency_by_code(tx, "xiyuan"), row)
        live = report_of(sealed, tx, "xiyuan", YEAR).values
        then = newest_seal(tx, 1, YEAR).report.values
        case_ids = [one.id for one in counted_of(tx, 1, YEAR)]
        lengths = {row.id: row.last_seq for row in tx.exec(select(CaseRow)).all()}
        sealed_lengths = {one.id: one.seq for one in newest_seal(tx, 1, YEAR).counted}
    assert {cell.where: cell.now for cell in found.found.cells} == {
        where: live[where] for where in live if live[where] != then[where]
    }
    assert len(found.changed) > 10
    assert len([change for change in found.others if change.late]) >= REOPENED
    deltas = Counter()
    for change in found.changed:
        assert change.late
        deltas.update(change.moved.now)
        deltas.subtract(change.moved.sealed)
    cells = [where for where in live if where.startswith("table3")]
    for where in cells:
        if not where.endswith("/total") and "outcome_total" not in where:
            assert then[where] + deltas[where] == live[where]
    told = {change.moved.id for change in (*found.changed, *found.others)}
    assert told == {
        case_id
        for case_id in (*case_ids, *sealed_lengths)
        if lengths[case_id] != sealed_lengths.get(case_id)
    }
