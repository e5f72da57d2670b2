"""What a database has to be told after rows came in bulk, with ids of their own."""

from collections.abc import Iterable

from sqlalchemy import text
from sqlmodel import Session

from casework.store.session import Store


def move_sequences(session: Session, tables: Iterable[str]) -> None:
    """Ids were given here; PostgreSQL has to be told where to go on."""
    if session.connection().dialect.name != "postgresql":
        return
    for table in tables:
        # The names are those of our own tables.
        moved = text(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"  # noqa: S608
        )
        session.connection().execute(moved)


def refresh_statistics(store: Store) -> None:
    """Let the database learn what it now holds; without this it reads the wrong indexes."""
    if store.engine.dialect.name == "sqlite":
        with store.writing() as session:
            session.connection().execute(text("ANALYZE"))
        return
    # VACUUM runs in no transaction; it lets counts be read from the indexes alone.
    with store.engine.connect() as connection:
        alone = connection.execution_options(isolation_level="AUTOCOMMIT")
        for statement in (
            "SET statement_timeout = 0",
            "VACUUM ANALYZE",
            "RESET statement_timeout",
        ):
            alone.execute(text(statement))
