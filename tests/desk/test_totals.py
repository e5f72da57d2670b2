"""The database counts what the specification counts, whatever happened to the cases.

The histories are those of the witness: realistic, nasty, told out of order, with annulments and
reopenings, of all years since the regulation.
"""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from sqlmodel import select

from casework.cases.disputes import Decided, Filed
from casework.cases.parsing import event_from_mapping, events_from_list
from casework.cases.projection import project
from casework.desk.act import acting
from casework.desk.agencies import Particulars, found_agency, put_under
from casework.desk.disputes import annul_dispute_event, decide_dispute, file_dispute
from casework.desk.figures import set_figures, typed_cells
from casework.desk.people import give_role
from casework.desk.rebuilding import rebuild
from casework.desk.reporting import report_of
from casework.law.applicants import APPLICANT_KINDS
from casework.law.disputes import DISPUTE_KINDS, RESULTS
from casework.report.checks import check
from casework.report.document import as_json
from casework.report.facts import DisputeFact, Fact
from casework.report.forms import FORM_2019, OTHER_ALL, OTHER_OUTCOMES, form_of
from casework.report.table3 import tabulate
from casework.report.table4 import tabulate_disputes
from casework.store.mapping import event_row, put_projection
from casework.store.queries.totals import count_table3_by_agency
from casework.store.tables import CaseRow, DisputeRow
from tests.support.case_facts import facts_of
from tests.support.desk import opened, settle
from tests.witness.histories import generate

YEARS = range(2019, 2027)
CODES = ("xiyuan", "meiling", "luoshan")
CASES = 300
DISPUTES = 60
LAST_DAY = date(2026, 11, 20)


@pytest.fixture(scope="module", params=[("sqlite", 1), ("postgresql", 2)])
def register(request, empty_register, tmp_path_factory):
    """A register of three agencies, full of cases and disputes, with table 二 filled in."""
    kind, seed = request.param
    with empty_register(kind) as url, opened(url, tmp_path_factory.mktemp("data")) as office:
        settle(office)
        fill(office, Random(seed))
        yield office


def fill(office, rng):
    with acting(office, None) as act:
        for code in CODES[1:]:
            found_agency(act, code, Particulars(name=code))
            put_under(act, code, "xiyuan", date(2019, 1, 1))
            give_role(act, 1, code, "clerk", date(2019, 1, 1))
    with acting(office, 1) as act:
        for number, history in enumerate(generate(rng.randrange(10**6), CASES), start=1):
            put_case(act, rng, number, history["events"])
        for _ in range(DISPUTES):
            put_dispute(act, rng)
        for code in CODES:
            for year in YEARS:
                set_figures(act, code, year, dict.fromkeys(typed_cells(year), 0), seen={})


def put_case(act, rng, number, told):
    """A history goes in as it is; some closings are annulled, some receipts too."""
    kind = rng.choice(APPLICANT_KINDS).code
    events = events_from_list(
        [one | ({"applicant_kind": kind} if one["kind"] == "received" else {}) for one in told]
    )
    last = max(event.seq for event in events)
    targets = {event.target for event in events if event.kind == "annulled"}
    doomed = {"closed": 0.15, "received": 0.05}
    for event in list(events):
        if event.seq not in targets and rng.random() < doomed.get(event.kind, 0):
            last += 1
            told_back = {"kind": "annulled", "on": "2026-11-20", "target": event.seq, "seq": last}
            events.append(event_from_mapping(told_back))
    case = CaseRow(
        agency_id=rng.randint(1, 3), year=2019, serial=number, number=str(number), subject="事项",
        last_seq=last,
    )  # fmt: skip
    act.tx.add(case)
    act.tx.flush()
    act.tx.add_all(event_row(case.id, event, 1, act.now) for event in events)
    put_projection(act.tx, case, project(events, act.calendar))


def put_dispute(act, rng):
    """Some are decided, some decided again, some were entered by mistake."""
    on = date(2019, 6, 1) + timedelta(days=rng.randint(0, 2600))
    code, kind = rng.choice(CODES), rng.choice(DISPUTE_KINDS).code
    dispute = file_dispute(act, code, Filed(on=on, dispute_kind=kind))
    last = 1
    while rng.random() < 0.6 and (on := on + timedelta(days=rng.randint(0, 300))) <= LAST_DAY:
        decided = Decided(on=on, result=rng.choice(RESULTS).code)
        last = decide_dispute(act, dispute, decided, after=last)
    if rng.random() < 0.2:
        seq = rng.randint(1, last)
        annul_dispute_event(act, dispute, seq, "错件", after=last, with_dependents=True)


def facts(tx, agency_id):
    rows = tx.exec(select(CaseRow).where(CaseRow.agency_id == agency_id)).all()
    return [
        Fact(row.number, row.applicant_kind, row.received_on, row.counted_on,
             row.counted_outcome or None)
        for row in rows if row.received_on
    ]  # fmt: skip


def dispute_facts(tx, agency_id):
    rows = tx.exec(select(DisputeRow).where(DisputeRow.agency_id == agency_id)).all()
    return [
        DisputeFact(row.kind, row.filed_on, row.decided_on, row.result or None)
        for row in rows
        if row.filed_on
    ]


def test_the_database_counts_what_the_specification_counts(register):
    counted = Counter()
    with register.reading() as tx:
        for year in YEARS:
            by_agency = count_table3_by_agency(tx, year)
            for agency_id, code in enumerate(CODES, start=1):
                report = report_of(register, tx, code, year)
                assert report.table3 == tabulate(facts(tx, agency_id), year)
                assert report.table4 == tabulate_disputes(dispute_facts(tx, agency_id), year)
                table = tabulate(facts_of(tx, agency_id, year), year)
                assert report.table3 == table
                cells = by_agency.get(agency_id, Counter())
                assert sum(cells["new", k.code] for k in APPLICANT_KINDS) == table["new"][-1]
                counted.update({row: cells[-1] for row, cells in report.table3.items()})
                counted.update({kind: cells[-1] for kind, cells in report.table4.items()})
    # A register that exercised nothing would prove nothing.
    assert counted["new"] > 100
    assert min(counted[row] for row in ("carried_in", "granted", "other.other")) > 0
    assert min(counted[kind.code] for kind in DISPUTE_KINDS) > 0


def test_what_one_year_carries_out_the_next_carries_in_case_by_case(register):
    with register.reading() as tx:
        for agency_id in (1, 2, 3):
            for year in YEARS:
                out = {f.number for f in facts_of(tx, agency_id, year) if f.open_at_end_of(year)}
                following = facts_of(tx, agency_id, year + 1)
                carried_in = {f.number for f in following if f.received_on.year <= year}
                assert out == carried_in


def test_every_check_of_a_report_is_silent(register):
    with register.reading() as tx:
        for code in CODES:
            reports = [as_json(report_of(register, tx, code, year)) for year in YEARS]
            for last_year, report in zip([None, *reports], reports, strict=False):
                assert check(report, last_year=last_year) == []


def test_the_subtree_is_the_sum_of_its_parts_and_the_replay_is_the_count(register):
    with register.reading() as tx:
        for year in (2020, 2023):
            parts = [report_of(register, tx, code, year) for code in CODES]
            whole = report_of(register, tx, "xiyuan", year, subtree=True)
            replayed = report_of(register, tx, "xiyuan", year, subtree=True, as_of=LAST_DAY)
            for row, cells in whole.table3.items():
                columns = zip(*(part.table3[row] for part in parts), strict=True)
                assert cells == [sum(column) for column in columns]
            assert replayed == whole
            before = report_of(register, tx, "xiyuan", year, as_of=date(2026, 11, 19))
            assert before.table3["new"] == [0] * 7
            assert before.table4["reconsideration"] == [0] * 5


def test_a_rebuild_changes_nothing(register):
    rebuilt = rebuild(register)
    assert (rebuilt.cases, rebuilt.disputes, rebuilt.changed) == (CASES, DISPUTES, 0)


def test_the_form_of_2019_folds_three_outcomes_into_one_row(register):
    with register.reading() as tx:
        old, new = (report_of(register, tx, "xiyuan", year) for year in (2020, 2021))
    assert form_of(2020) is FORM_2019
    assert (OTHER_ALL in old.table3, OTHER_ALL in new.table3) == (True, False)
    assert set(OTHER_OUTCOMES) <= set(new.table3)
