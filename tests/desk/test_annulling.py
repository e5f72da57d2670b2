from datetime import date

import pytest

from casework.cases.events import (
    Cleared,
    Closed,
    Received,
    Served,
    Supplemented,
    SupplementRequested,
)
from casework.desk.act import acting
from casework.desk.annulling import annul, correct_receipt, void_case
from casework.desk.recording import record
from casework.desk.refusals import Moved, NeedsConsent, NotAllowed
from casework.store.mapping import events_of
from casework.store.queries.cases import history
from casework.store.tables import CaseRow
from tests.support.case_facts import facts_of
from tests.support.desk import log

NOT_HELD = Closed(on=date(2026, 3, 20), outcome="unavailable.not_held", method="post")


@pytest.fixture
def case_id(office):
    """Received, supplement asked for (2), served (3) and given (4), closed (5), served (6)."""
    case_id = log(office).case_id
    events = (
        SupplementRequested(on=date(2026, 3, 4), grounds=("content",), respond_workdays=10),
        Served(on=date(2026, 3, 5), of="supplement_requested"),
        Supplemented(on=date(2026, 3, 9), sufficient=True),
        NOT_HELD,
        Served(on=date(2026, 3, 23)),
    )
    with acting(office, 1) as act:
        for seq, event in enumerate(events, start=1):
            record(act, case_id, event, after=seq)
    return case_id


def stored(office, case_id):
    with office.reading() as tx:
        return tx.get_one(CaseRow, case_id), events_of(history(tx, case_id))


def do(office, verb, *given, **more):
    with acting(office, 2) as act:
        return verb(act, *given, **more)


def test_an_event_on_which_nothing_rests_is_annulled_alone(office, case_id):
    assert do(office, annul, case_id, 6, "登记错件", after=6) == [6]
    case, events = stored(office, case_id)
    assert (case.last_seq, events[-1].kind, events[-1].target) == (7, "annulled", 6)
    assert case.state == "closed"


def test_what_rests_on_an_event_is_named_first_and_then_annulled_with_it(office, case_id):
    with pytest.raises(NeedsConsent, match=r"第3号.*第4号") as asked:
        do(office, annul, case_id, 2, "登记错件", after=6)
    assert [event.seq for event in asked.value.dependents] == [3, 4]
    assert stored(office, case_id)[0].last_seq == 6
    assert do(office, annul, case_id, 2, "错件", after=6, with_dependents=True) == [2, 3, 4]
    case, events = stored(office, case_id)
    assert [event.target for event in events[6:]] == [2, 3, 4]
    assert case.due_on == date(2026, 3, 30)


def test_a_closing_annulled_opens_the_case_again_and_uncounts_it(office, case_id):
    do(office, annul, case_id, 5, "错件", after=6, with_dependents=True)
    case, _ = stored(office, case_id)
    assert (case.state, case.counted_on, case.closed_on) == ("received", None, None)
    do(office, record, case_id, NOT_HELD, after=8)
    assert stored(office, case_id)[0].counted_on == NOT_HELD.on


def test_an_annulled_event_is_no_ground_for_a_closing(office, case_id):
    do(office, annul, case_id, 5, "错件", after=6, with_dependents=True)
    do(office, record, case_id, Cleared(on=date(2026, 3, 19), by="林"), after=8)
    do(office, annul, case_id, 9, "没有审查", after=9)
    granted = Closed(on=date(2026, 3, 20), outcome="granted", method="post")
    with pytest.raises(NotAllowed, match="第十七条"):
        do(office, record, case_id, granted, after=10)


@pytest.mark.parametrize(
    ("seq", "reason", "told"),
    [
        (9, "错", "没有序号为9"),
        (6, "", "撤销原因"),
        (1, "错", "更正收到之日"),
    ],
)
def test_what_cannot_be_annulled_is_refused(office, case_id, seq, reason, told):
    with pytest.raises(NotAllowed, match=told):
        do(office, annul, case_id, seq, reason, after=6)


def test_an_annulment_is_not_annulled_and_nothing_is_annulled_twice(office, case_id):
    do(office, annul, case_id, 6, "错", after=6)
    with pytest.raises(NotAllowed, match="撤销记录本身不能再撤销"):
        do(office, annul, case_id, 7, "错", after=7)
    with pytest.raises(NotAllowed, match="已经撤销"):
        do(office, annul, case_id, 6, "错", after=7)


def received(day):
    return Received(on=day, channel="in_person", applicant_kind="commercial", submitted_on=day)


def test_the_receipt_is_corrected_in_one_action_and_every_deadline_follows(office, case_id):
    assert do(office, correct_receipt, case_id, received(date(2025, 12, 31)), "错", after=6) == 8
    case, _ = stored(office, case_id)
    assert (case.recv_year, case.applicant_kind, case.number) == (
        2025,
        "commercial",
        "晋西园公开〔2026〕1号",
    )
    with office.reading() as tx:
        assert [fact.received_on for fact in facts_of(tx, 1, 2025)] == [date(2025, 12, 31)]


def test_a_receipt_after_what_the_office_did_is_refused(office, case_id):
    with pytest.raises(NotAllowed, match="第2号记录"):
        do(office, correct_receipt, case_id, received(date(2026, 3, 5)), "错", after=6)
    with pytest.raises(Moved):
        do(office, correct_receipt, case_id, received(date(2026, 3, 3)), "错", after=5)


def test_a_void_case_is_counted_nowhere_and_keeps_its_number(office, case_id):
    do(office, void_case, case_id, "重复登记", after=6)
    case, _ = stored(office, case_id)
    assert (case.state, case.recv_year, case.closed_year) == ("void", None, None)
    with office.reading() as tx:
        assert facts_of(tx, 1, 2026) == []
    assert log(office).number.endswith("2号")
    with pytest.raises(NotAllowed, match="没有登记收到申请"):
        do(office, void_case, case_id, "重复登记", after=7)
