"""Insert unless it is there already: both databases know it, each by a statement of its own."""

from types import ModuleType
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session


def dialect_of(session: Session) -> ModuleType:
    """Whose `insert` to use."""
    return sqlite if session.get_bind().dialect.name == "sqlite" else postgresql


def unless_there(session: Session, table: Table) -> Any:
    """An insert that leaves a row with the same unique key as it is."""
    return dialect_of(session).insert(table).on_conflict_do_nothing()
