from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from casework.store import migrations
from casework.store.schema import HEAD, WrongSchema, refuse_other_schema, revision_of
from casework.store.session import open_engine
from casework.store.tables import (
    METADATA,
    CalendarRunRow,
    DeadlineMoveRow,
    EventRow,
    NoticeRow,
    utc_now,
)

REVISIONS = ["base", *(f"{number:04}" for number in range(1, int(HEAD) + 1))]


@pytest.fixture
def engine(empty_url):
    opened = open_engine(empty_url)
    yield opened
    opened.dispose()


def _record_something(store, case_id):
    with store.writing() as session:
        session.add(
            EventRow(
                case_id=case_id,
                seq=1,
                kind="signed",
                on=date(2023, 3, 1),
                details={"by": "王"},
                recorded_at=utc_now(),
                recorded_by=1,
            )
        )


def test_the_tables_as_coded_are_the_tables_as_migrated(store):
    assert migrations.check(store.engine) == []
    assert migrations.current(store.engine) == HEAD


def test_the_program_knows_the_last_step_without_asking_alembic():
    folder = Path(migrations.__file__).parent
    assert ScriptDirectory(str(folder)).get_current_head() == HEAD


def test_every_step_goes_up_and_down(engine):
    for revision in REVISIONS[1:]:
        migrations.upgrade(engine, revision)
        assert migrations.current(engine) == revision
    for revision in reversed(REVISIONS[:-1]):
        migrations.downgrade(engine, revision)
    assert inspect(engine).get_table_names() == ["alembic_version"]


def test_a_register_with_cases_goes_down_and_up_again(store, case_id):
    _record_something(store, case_id)
    migrations.downgrade(store.engine, "0001")
    migrations.upgrade(store.engine)
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT code FROM agencies")).scalar_one() == "xiyuan"
        assert connection.execute(text("SELECT count(*) FROM cases")).scalar_one() == 0
    assert migrations.check(store.engine) == []


def test_upgrading_twice_changes_nothing(store, case_id):
    migrations.upgrade(store.engine)
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT id FROM cases")).scalar_one() == case_id


def test_two_processes_may_upgrade_at_once(empty_url):
    engines = [open_engine(empty_url) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(migrations.upgrade, engines))
    assert [migrations.current(engine) for engine in engines] == [HEAD, HEAD]
    for engine in engines:
        engine.dispose()


def test_a_step_that_fails_leaves_the_schema_as_it_was(engine):
    migrations.upgrade(engine, "0001")
    with engine.execution_options(casework_writes=True).begin() as connection:
        connection.execute(text("CREATE TABLE attachments (id INTEGER)"))
    with pytest.raises(DatabaseError):
        migrations.upgrade(engine)
    assert migrations.current(engine) == "0001"
    assert not inspect(engine).has_table("cases")


@pytest.mark.parametrize("statement", ["UPDATE events SET kind = 'closed'", "DELETE FROM events"])
def test_the_database_refuses_to_change_what_was_recorded(store, case_id, statement):
    _record_something(store, case_id)
    with (
        pytest.raises(DatabaseError, match="recorded rows are never changed"),
        store.writing() as s,
    ):
        s.connection().execute(text(statement))


def test_every_constraint_has_a_name_by_which_sqlite_can_drop_it():
    nameless = [
        (table.name, constraint)
        for table in METADATA.sorted_tables
        for constraint in table.constraints
        if not constraint.name
    ]
    assert nameless == []


def test_a_program_and_a_schema_that_do_not_fit_refuse_each_other(engine):
    with pytest.raises(WrongSchema, match="casework migrate"):
        refuse_other_schema(engine)
    migrations.upgrade(engine, "0001")
    with pytest.raises(WrongSchema, match="0001"):
        refuse_other_schema(engine)
    migrations.upgrade(engine)
    refuse_other_schema(engine)
    assert revision_of(engine) == HEAD
    with engine.execution_options(casework_writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(WrongSchema, match="新版本"):
        refuse_other_schema(engine)


def test_imported_notices_and_what_they_moved_survive_the_keys_of_their_own(store, case_id):
    migrations.downgrade(store.engine, "0009")
    with store.engine.execution_options(casework_writes=True).begin() as connection:
        for statement in _IMPORTED_BEFORE.split(";"):
            connection.execute(text(statement))
    migrations.upgrade(store.engine)
    with store.engine.connect() as connection:
        owed = connection.execute(text("SELECT about, payload FROM outbox")).one()
    with store.writing() as session:
        [notice] = session.exec(select(NoticeRow)).all()
        [run] = session.exec(select(CalendarRunRow)).all()
        [move] = session.exec(select(DeadlineMoveRow)).all()
        assert (notice.number, notice.withdrawn_at) == ("国办发明电〔2026〕9号", None)
        assert notice.festivals == [{"name": "元旦"}]
        assert (run.notice_id, run.withdrawal, run.last_case_id) == (notice.id, False, 7)
        assert (move.run_id, move.case_id, move.now_on) == (run.id, case_id, date(2027, 1, 19))
        notice.withdrawn_at = utc_now()
    assert owed.about.startswith("reckon:国办发明电")
    assert str(run.id) in str(owed.payload)
    migrations.downgrade(store.engine, "0009")
    with store.engine.connect() as connection:
        for table in ("notices", "calendar_runs", "deadline_moves"):
            count = text(f"SELECT count(*) FROM {table}")
            assert connection.execute(count).scalar_one() == 0


_IMPORTED_BEFORE = """
INSERT INTO notices VALUES ('国办发明电〔2026〕9号', '2026-11-18', 2027,
  '[{"name": "元旦"}]', '2026-12-01 02:00:00+00', NULL);
INSERT INTO calendar_runs VALUES ('国办发明电〔2026〕9号', '2026-12-29', 9, 3, 1, 7,
  '2026-12-01 02:00:00+00', NULL);
INSERT INTO deadline_moves VALUES ('国办发明电〔2026〕9号', 1, 'reply', '', 1,
  '2027-01-20', '2027-01-19', '2026-12-01 02:00:00+00');
INSERT INTO outbox (kind, about, payload, state, tries, due_at, fence, error, created_at)
  VALUES ('reckon', 'reckon:国办发明电〔2026〕9号:7', '{"number": "国办发明电〔2026〕9号"}',
  'pending', 0, '2026-12-01 02:00:00+00', 0, '', '2026-12-01 02:00:00+00')
"""
