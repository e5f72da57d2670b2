from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text

from casework.cases.events import (
    Annulled,
    Cleared,
    Closed,
    Extended,
    FeePaid,
    Received,
    Served,
    Supplemented,
    SupplementRequested,
)
from casework.desk.act import acting, begin
from casework.desk.recording import record, view_file
from casework.desk.refusals import Moved, NoSuchCase, NotAllowed
from casework.store.queries.cases import history
from casework.store.tables import CaseRow
from tests.support.desk import at_once, log

NOT_HELD = Closed(on=date(2026, 3, 20), outcome="unavailable.not_held", method="post")
ASKED = SupplementRequested(on=date(2026, 3, 5), grounds=("content",), respond_workdays=10)


@pytest.fixture
def case_id(office):
    return log(office).case_id


def write(office, case_id, event, after, person=1):
    with acting(office, person) as act:
        return record(act, case_id, event, after=after)


def rows(office):
    """How many rows there are in every table that a verb writes."""
    tables = ("cases", "events", "milestones", "audit", "applicants", "counters", "disputes")
    with office.reading() as tx:
        return [tx.connection().scalar(text(f"SELECT count(*) FROM {t}")) for t in tables]


def test_what_is_recorded_moves_the_deadlines_in_the_same_transaction(office, case_id):
    assert write(office, case_id, ASKED, 1) == 2
    with office.reading() as tx:
        case = tx.get_one(CaseRow, case_id)
        assert (case.state, case.last_seq, case.next_on) == ("awaiting_supplement", 2, None)
    write(office, case_id, Supplemented(on=date(2026, 3, 12), sufficient=True), 2)
    with office.reading() as tx:
        assert tx.get_one(CaseRow, case_id).due_on == date(2026, 4, 10)


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (SupplementRequested(on=date(2026, 3, 5)), "缺少：补正事由"),
        (Extended(on=date(2026, 3, 5), workdays=20), "工作机构负责人、同意之日"),
        (Supplemented(on=date(2026, 3, 5), sufficient=True), "请先登记补正告知书"),
        (FeePaid(on=date(2026, 3, 5), amount=Decimal(5)), "请先登记收费通知书"),
        (Cleared(on=date(2026, 11, 21), by="林"), "今天"),
        (Cleared(on=date(2026, 11, 20), by=""), "审查人"),
        (ASKED.__class__(on=date(2026, 2, 1), grounds=("content",)), "收到申请之日"),
        (ASKED.__class__(on=date(2026, 3, 5), grounds=("weather",)), "不在可选范围"),
        (
            Received(
                on=date(2026, 3, 2),
                channel="in_person",
                applicant_kind="other",
                submitted_on=date(2026, 3, 2),
            ),
            "已经登记过收到申请",
        ),
        (
            Received(
                on=date(2026, 3, 1),
                channel="in_person",
                applicant_kind="other",
                submitted_on=date(2026, 3, 2),
            ),
            "提交之日为收到之日",
        ),
        (Closed(on=date(2026, 3, 5), outcome="other.other", method="none"), "原因"),
        (Annulled(on=date(2026, 3, 5), target=1, reason="错"), "撤销"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_leaves_no_row(office, case_id, event, told):
    before = rows(office)
    with pytest.raises(NotAllowed, match=told):
        write(office, case_id, event, 1)
    assert rows(office) == before


def test_an_event_that_would_make_a_standing_one_fall_is_refused_by_its_name(office, case_id):
    write(office, case_id, ASKED, 1)
    write(office, case_id, Supplemented(on=date(2026, 3, 12), sufficient=True), 2)
    closed = Closed(on=date(2026, 3, 10), outcome="unavailable.not_held", method="post")
    with pytest.raises(NotAllowed, match=r"第3号记录.*收到补正.*不能成立"):
        write(office, case_id, closed, 3)


def test_what_came_to_light_after_closing_is_recorded_on_its_own_day(office, case_id):
    write(office, case_id, NOT_HELD, 1)
    write(office, case_id, ASKED, 2)
    slip = Served(on=date(2026, 3, 7), of="supplement_requested")
    assert write(office, case_id, slip, 3) == 4


def test_a_stranger_cannot_tell_that_the_case_exists(office, case_id):
    for person in (3, 99):
        with pytest.raises(NoSuchCase):
            write(office, case_id, ASKED, 1, person)
    with pytest.raises(NoSuchCase):
        write(office, case_id + 1, ASKED, 1)
    with office.reading() as tx, pytest.raises(NoSuchCase):
        view_file(begin(office, tx, 3), case_id)


def test_the_second_reader_is_told_what_came_between(office, case_id):
    write(office, case_id, ASKED, 1)
    with pytest.raises(Moved, match="晋西园公开〔2026〕1号") as moved:
        write(office, case_id, Cleared(on=date(2026, 3, 6), by="吴"), 1, person=2)
    (added,) = moved.value.added
    assert (added.event.kind, added.event.seq, added.recorded_by) == ("supplement_requested", 2, 1)


def test_of_two_people_at_once_the_second_is_told_and_nothing_is_lost(office, case_id):
    told = []

    def act(person):
        cleared = Cleared(on=date(2026, 3, 6), by=str(person))
        try:
            told.append(write(office, case_id, cleared, 1, person))
        except Moved as moved:
            told.append(moved.added[0].recorded_by)
            write(office, case_id, cleared, 2, person)

    at_once(act, 1, 2)
    with office.reading() as tx:
        assert sorted(row.recorded_by for row in history(tx, case_id)[1:]) == [1, 2]
        assert tx.get_one(CaseRow, case_id).last_seq == 3
        assert office.audit.verify(tx) == []
    assert len(told) == 2
    assert 2 in told


def test_eight_people_logging_at_once_get_numbers_without_gap_or_double(office):
    numbers = []

    def act(n):
        numbers.extend(log(office, form_id=f"{n}-{turn}").number for turn in range(5))

    at_once(act, *range(8))
    assert sorted(numbers) == sorted(f"晋西园公开〔2026〕{n}号" for n in range(1, 41))
    with office.reading() as tx:
        assert office.audit.verify(tx) == []


def test_one_form_sent_eight_times_at_once_makes_one_case(office):
    logged = []
    at_once(lambda _: logged.append(log(office, form_id="f")), *range(8))
    assert {one.case_id for one in logged} == {logged[0].case_id}
    assert sum(one.is_new for one in logged) == 1
    assert log(office).number.endswith("2号")
