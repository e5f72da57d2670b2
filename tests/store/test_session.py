from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlmodel import select

from casework.settings import read_settings
from casework.store import migrations
from casework.store.queries.cases import lock_case, next_serial
from casework.store.session import open_engine, open_store
from casework.store.tables import AgencyRow, CaseRow, PersonRow

THREADS, TIMES = 8, 50


def _in_threads(work):
    with ThreadPoolExecutor(THREADS) as pool:
        return [result for many in pool.map(work, range(THREADS)) for result in many]


def _codes(store):
    with store.reading() as session:
        return sorted(agency.code for agency in session.exec(select(AgencyRow)))


def test_what_is_written_is_there_afterwards_and_readable_after_the_block(store):
    with store.writing() as session:
        agency = AgencyRow(code="xiyuan", name="西园街道办事处", short_name="西园")
        session.add(agency)
    assert agency.id == 1
    assert _codes(store) == ["xiyuan"]


def test_an_action_that_fails_leaves_nothing(store):
    def fail(session):
        session.add(AgencyRow(code="a", name="甲", short_name="甲"))
        session.flush()
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"), store.writing() as session:
        fail(session)
    assert _codes(store) == []


def test_a_commit_that_fails_leaves_nothing_and_the_next_action_works(store):
    rows = [
        AgencyRow(code="a", name="甲", short_name="甲"),
        CaseRow(agency_id=99, year=2023, serial=1, number="1", subject="预算"),
    ]
    with pytest.raises(IntegrityError), store.writing() as session:
        session.add_all(rows)
    assert _codes(store) == []
    with store.writing() as session:
        session.add(AgencyRow(code="b", name="乙", short_name="乙"))
    assert _codes(store) == ["b"]


def test_a_reading_session_cannot_write(store):
    with pytest.raises(DatabaseError), store.reading() as session:
        session.connection().execute(text("INSERT INTO counters VALUES (1, 2023, 1)"))
    assert _codes(store) == []


def test_a_connection_takes_turns_at_reading_and_writing(store):
    insert = text("INSERT INTO agencies (code, name, short_name) VALUES (:code, 'y', 'y')")
    for code in "ab":
        with store.writing() as session:
            session.add(AgencyRow(code=code, name="y", short_name="y"))
        with pytest.raises(DatabaseError, match=r"read-?only"), store.reading() as session:
            session.execute(insert, {"code": "x"})
    assert _codes(store) == ["a", "b"]


def test_a_reading_session_sees_one_moment(store):
    with ThreadPoolExecutor(1) as pool, store.reading() as session:
        assert session.exec(select(AgencyRow)).all() == []
        # With a rollback journal the writer waits for us instead; either way we see nothing.
        wait([pool.submit(_add_agency, store)], timeout=2)
        assert session.exec(select(AgencyRow)).all() == []
    assert _codes(store) == ["a"]


def test_eight_threads_lose_no_increment(store, case_id):
    def increment(_):
        for _ in range(TIMES):
            with store.writing() as session:
                case = lock_case(session, case_id)
                case.last_seq += 1
        return []

    _in_threads(increment)
    with store.reading() as session:
        assert session.get(CaseRow, case_id).last_seq == THREADS * TIMES


def test_eight_threads_get_no_serial_number_twice(store, case_id):
    def take(_):
        taken = []
        for _ in range(TIMES):
            with store.writing() as session:
                taken.append(next_serial(session, 1, 2023))
        return taken

    assert sorted(_in_threads(take)) == list(range(1, THREADS * TIMES + 1))


def test_a_serial_number_of_an_action_that_failed_is_given_again(store, case_id):
    def fail(session):
        raise RuntimeError(next_serial(session, 1, 2023))

    with pytest.raises(RuntimeError), store.writing() as session:
        fail(session)
    with store.writing() as session:
        assert next_serial(session, 1, 2023) == 1
        assert next_serial(session, 1, 2024) == 1
        assert next_serial(session, 1, 2023) == 2


def test_an_error_of_the_database_does_not_tell_what_was_to_be_stored(store):
    people = [PersonRow(login="lin", name="林秘密") for _ in range(2)]
    with pytest.raises(IntegrityError) as raised, store.writing() as session:
        session.add_all(people)
    assert "林秘密" not in str(raised.value)


def test_a_row_in_a_log_shows_its_key_and_nothing_else(store):
    with store.writing() as session:
        person = PersonRow(login="lin", name="林秘密", phone="13800000000")
        assert f"{person} {person!r}" == "PersonRow(new) PersonRow(new)"
        session.add(person)
    assert f"{person} {person!r}" == "PersonRow(1) PersonRow(1)"


def test_postgresql_waits_for_nothing_for_ever_and_thinks_in_utc(postgres_database):
    engine = open_engine(postgres_database)
    with engine.connect() as connection:
        shown = {
            name: connection.execute(text(f"SHOW {name}")).scalar_one()
            for name in ("timezone", "lock_timeout", "idle_in_transaction_session_timeout")
        }
    engine.dispose()
    assert shown == {
        "timezone": "UTC",
        "lock_timeout": "5s",
        "idle_in_transaction_session_timeout": "1min",
    }


def test_only_the_two_kinds_of_database_are_opened(tmp_path):
    with pytest.raises(ValueError, match="sqlite: 或者 postgresql:"):
        open_engine("mysql://localhost/casework")
    with pytest.raises(ValueError, match="文件"):
        open_engine("sqlite://")


def test_the_store_of_the_settings_keeps_its_key_in_the_data_folder(tmp_path):
    settings = read_settings({"CASEWORK_DATA": str(tmp_path / "data")})
    first, second = open_store(settings), open_store(settings)
    migrations.upgrade(first.engine)
    assert second.keys.decrypt(first.keys.encrypt("350582199001010011")) == "350582199001010011"
    first.close()
    second.close()


def _add_agency(store):
    with store.writing() as session:
        session.add(AgencyRow(code="a", name="甲", short_name="甲"))
