"""One case: found, locked, with its record and its deadlines; and the numbers of new ones."""

from collections.abc import Sequence

from sqlalchemy import bindparam, text
from sqlmodel import Session, col, select

from casework.store.tables import CaseRow, EventRow, MilestoneRow

# FOR NO KEY UPDATE: a reminder that only refers to the case need not wait for it.
_LOCKED = (
    select(CaseRow)
    .where(col(CaseRow.id) == bindparam("case_id"))
    .with_for_update(key_share=True)
    .execution_options(populate_existing=True)
)
_HISTORY = (
    select(EventRow)
    .where(col(EventRow.case_id) == bindparam("case_id"))
    .order_by(col(EventRow.seq))
)
_MILESTONES = select(MilestoneRow).where(col(MilestoneRow.case_id) == bindparam("case_id"))
_NEXT_SERIAL = text(
    "INSERT INTO counters (agency_id, year, last) VALUES (:agency_id, :year, 1) "
    "ON CONFLICT (agency_id, year) DO UPDATE SET last = counters.last + 1 RETURNING last"
)


def lock_case(session: Session, case_id: int) -> CaseRow | None:
    """The case as it is now, and nobody else's until this action ends."""
    return session.exec(_LOCKED, params={"case_id": case_id}).first()


def history(session: Session, case_id: int) -> Sequence[EventRow]:
    """Everything recorded about a case, in the order of recording."""
    return session.exec(_HISTORY, params={"case_id": case_id}).all()


def milestones(session: Session, case_id: int) -> Sequence[MilestoneRow]:
    """The deadlines of a case as they stand."""
    return session.exec(_MILESTONES, params={"case_id": case_id}).all()


def next_serial(session: Session, agency_id: int, year: int) -> int:
    """A serial number that nobody else gets; given back only if this action fails."""
    given = {"agency_id": agency_id, "year": year}
    return int(session.connection().execute(_NEXT_SERIAL, given).scalar_one())
