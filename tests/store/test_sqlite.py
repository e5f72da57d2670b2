import sqlite3
import stat
import sys
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from casework.store import sqlite
from casework.store.sqlite import PragmaRefused, choose_library, is_safe_for_wal, sqlite_engine


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
        ((4, 0, 0), True),
    ],
)
def test_the_wal_reset_bug_is_known_by_version(version, safe):
    assert is_safe_for_wal(version) is safe


def _pragma(connection, name):
    return connection.execute(text(f"PRAGMA {name}")).scalar_one()


def test_every_connection_is_durable_and_checks_references(tmp_path):
    engine = sqlite_engine(f"sqlite:///{tmp_path / 'casework.db'}")
    sound = is_safe_for_wal(choose_library().sqlite_version_info)
    with engine.connect() as connection:
        assert _pragma(connection, "journal_mode") == ("wal" if sound else "truncate")
        assert _pragma(connection, "synchronous") == 2
        assert _pragma(connection, "foreign_keys") == 1
        assert _pragma(connection, "secure_delete") == 1
        assert _pragma(connection, "busy_timeout") == 15_000
    engine.dispose()


def test_a_library_with_the_bug_gets_a_rollback_journal(tmp_path):
    library = SimpleNamespace(**vars(sqlite3) | {"sqlite_version_info": (3, 40, 1)})
    engine = sqlite_engine(f"sqlite:///{tmp_path / 'casework.db'}", library)
    with engine.connect() as connection:
        assert _pragma(connection, "journal_mode") == "truncate"
        assert _pragma(connection, "synchronous") == 2
    engine.dispose()


def test_a_setting_that_sqlite_does_not_take_is_noticed(tmp_path, monkeypatch):
    monkeypatch.setitem(sqlite._PRAGMAS, "synchronous", 99)
    engine = sqlite_engine(f"sqlite:///{tmp_path / 'casework.db'}")
    with pytest.raises(PragmaRefused, match="synchronous"):
        engine.connect()
    engine.dispose()


def test_without_the_wheel_pythons_own_library_is_taken(monkeypatch):
    monkeypatch.setitem(sys.modules, "pysqlite3.dbapi2", None)
    assert choose_library() is sqlite3


def test_the_file_and_its_folder_are_the_owners_alone(tmp_path):
    path = tmp_path / "data" / "casework.db"
    sqlite_engine(f"sqlite:///{path}").dispose()
    file, folder = (0o666, 0o777) if sys.platform == "win32" else (0o600, 0o700)
    assert stat.S_IMODE(path.stat().st_mode) == file
    assert stat.S_IMODE(path.parent.stat().st_mode) == folder


def test_statements_stay_compiled_from_one_reading_to_the_next(tmp_path):
    """A pragma that sets a flag expires every statement of its connection."""
    engine, given = sqlite_engine(f"sqlite:///{tmp_path / 'casework.db'}"), []
    for _ in range(3):
        with engine.begin() as connection:
            connection.connection.dbapi_connection.set_trace_callback(given.append)
    assert given == ["COMMIT", "BEGIN", "COMMIT", "BEGIN", "COMMIT"]
    engine.dispose()
