"""A wrongly imported notice withdrawn: what moves back, who is told, and what stays provable."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from casework.cases.events import Closed
from casework.desk.act import acting
from casework.desk.asof import record_as_of
from casework.desk.calls import shown_to
from casework.desk.moving import reckon_all, would_move
from casework.desk.notices import import_notice
from casework.desk.proof_checks import verify_proof
from casework.desk.proving import make_proof
from casework.desk.rebuilding import rebuild
from casework.desk.recording import record
from casework.desk.refusals import NoSuchCase, NotAllowed, NotPermitted
from casework.desk.withdrawing import imported_notice, weigh_withdrawal, withdraw_notice
from casework.law.receipt import Stamps
from casework.papers.notice import read_notice
from casework.store.queries.proof import audit_about
from casework.store.tables import CaseRow
from tests.support.desk import log
from tests.support.notice_2027 import NUMBER, TEXT_2027

DECEMBER = datetime(2026, 12, 22, 2, 0, tzinfo=UTC)
RECEIVED = date(2026, 12, 21)
FORGED = TEXT_2027.replace(
    "1月1日（周五）至3日（周日）放假，共3天", "1月1日（周五）至5日（周二）放假调休，共5天"
)
TRUE_DUE, FORGED_DUE = date(2027, 1, 19), date(2027, 1, 21)


def _on(office, day):
    return replace(office, now=lambda: datetime(2026, 12, day, 2, 0, tzinfo=UTC))


@pytest.fixture
def winter(office):
    """The office on 22 December 2026."""
    return _on(office, 22)


def _import(office, text=FORGED):
    with office.reading() as session:
        draft = read_notice(text, office.calendar(session).notices)
    with acting(office, None) as act:
        run_id = import_notice(act, draft)
    return list(reckon_all(office, run_id))


def _row(office, number=NUMBER):
    with office.reading() as session:
        return imported_notice(session, number)


def _withdraw(office, reason="不是国务院办公厅发布的", person=None, number=NUMBER):
    with acting(office, person) as act:
        run_id = withdraw_notice(act, _row(office, number).id, reason)
    return list(reckon_all(office, run_id))


def _case(office, case_id):
    with office.reading() as session:
        return session.get_one(CaseRow, case_id)


def _logged(office, **more):
    return log(office, stamps=Stamps(submitted_on=RECEIVED), **more).case_id


def _due(office, case_id):
    row = _case(office, case_id)
    return row.due_on, row.provisional


def _calls(office, person):
    with office.reading() as session:
        return [
            c.text for c in shown_to(session, person, office.calendar(session), office.today())
        ]


def test_a_forged_notice_moves_what_its_withdrawal_moves_back_and_the_clerk_is_told(winter):
    case = _logged(winter, clerk_id=2)
    before = _case(winter, case)
    _import(winter)
    assert _due(winter, case) == (FORGED_DUE, False)
    later = _on(winter, 23)
    with later.reading() as session:
        found = weigh_withdrawal(_row(later), later.calendar(session))
    [shown] = would_move(later, found)
    [reply] = [move for move in shown.moves if move.name == "reply"]
    assert (reply.was_on, reply.now_on, reply.provisional) == (FORGED_DUE, TRUE_DUE, True)
    assert _withdraw(later) == [1]
    assert _case(later, case) == before
    assert f"作出答复：因撤回{NUMBER}，期限由{FORGED_DUE}改为{TRUE_DUE}（暂定）" in _calls(
        later, 2
    )
    assert rebuild(later).changed == 0


def test_the_withdrawal_is_in_the_audit_and_the_notice_stays_with_its_reason(winter):
    _logged(winter)
    _import(winter)
    _withdraw(_on(winter, 23))
    row = _row(winter)
    assert row.withdrawn_why == "不是国务院办公厅发布的"
    assert row.withdrawn_at == datetime(2026, 12, 23, 2, 0, tzinfo=UTC)
    with winter.reading() as session:
        told = [entry["action"] for entry in audit_about(session, f"notice:{NUMBER}")]
    steps = ("imported", "reckoned", "withdrawn", "reckoned")
    assert told == [f"calendar.{step}" for step in steps]


def test_a_day_in_between_still_shows_the_dates_of_that_day(winter):
    case = _logged(winter)
    _import(_on(winter, 23))
    _withdraw(_on(winter, 25))
    last = _on(winter, 28)
    for day, due in ((22, TRUE_DUE), (23, FORGED_DUE), (24, FORGED_DUE), (25, TRUE_DUE)):
        with last.reading() as session:
            then = record_as_of(last, session, session.get_one(CaseRow, case), date(2026, 12, day))
        [reply] = [each for each in then.reckoned.milestones if each.name == "reply"]
        assert reply.due_on == due, day


def test_a_bundle_made_in_between_stays_whole(winter):
    case = _logged(winter)
    bundles = []
    for change in (lambda: None, lambda: _import(winter), lambda: _withdraw(winter)):
        change()
        with acting(winter, 1) as act:
            bundles.append(make_proof(act, case).content)
    for content in bundles:
        verdict = verify_proof(content, winter.audit)
        assert (verdict.faults, verdict.unchecked) == ([], [])
    assert len(set(bundles)) == 3


def test_a_case_closed_meanwhile_is_judged_without_the_notice_and_counted_in_the_listing(winter):
    case = _logged(winter)
    _import(winter)
    january = replace(winter, now=lambda: datetime(2027, 1, 20, 2, 0, tzinfo=UTC))
    with acting(january, 1) as act:
        ended = Closed(
            on=date(2027, 1, 20), outcome="other.other", method="none", reason="withdrawn"
        )
        record(act, case, ended, after=1)
    with january.reading() as session:
        found = weigh_withdrawal(_row(january), january.calendar(session))
    [shown] = would_move(january, found)
    assert shown.closed
    assert [(m.name, m.was_on, m.now_on) for m in shown.moves] == [("reply", FORGED_DUE, TRUE_DUE)]
    _withdraw(january)
    assert not any("撤回" in text for text in _calls(january, 1))
    assert rebuild(january).changed == 0


def test_the_right_notice_of_the_same_number_may_follow_and_be_withdrawn_too(winter):
    case = _logged(winter)
    _import(winter)
    with pytest.raises(NotAllowed, match="先撤回再导入"):
        _import(winter, TEXT_2027)
    _withdraw(winter)
    _import(winter, TEXT_2027)
    assert _due(winter, case) == (TRUE_DUE, False)
    _withdraw(winter)
    assert _due(winter, case) == (TRUE_DUE, True)
    assert rebuild(winter).changed == 0


def test_a_reckoning_still_under_way_does_no_harm(winter, monkeypatch):
    monkeypatch.setattr("casework.desk.moving._BATCH", 1)
    cases = [_logged(winter) for _ in range(3)]
    with winter.reading() as session:
        draft = read_notice(FORGED, winter.calendar(session).notices)
    with acting(winter, None) as act:
        under_way = reckon_all(winter, import_notice(act, draft))
    assert next(under_way) == 1
    assert sum(_withdraw(winter)) == 3
    assert sum(under_way) == 2
    assert {_due(winter, case) for case in cases} == {(TRUE_DUE, True)}
    assert rebuild(winter).changed == 0


def test_an_amendment_is_withdrawn_before_what_it_amends(winter):
    _import(winter)
    later = replace(winter, now=lambda: DECEMBER + timedelta(days=20))
    number = "国办发明电〔2027〕1号"
    _import(
        later,
        f"国务院办公厅关于调整2027年劳动节假期安排的通知\n{number}\n各省、自治区：\n"
        "现将调整2027年劳动节放假安排通知如下。\n一、2027年5月1日至4日放假调休，共4天。"
        "5月8日（星期六）上班。\n国务院办公厅\n2027年1月4日",
    )
    with pytest.raises(NotAllowed, match=f"{number}是在{NUMBER}之后调整2027年安排的"):
        _withdraw(later)
    _withdraw(later, number=number)
    _withdraw(later)
    with later.reading() as session:
        assert later.calendar(session).last_known_year == 2026


def test_what_cannot_be_withdrawn_is_refused_with_a_sentence(winter):
    with pytest.raises(NoSuchCase, match="没有导入过国办发明电〔2025〕7号"):
        _row(winter, "国办发明电〔2025〕7号")
    _import(winter)
    for reason in ("", " \n"):
        with pytest.raises(NotAllowed, match="请写明撤回的原因"):
            _withdraw(winter, reason)
    for person in (1, 2):
        with pytest.raises(NotPermitted, match="最上级机关的管理员"):
            _withdraw(winter, person=person)
    _withdraw(winter, person=3)
    with pytest.raises(NotAllowed, match="已经撤回"):
        _withdraw(winter)
    with pytest.raises(NoSuchCase), acting(winter, None) as act:
        withdraw_notice(act, 99, "错")


def test_moves_that_were_told_name_what_moved_them_last(winter):
    case = _logged(winter, clerk_id=2)
    _import(winter)
    _withdraw(winter)
    _import(_on(winter, 23))
    told = [text for text in _calls(_on(winter, 23), 2) if "作出答复：因" in text]
    assert told == [f"作出答复：因{NUMBER}，期限由{TRUE_DUE}改为{FORGED_DUE}"]
    assert _due(winter, case) == (FORGED_DUE, False)
