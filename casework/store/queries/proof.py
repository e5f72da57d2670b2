"""What a proof bundle takes from the register beside the record of the case."""

from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session

from casework.store.tables import METADATA

_AUDIT = METADATA.tables["audit"]
_ABOUT = select(_AUDIT).where(_AUDIT.c.object == bindparam("about")).order_by(_AUDIT.c.seq)


def audit_about(session: Session, about: str) -> list[dict[str, Any]]:
    """Every audit entry about a thing, in the order of the chain."""
    return [dict(row) for row in session.connection().execute(_ABOUT, {"about": about}).mappings()]
