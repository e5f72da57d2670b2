"""The register as it stood at a moment: what had been recorded about a case."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from casework.store.tables import EventRow, PersonRow

_RECORD = (
    select(EventRow, col(PersonRow.name))
    .join(PersonRow, col(PersonRow.id) == col(EventRow.recorded_by))
    .where(
        col(EventRow.case_id) == bindparam("case_id"),
        col(EventRow.recorded_at) < bindparam("moment"),
    )
    .order_by(col(EventRow.seq))
)


def record_until(
    session: Session, case_id: int, moment: datetime
) -> Sequence[tuple[EventRow, str]]:
    """What had been recorded about a case before a moment, each with who recorded it."""
    return session.exec(_RECORD, params={"case_id": case_id, "moment": moment}).all()
