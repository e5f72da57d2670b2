"""The one door to the database: `writing()` and `reading()` give a session, and end it.

Nothing below these two commits. A writing session is one action: it is stored whole when the
block ends well, and not at all when anything fails, the commit included. A reading session sees
one moment of the database, and cannot write.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session

from casework.settings import BadSettings, Settings
from casework.store.postgres import postgres_engine
from casework.store.secrets import FieldKeys, give_keys
from casework.store.sqlite import sqlite_engine
from casework.store.turns import Turns


class Store:
    """The database of one register."""

    def __init__(self, engine: Engine, keys: FieldKeys) -> None:
        give_keys(engine.dialect, keys)
        self.engine = engine
        self.keys = keys
        self._turns = Turns() if engine.dialect.name == "sqlite" else None
        self._writer = engine.execution_options(casework_writes=True)
        self._reader = _reading(engine)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are stored together when the block ends, or never."""
        # Rows stay readable after the commit: the answer is made from them.
        session = Session(self._writer, expire_on_commit=False)
        with self._turn(), session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment and changes nothing."""
        with (
            self._reader.connect() as connection,
            connection.begin(),
            Session(connection, expire_on_commit=False, autoflush=False) as session,
        ):
            yield session

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def _turn(self) -> AbstractContextManager[None]:
        return self._turns.turn() if self._turns else nullcontext()


def _reading(engine: Engine) -> Engine:
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def open_engine(url: str) -> Engine:
    """An engine for the address of a database.

    Raises BadSettings for a kind we do not keep and for what is no address; the line never shows
    it, since it may hold a password.
    """
    try:
        kind = make_url(url).get_backend_name()
    except (ArgumentError, ValueError):
        kind = ""
    if kind == "sqlite":
        return sqlite_engine(url)
    if kind in ("postgresql", "postgres"):
        return postgres_engine(url)
    raise BadSettings(
        "CASEWORK_DATABASE_URL 不是数据库地址：应当以 sqlite: 或者 postgresql: 开头，"
        "形如 postgresql://casework@db.example.gov.cn/casework"
    )


def open_store(settings: Settings) -> Store:
    """The store that the settings name, with the keys of its encrypted columns."""
    return Store(open_engine(settings.database), FieldKeys(settings.field_keys()))
