"""How a column is written into a migration: in SQLAlchemy's own words.

A migration is history and must run when SQLModel or our types have changed.
"""

from typing import Any, Literal

from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from casework.store.secrets import EncryptedText


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """The text for an item, or False for alembic's own."""
    if kind != "type":
        return False
    if isinstance(item, AutoString):
        return "sa.String()"
    if isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return "sa.Text()" if isinstance(item, EncryptedText) else False
