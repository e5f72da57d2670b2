"""A notice taken into the register: who may, what it moves, whom it tells, and what stays."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from casework.cases.events import Closed, Extended
from casework.desk.act import acting
from casework.desk.agencies import Particulars, found_agency, put_under
from casework.desk.calls import shown_for, shown_to
from casework.desk.housekeeping import DUTIES
from casework.desk.moving import reckon_all, would_move
from casework.desk.notices import import_notice, weigh
from casework.desk.people import add_person, give_role
from casework.desk.posting import run_duty
from casework.desk.rebuilding import rebuild
from casework.desk.recording import record
from casework.desk.refusals import NotAllowed, NotPermitted
from casework.law.receipt import Stamps
from casework.papers.notice import read_notice
from casework.store.tables import CalendarRunRow, CaseRow, NoticeRow
from tests.support.desk import at_once, log
from tests.support.notice_2027 import NUMBER, TEXT_2027

DECEMBER = datetime(2026, 12, 22, 2, 0, tzinfo=UTC)


@pytest.fixture
def winter(office):
    """The office on 22 December 2026."""
    return replace(office, now=lambda: DECEMBER)


def _draft(office, text=TEXT_2027):
    with office.reading() as session:
        return read_notice(text, office.calendar(session).notices)


def _weighed(office, text=TEXT_2027):
    with office.reading() as session:
        calendar = office.calendar(session)
    return weigh(_draft(office, text), calendar, office.today())


def _import(office, text=TEXT_2027):
    with acting(office, None) as act:
        return import_notice(act, _draft(office, text))


def _case(office, case_id):
    with office.reading() as session:
        return session.get_one(CaseRow, case_id)


def _logged(office, day, **more):
    return log(office, stamps=Stamps(submitted_on=day), **more).case_id


def test_a_case_of_late_december_is_provisional_until_the_notice_then_firm(winter):
    case_id = _logged(winter, date(2026, 12, 21))
    assert (_case(winter, case_id).due_on, _case(winter, case_id).provisional) == (
        date(2027, 1, 19),
        True,
    )
    assert list(reckon_all(winter, _import(winter))) == [1]
    after = _case(winter, case_id)
    assert (after.due_on, after.provisional) == (date(2027, 1, 19), False)
    assert rebuild(winter).changed == 0


def test_only_open_cases_whose_days_differ_are_moved_and_their_clerk_is_told(winter):
    moved = _logged(winter, date(2026, 12, 21), clerk_id=2)
    with acting(winter, 1) as act:
        extended = Extended(
            on=date(2026, 12, 22), workdays=20, approved_by="林", approved_on=date(2026, 12, 22)
        )
        record(act, moved, extended, after=1)
    closed = _logged(winter, date(2026, 12, 21))
    with acting(winter, 1) as act:
        ended = Closed(
            on=date(2026, 12, 22), outcome="other.other", method="none", reason="withdrawn"
        )
        record(act, closed, ended, after=1)
    early = _logged(winter, date(2026, 11, 2))
    before = _case(winter, closed), _case(winter, early)
    shown = list(would_move(winter, _weighed(winter)))
    assert [each.case_id for each in shown] == [moved]
    [reply] = [move for move in shown[0].moves if move.name == "reply"]
    assert _case(winter, moved).due_on == reply.was_on
    list(reckon_all(winter, _import(winter)))
    assert _case(winter, moved).due_on == reply.now_on != reply.was_on
    assert (_case(winter, closed), _case(winter, early)) == before
    with winter.reading() as session:
        calendar, today = winter.calendar(session), winter.today()
        told = [call for call in shown_to(session, 2, calendar, today) if call.case_id == moved]
        assert [call.text for call in told] == [
            f"作出答复：因{NUMBER}，期限由{reply.was_on}改为{reply.now_on}"
        ]
        assert told == [c for c in shown_for(session, moved, calendar, today) if NUMBER in c.text]
        later = shown_to(session, 2, calendar, date(2027, 1, 25))
        assert not any(NUMBER in call.text for call in later)
    assert rebuild(winter).changed == 0


def test_the_reckoning_goes_on_where_it_was_broken_off(winter, monkeypatch):
    monkeypatch.setattr("casework.desk.moving._BATCH", 2)
    ids = [_logged(winter, date(2026, 12, 21)) for _ in range(5)]
    run_id = _import(winter)
    shares = reckon_all(winter, run_id)
    assert next(shares) == 2
    shares.close()
    assert [_case(winter, case_id).provisional for case_id in ids] == [False] * 2 + [True] * 3
    with winter.reading() as session:
        run = session.exec(select(CalendarRunRow)).one()
        assert (run.done, run.total, run.done_at) == (2, 5, None)
    assert list(reckon_all(winter, run_id)) == [2, 1]
    assert not any(_case(winter, case_id).provisional for case_id in ids)
    assert list(reckon_all(winter, run_id)) == []


def test_the_outbox_carries_the_reckoning_on_duty_by_duty(winter, monkeypatch):
    monkeypatch.setattr("casework.desk.moving._BATCH", 1)
    monkeypatch.setattr("casework.desk.moving._BATCHES_A_DUTY", 2)
    ids = [_logged(winter, date(2026, 12, 21)) for _ in range(5)]
    _import(winter)
    duties = 0
    while run_duty(winter, DUTIES):
        duties += 1
    assert duties == 3
    assert not any(_case(winter, case_id).provisional for case_id in ids)


def test_a_notice_is_imported_once_and_only_without_doubt(winter):
    _import(winter)
    with pytest.raises(NotAllowed, match="不必再导入"):
        _import(winter)
    with pytest.raises(NotAllowed, match="所载的日期与这份不同"):
        _import(
            winter,
            TEXT_2027.replace("9月26日", "9月25日").replace(
                "25日（周日）、10", "25日（周六）、10"
            ),
        )
    with winter.reading() as session:
        assert [row.number for row in session.exec(select(NoticeRow))] == [NUMBER]


def test_of_two_first_notices_of_a_year_at_once_the_second_is_refused(winter):
    drafts = [
        _draft(winter, TEXT_2027.replace("〔2026〕9号", f"〔2026〕{number}号"))
        for number in range(11, 15)
    ]
    refused = []

    def bring_in(draft):
        try:
            with acting(winter, None) as act:
                import_notice(act, draft)
        except NotAllowed as no:
            refused.append(str(no))

    at_once(bring_in, *drafts)
    assert ["2027年的安排已有" in each for each in refused] == [True] * 3


def test_only_an_admin_at_the_head_of_the_tree_may_import(winter):
    with acting(winter, None) as act:
        found_agency(act, "city", Particulars(name="晋江市人民政府", short_name="市政府"))
        chief = add_person(act, "city", "chief", "chief")
        give_role(act, chief, "city", "admin", date(2019, 1, 1))
        put_under(act, "xiyuan", "city", date(2019, 1, 1))
    for person in (1, 2, 3):
        with (
            pytest.raises(NotPermitted, match="最上级机关的管理员"),
            acting(winter, person) as act,
        ):
            import_notice(act, _draft(winter))
    with acting(winter, chief) as act:
        import_notice(act, _draft(winter))


def test_an_amendment_of_the_imported_notice_is_a_second_version(winter):
    case_id = _logged(winter, date(2026, 12, 21))
    list(reckon_all(winter, _import(winter)))
    later = replace(winter, now=lambda: DECEMBER + timedelta(days=20))
    text = (
        "国务院办公厅关于调整2027年元旦假期安排的通知\n国办发明电〔2027〕1号\n各省、自治区：\n"
        "现将调整2027年元旦放假安排通知如下。\n一、2027年1月1日至4日放假调休，共4天。"
        "1月9日（星期六）上班。\n国务院办公厅\n2027年1月4日"
    )
    list(reckon_all(later, _import(later, text)))
    with later.reading() as session:
        calendar = later.calendar(session)
        assert not calendar.is_workday(date(2027, 1, 4))
        assert calendar.known_on(date(2027, 1, 3)).is_workday(date(2027, 1, 4))
    assert rebuild(later).changed == 0
    assert _case(later, case_id).due_on == date(2027, 1, 19)
