from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from casework.cases.disputes import Decided, Filed
from casework.desk.act import acting
from casework.desk.agencies import Particulars, found_agency
from casework.desk.disputes import (
    annul_dispute_event,
    decide_dispute,
    file_dispute,
    link_case,
    unlink_case,
)
from casework.desk.people import give_role
from casework.desk.refusals import Moved, NeedsConsent, NoSuchCase, NotAllowed
from casework.desk.reporting import report_of
from casework.store.tables import DisputeCaseRow
from tests.support.desk import log

FILED = Filed(on=date(2025, 12, 1), dispute_kind="litigation_direct", body="某法院")
WON = Decided(on=date(2026, 2, 1), result="upheld")
LOST = Decided(on=date(2026, 8, 1), result="overturned")


def do(office, verb, *given, person=1, **more):
    with acting(office, person) as act:
        return verb(act, *given, **more)


def table4(office, year):
    with office.reading() as tx:
        return report_of(office, tx, "xiyuan", year).table4["litigation_direct"]


def test_a_dispute_is_pending_until_it_is_decided_and_the_last_instance_counts(office):
    dispute = do(office, file_dispute, "xiyuan", FILED)
    assert (table4(office, 2025), table4(office, 2026)) == ([0, 0, 0, 1, 1], [0, 0, 0, 1, 1])
    assert do(office, decide_dispute, dispute, WON, after=1) == 2
    assert table4(office, 2026) == [1, 0, 0, 0, 1]
    do(office, decide_dispute, dispute, LOST, after=2)
    assert (table4(office, 2025), table4(office, 2026)) == ([0, 0, 0, 1, 1], [0, 1, 0, 0, 1])


def test_a_filing_annulled_takes_its_decisions_along_and_is_counted_nowhere(office):
    dispute = do(office, file_dispute, "xiyuan", FILED)
    do(office, decide_dispute, dispute, WON, after=1)
    with pytest.raises(NeedsConsent, match="第2号"):
        do(office, annul_dispute_event, dispute, 1, "错件", after=2)
    given = {"after": 2, "with_dependents": True}
    assert do(office, annul_dispute_event, dispute, 1, "错件", **given) == [1, 2]
    assert table4(office, 2026) == [0, 0, 0, 0, 0]
    with pytest.raises(NotAllowed, match="已经撤销"):
        do(office, annul_dispute_event, dispute, 1, "错件", after=4)


def test_a_decision_annulled_makes_the_dispute_pending_again(office):
    dispute = do(office, file_dispute, "xiyuan", FILED)
    do(office, decide_dispute, dispute, WON, after=1)
    do(office, annul_dispute_event, dispute, 2, "错件", after=2)
    assert table4(office, 2026) == [0, 0, 0, 1, 1]


def test_the_second_reader_of_a_dispute_is_told_what_came_between(office):
    dispute = do(office, file_dispute, "xiyuan", FILED)
    do(office, decide_dispute, dispute, WON, after=1)
    with pytest.raises(Moved) as moved:
        do(office, decide_dispute, dispute, LOST, after=1, person=2)
    (added,) = moved.value.added
    assert (added.event, added.recorded_by) == (replace(WON, seq=2), 1)


@pytest.mark.parametrize(
    ("filed", "told"),
    [
        (Filed(on=date(2026, 11, 21), dispute_kind="reconsideration"), "今天"),
        (Filed(on=date(2026, 1, 5), dispute_kind="quarrel"), "争议"),
        (Filed(on=date(2026, 1, 5), dispute_kind="reconsideration", cases=(77,)), "本机关"),
    ],
)
def test_what_is_no_dispute_is_refused(office, filed, told):
    with pytest.raises(NotAllowed, match=told):
        do(office, file_dispute, "xiyuan", filed)


@pytest.mark.parametrize(
    ("decided", "told"),
    [
        (Decided(on=date(2025, 11, 30), result="upheld"), "早于受理日期"),
        (Decided(on=date(2026, 1, 5), result="won"), "结果"),
        (Decided(on=date(2026, 1, 5), result="upheld", served_on=date(2027, 1, 1)), "送达日期"),
    ],
)
def test_what_is_no_decision_is_refused(office, decided, told):
    dispute = do(office, file_dispute, "xiyuan", FILED)
    with pytest.raises(NotAllowed, match=told):
        do(office, decide_dispute, dispute, decided, after=1)


def test_the_form_of_a_dispute_sent_twice_makes_one(office):
    first = do(office, file_dispute, "xiyuan", FILED, form_id="f")
    assert do(office, file_dispute, "xiyuan", FILED, form_id="f") == first


def test_a_dispute_is_linked_only_to_cases_of_the_agency_of_the_original_act(office):
    ours = log(office).case_id
    with acting(office, None) as act:
        found_agency(act, "meiling", Particulars(name="梅岭街道办事处"))
        give_role(act, 1, "meiling", "clerk")
    theirs = log(office, agency="meiling").case_id
    dispute = do(office, file_dispute, "xiyuan", FILED)
    do(office, link_case, dispute, ours)
    do(office, link_case, dispute, ours)
    with pytest.raises(NotAllowed, match="原答复的机关"):
        do(office, link_case, dispute, theirs)
    with office.reading() as tx:
        assert tx.exec(select(DisputeCaseRow.case_id)).all() == [ours]
    do(office, unlink_case, dispute, ours)
    with office.reading() as tx:
        assert tx.exec(select(DisputeCaseRow.case_id)).all() == []


def test_a_stranger_cannot_tell_that_the_dispute_exists(office):
    dispute = do(office, file_dispute, "xiyuan", FILED)
    with pytest.raises(NoSuchCase):
        do(office, decide_dispute, dispute, WON, after=1, person=3)
