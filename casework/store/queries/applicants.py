"""The applicants."""

from sqlmodel import Session, col, select

from casework.store.tables import ApplicantRow

_NEWEST = select(ApplicantRow).order_by(col(ApplicantRow.id).desc()).limit(1)


def newest_applicant(session: Session) -> ApplicantRow | None:
    """The applicant registered last, decrypted; raises InvalidToken with another key."""
    return session.exec(_NEWEST).first()
