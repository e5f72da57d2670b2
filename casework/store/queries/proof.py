"""What a proof bundle takes from the register beside the record of the case."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from casework.store.tables import METADATA, AgencyRow, CaseRow

_AUDIT = METADATA.tables["audit"]
_NUMBERED = (
    select_rows(CaseRow)
    .join(AgencyRow, col(AgencyRow.id) == col(CaseRow.agency_id))
    .where(col(CaseRow.number) == bindparam("number"))
    .order_by(col(CaseRow.id))
)
_ABOUT = select(_AUDIT).where(_AUDIT.c.object == bindparam("about")).order_by(_AUDIT.c.seq)


def audit_about(session: Session, about: str) -> list[dict[str, Any]]:
    """Every audit entry about a thing, in the order of the chain."""
    return [dict(row) for row in session.connection().execute(_ABOUT, {"about": about}).mappings()]


def cases_numbered(session: Session, number: str, code: str | None) -> Sequence[CaseRow]:
    """Every case that bears a number: agencies may number alike; of one agency with its code."""
    asked = _NUMBERED if code is None else _NUMBERED.where(col(AgencyRow.code) == code)
    return session.exec(asked, params={"number": number}).all()
