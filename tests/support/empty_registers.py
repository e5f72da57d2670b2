"""Empty registers for the tests: migrated once for each worker, then copied or emptied.

Making a PostgreSQL database costs half a second, emptying one a few milliseconds. So a database
goes from test to test; only one whose schema a test has changed is thrown away.
"""

import contextlib
import functools
import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from casework.store import migrations
from casework.store.session import open_engine

# Whoever still holds a connection, and with it a lock, is no longer part of a test.
_ALONE = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
# The triggers that keep recorded rows, and the references, rest for this connection.
_EMPTY = """
SET session_replication_role = replica;
DO $$
DECLARE name text;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
    LOOP EXECUTE format('DELETE FROM %I', name); END LOOP;
    PERFORM setval(format('%I', sequencename)::regclass, start_value, false)
        FROM pg_sequences WHERE schemaname = 'public';
END $$
"""
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
_SCHEMA = """
SELECT string_agg(thing, ' ' ORDER BY thing) FROM (
    SELECT concat(oid, relname) AS thing FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT concat(attrelid, attname) FROM pg_attribute WHERE attrelid > 16383
    UNION ALL SELECT concat(oid, tgname, tgenabled) FROM pg_trigger
) AS things
"""


def migrate(url: str) -> None:
    """Bring an empty database to the schema of today."""
    engine = open_engine(url)
    migrations.upgrade(engine)
    engine.dispose()


def new_register(path: Path) -> str:
    """Make an empty register of SQLite at a path; returns its address."""
    path.write_bytes(_sqlite_model())
    return f"sqlite:///{path}"


@functools.cache
def _sqlite_model() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "casework.db"
        migrate(f"sqlite:///{path}")
        return path.read_bytes()


class PostgresRegisters:
    """Registers in databases of one server, copied from one model and used again."""

    def __init__(self, server: str) -> None:
        self._server = server.rpartition("/")[0]
        self._serial = itertools.count(1)
        # Each with a connection of ours, because opening one costs more than the emptying.
        self._free: list[tuple[str, psycopg.Connection[Any]]] = []
        self._create("model", "template1")
        migrate(self._url("model"))
        with self._connected("model") as connection:
            self._schema = _schema_of(connection)
            self._rows = _rows_of(connection)

    @contextlib.contextmanager
    def lent(self) -> Iterator[str]:
        """The address of an empty register, nobody else's as long as the block lasts."""
        name, connection = self._free.pop() if self._free else self._copy()
        yield self._url(name)
        connection.execute(_ALONE)
        if _schema_of(connection) == self._schema:
            self._empty(connection)
            self._free.append((name, connection))
        else:
            connection.close()

    def close(self) -> None:
        """Let go of the server."""
        for _, connection in self._free:
            connection.close()

    def _url(self, name: str) -> str:
        return f"{self._server}/{name}"

    def _connected(self, name: str) -> psycopg.Connection[Any]:
        return psycopg.connect(self._url(name), autocommit=True)

    def _create(self, name: str, model: str) -> None:
        with self._connected("postgres") as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{model}"')

    def _copy(self) -> tuple[str, psycopg.Connection[Any]]:
        name = f"register_{next(self._serial)}"
        self._create(name, "model")
        return name, self._connected(name)

    def _empty(self, connection: psycopg.Connection[Any]) -> None:
        """Take out every row, then put in those that a register has from the beginning."""
        connection.execute(_EMPTY)
        for table, rows in self._rows.items():
            connection.execute(
                f"INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, %s)",
                [rows],
            )


def _schema_of(connection: psycopg.Connection[Any]) -> str:
    """What tells two schemas apart; a copy has the numbers of its model."""
    [(told,)] = connection.execute(_SCHEMA).fetchall()
    return str(told)


def _rows_of(connection: psycopg.Connection[Any]) -> dict[str, str]:
    """The rows of a new register, as JSON, by table."""
    tables = [name for (name,) in connection.execute(_TABLES).fetchall()]
    asked = ((table, f"SELECT json_agg(t)::text FROM {table} t") for table in tables)
    told = ((table, connection.execute(query).fetchone()) for table, query in asked)
    return {table: row[0] for table, row in told if row and row[0]}
