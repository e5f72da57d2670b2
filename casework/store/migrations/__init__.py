"""The schema, step by step, on both databases. A step is applied whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine

from casework.store.tables import METADATA

_LOCK = 711_2019
"""The advisory lock under which one process at a time changes a PostgreSQL schema."""


class BrokenReferences(RuntimeError):
    """A step would have left rows that point to nothing; it was rolled back."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up to a revision; does nothing where it is there already."""
    with _changing(engine) as connection:
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema back to a revision, `base` for an empty database."""
    with _changing(engine) as connection:
        command.downgrade(_config(connection), revision)


def current(engine: Engine) -> str | None:
    """The revision the database stands at, None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def check(engine: Engine) -> list[Any]:
    """How the tables as coded differ from the database as it is; empty when they agree."""
    with engine.connect() as connection:
        options = {"compare_server_default": True, "include_name": _is_coded}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, METADATA))


def _is_coded(name: str | None, kind: str, _parents: Any) -> bool:
    """The search index is of each database's own kind, with tables beside it on SQLite."""
    return kind != "table" or not str(name).startswith("case_words")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _changing(engine: Engine) -> Iterator[Connection]:
    """One transaction for all steps, alone; SQLite's references rest until its end."""
    on_sqlite = engine.dialect.name == "sqlite"
    with engine.execution_options(casework_writes=True).connect() as connection:
        if on_sqlite:
            _enforce_references(connection, "OFF")
        try:
            with connection.begin():
                if not on_sqlite:
                    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                yield connection
                if on_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise BrokenReferences("a migration left rows that point to nothing")
        finally:
            if on_sqlite:
                _enforce_references(connection, "ON")


def _enforce_references(connection: Connection, switch: str) -> None:
    # The pragma is ignored inside a transaction, and SQLAlchemy would open one.
    driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.cursor().execute(f"PRAGMA foreign_keys = {switch}")
