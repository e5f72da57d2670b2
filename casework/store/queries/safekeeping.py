"""What a backup must hold beside the database, and what must not come back with one."""

from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Select, select, update
from sqlmodel import Session

from casework.store.files import StoredFile
from casework.store.tables import METADATA

_ATTACHMENTS = METADATA.tables["attachments"]
_SESSIONS = METADATA.tables["sessions"]
_FILES: Select[Any] = (
    select(_ATTACHMENTS.c.sha256, _ATTACHMENTS.c.size).distinct().order_by(_ATTACHMENTS.c.sha256)
)
_REVOKE = update(_SESSIONS).where(_SESSIONS.c.revoked_at.is_(None))


def stored_files(engine: Engine) -> list[StoredFile]:
    """Each attachment a database names, once."""
    with engine.connect() as connection:
        return [StoredFile(row.sha256, row.size) for row in connection.execute(_FILES)]


def revoke_sessions(session: Session, now: datetime) -> None:
    """Sign everybody out."""
    session.connection().execute(_REVOKE.values(revoked_at=now))
