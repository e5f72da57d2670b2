from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from casework.law.calendar import issued_calendar
from casework.law.notices import NOTICES, Festival, Notice
from casework.office import ClockBehind, WrongKeys, open_office
from casework.settings import read_settings
from casework.store.audit import Entry
from casework.store.notice_mapping import notice_row
from casework.store.schema import WrongSchema
from casework.store.tables import AgencyRow, ApplicantRow
from tests.support.empty_registers import new_register

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
NOTICE_2027 = Notice(
    "国办发明电〔2026〕9号",
    date(2026, 11, 3),
    2027,
    (Festival("元旦", date(2027, 1, 1), date(2027, 1, 3), (date(2027, 1, 9),)),),
)


@pytest.fixture
def settings(tmp_path):
    return read_settings({"CASEWORK_DATA": str(tmp_path / "data")})


@pytest.fixture
def office(settings):
    """A register on 2026-03-02, noon in 晋江."""
    settings.data.mkdir()
    new_register(settings.data / "casework.db")
    opened = replace(open_office(settings), now=lambda: NOON)
    yield opened
    opened.close()


def _agency(code):
    return AgencyRow(code=code, name=code, short_name=code)


def _act(office, code="a"):
    """Something recorded, with its entry in the audit."""
    with office.transaction() as session:
        session.add(_agency(code))
        office.audit.append(session, Entry(office.now(), "lin", code, "found", f"agency/{code}"))


def _codes(office):
    with office.reading() as session:
        return sorted(agency.code for agency in session.exec(select(AgencyRow)))


def test_an_action_is_stored_whole_or_not_at_all(office):
    _act(office)

    def fail(session):
        session.add(_agency("b"))
        session.flush()
        raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"), office.transaction() as session:
        fail(session)
    assert _codes(office) == ["a"]


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 3, 2, 15, 59, 59, tzinfo=UTC), date(2026, 3, 2)),
        (datetime(2026, 3, 2, 16, 0, tzinfo=UTC), date(2026, 3, 3)),
        (datetime(2025, 12, 31, 16, 0, tzinfo=UTC), date(2026, 1, 1)),
    ],
)
def test_the_legal_day_ends_at_midnight_in_china(office, now, day):
    assert replace(office, now=lambda: now).today() == day


def test_nothing_is_written_while_the_clock_is_before_the_newest_record(office):
    _act(office)
    late = replace(office, now=lambda: NOON - timedelta(minutes=2))
    with pytest.raises(ClockBehind, match="早于最近一次登记的时间（2026-03-02 12:00）"):
        _act(late, "b")
    assert "已停止写入" in late.clock_behind()
    assert _codes(late) == ["a"]


def test_a_clock_put_right_writes_again(office):
    _act(office)
    _act(replace(office, now=lambda: NOON + timedelta(days=1)), "b")
    assert office.clock_behind()
    right = replace(office, now=lambda: NOON + timedelta(days=1, seconds=1))
    assert right.clock_behind() is None
    _act(right, "c")
    assert _codes(office) == ["a", "b", "c"]


def test_two_machines_may_differ_by_seconds(office):
    _act(office)
    _act(replace(office, now=lambda: NOON - timedelta(seconds=59)), "b")
    assert _codes(office) == ["a", "b"]


def test_the_calendar_is_the_delivered_one_until_a_notice_is_imported(office):
    with office.reading() as session:
        assert office.calendar(session) is issued_calendar()


def test_an_imported_notice_counts_at_once_in_the_same_transaction(office):
    worked = date(2027, 1, 9)
    with office.transaction() as session:
        assert not office.calendar(session).is_workday(worked)
        session.add(notice_row(NOTICE_2027, imported_by=None))
        session.flush()
        assert office.calendar(session).is_workday(worked)
    with office.reading() as session:
        assert office.calendar(session).last_known_year == 2027
        assert office.calendar(session) is office.calendar(session)


def test_a_notice_that_is_delivered_too_counts_as_delivered(office):
    wrong = replace(NOTICES[-1], festivals=NOTICE_2027.festivals)
    with office.transaction() as session:
        session.add(notice_row(wrong, imported_by=None))
    with office.reading() as session:
        assert office.calendar(session) is issued_calendar()


def test_a_register_without_the_right_schema_is_not_opened(settings):
    with pytest.raises(WrongSchema, match="casework migrate"):
        open_office(settings)


@pytest.mark.parametrize("lost", ["field.key", "audit.key"])
def test_a_register_whose_keys_were_left_behind_is_not_opened(office, settings, lost):
    _act(office)
    with office.transaction() as session:
        session.add(ApplicantRow(agency_id=1, kind="research", name="所", phone="0595-85600000"))
    (settings.data / lost).unlink()
    with pytest.raises(WrongKeys, match="原来的密钥文件"):
        open_office(settings)


def test_a_register_with_its_keys_is_opened_again(office, settings):
    _act(office)
    with office.transaction() as session:
        session.add(ApplicantRow(agency_id=1, kind="research", name="所", phone="0595-85600000"))
    again = open_office(settings)
    assert _codes(again) == ["a"]
    again.close()


def test_everything_of_an_office_lies_in_its_data_folder(office, settings):
    names = {path.name for path in settings.data.iterdir()}
    assert {"casework.db", "field.key", "audit.key"} <= names
    assert office.settings == settings
