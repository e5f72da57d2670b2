"""SQLite as the register needs it: durable at a power cut, honest about its locks.

The library that comes with Python may have the WAL-reset bug, which can corrupt a database that
two connections write; such a library gets a rollback journal instead. Every pragma is read back,
because SQLite answers a refusal with the old value and no error.
"""

import importlib
import os
import sqlite3
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

from casework.settings import BadSettings, make_private_folder
from casework.store.codec import as_json

Version = tuple[int, ...]

_FIXED = (3, 51, 3)
_BACKPORTED = ((3, 50, 7), (3, 44, 6))

_PRAGMAS: dict[str, int] = {
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "temp_store": 2,
    "mmap_size": 0,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "wal_autocheckpoint": 1000,
    "journal_size_limit": 64 * 1024 * 1024,
    "busy_timeout": 15_000,
}


_READS_ONLY = "casework_reads_only"
"""Whether a connection refuses to write, noted beside it."""


class PragmaRefused(RuntimeError):
    """SQLite did not take a setting that the safety of the register rests on."""


def is_safe_for_wal(version: Version) -> bool:
    """Whether this SQLite is free of the WAL-reset bug."""
    return version >= _FIXED or any(
        version[:2] == fixed[:2] and version >= fixed for fixed in _BACKPORTED
    )


def choose_library() -> ModuleType:
    """The SQLite to use: the wheel's where it is installed and sound, else Python's own."""
    try:
        wheel = importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3
    return wheel if is_safe_for_wal(wheel.sqlite_version_info) else sqlite3


def sqlite_engine(url: str, library: ModuleType | None = None) -> Engine:
    """An engine for a database file, which is made here if it is not there yet."""
    library = library or choose_library()
    path = make_url(url).database
    if not path or path == ":memory:":
        raise BadSettings(
            "CASEWORK_DATABASE_URL：SQLite 数据库必须是一个文件 a register in memory would be lost"
        )
    _make_private_file(Path(path))
    engine = create_engine(
        url,
        module=library,
        json_serializer=as_json,
        hide_parameters=True,  # An error's text goes to the log; what was to be stored must not.
        connect_args={"isolation_level": None, "timeout": 15},
        pool_size=16,
        max_overflow=32,
    )
    journal = "wal" if is_safe_for_wal(library.sqlite_version_info) else "truncate"
    event.listen(engine, "connect", lambda connection, _: _set_pragmas(connection, journal))
    event.listen(engine, "begin", _begin)
    return engine


def _make_private_file(path: Path) -> None:
    make_private_folder(path.parent)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _set_pragmas(connection: Any, journal: str) -> None:
    cursor = connection.cursor()
    for name, wanted in ({"journal_mode": journal} | _PRAGMAS).items():
        cursor.execute(f"PRAGMA {name} = {wanted}").fetchall()
        told = cursor.execute(f"PRAGMA {name}").fetchone()[0]
        if told != wanted:
            raise PragmaRefused(f"PRAGMA {name}: wanted {wanted}, got {told}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Take the write lock at once, or none at all: a read that turns into a write may fail.

    The pragma makes SQLite compile every statement anew, so it is given only where it changes
    something. Every page begins a read, which waits for nobody: the driver is spoken to without
    SQLAlchemy between, which makes of a lock that is not to be had the error that we know.
    """
    writes = connection.get_execution_options().get("casework_writes", False)
    driver: Any = connection.connection.dbapi_connection
    if connection.info.get(_READS_ONLY) is not (not writes):
        driver.execute(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
        connection.info[_READS_ONLY] = not writes
    if writes:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        driver.execute("BEGIN")
