"""What a backup must hold beside the database, and what must not come back with one."""

from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, Engine, select, union, update
from sqlmodel import Session

from casework.store.files import StoredFile
from casework.store.tables import METADATA

_ATTACHMENTS = METADATA.tables["attachments"]
_SESSIONS = METADATA.tables["sessions"]
_REPORTS = METADATA.tables["report_files"]
_FILES: CompoundSelect[Any] = union(
    select(_ATTACHMENTS.c.sha256, _ATTACHMENTS.c.size),
    select(_REPORTS.c.sha256, _REPORTS.c.size),
).order_by("sha256")
_REVOKE = update(_SESSIONS).where(_SESSIONS.c.revoked_at.is_(None))


def stored_files(engine: Engine) -> list[StoredFile]:
    """Each attachment and each file of a sealed report that a database names, once."""
    with engine.connect() as connection:
        return [StoredFile(row.sha256, row.size) for row in connection.execute(_FILES)]


def revoke_sessions(session: Session, now: datetime) -> None:
    """Sign everybody out."""
    session.connection().execute(_REVOKE.values(revoked_at=now))
