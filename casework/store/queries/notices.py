"""The holiday notices imported by this office."""

from sqlmodel import Session, col, select

from casework.law.notices import Notice
from casework.store.mapping import notice_of
from casework.store.tables import NoticeRow

_IMPORTED = select(NoticeRow).order_by(col(NoticeRow.issued_on), col(NoticeRow.number))


def imported_notices(session: Session) -> list[Notice]:
    """In the order of issue."""
    return [notice_of(row) for row in session.exec(_IMPORTED)]
