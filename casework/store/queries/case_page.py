"""What the page of one case shows beside its own row: the record with names, the people in it."""

from collections.abc import Sequence

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from casework.store.tables import (
    ApplicantRow,
    CaseApplicantRow,
    DisputeCaseRow,
    DisputeRow,
    EventRow,
    PersonRow,
)

_RECORD = (
    select(EventRow, col(PersonRow.name))
    .join(PersonRow, col(PersonRow.id) == col(EventRow.recorded_by))
    .where(col(EventRow.case_id) == bindparam("case_id"))
    .order_by(col(EventRow.seq))
)
_PARTIES = (
    select(ApplicantRow, col(CaseApplicantRow.role))
    .join(CaseApplicantRow, col(CaseApplicantRow.applicant_id) == col(ApplicantRow.id))
    .where(col(CaseApplicantRow.case_id) == bindparam("case_id"))
    .order_by(col(CaseApplicantRow.position))
)
_DISPUTES = (
    select(DisputeRow)
    .join(DisputeCaseRow, col(DisputeCaseRow.dispute_id) == col(DisputeRow.id))
    .where(col(DisputeCaseRow.case_id) == bindparam("case_id"))
    .order_by(col(DisputeRow.id))
)


def record_of(session: Session, case_id: int) -> Sequence[tuple[EventRow, str]]:
    """Everything recorded about a case, each with the name of who recorded it."""
    return session.exec(_RECORD, params={"case_id": case_id}).all()


def parties_of(session: Session, case_id: int) -> Sequence[tuple[ApplicantRow, str]]:
    """Who is on the paper, in its order, each with the part they have in the case."""
    return session.exec(_PARTIES, params={"case_id": case_id}).all()


def disputes_about(session: Session, case_id: int) -> Sequence[DisputeRow]:
    """The reconsiderations and lawsuits that are about a case."""
    return session.exec(_DISPUTES, params={"case_id": case_id}).all()
