"""The holiday notices imported by this office, those it withdrew again included."""

from collections.abc import Sequence

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from casework.law.notices import Notice
from casework.store.notice_mapping import notice_of
from casework.store.tables import NoticeRow

_ALL = select(NoticeRow).order_by(
    col(NoticeRow.issued_on), col(NoticeRow.number), col(NoticeRow.id)
)
_STANDING = _ALL.where(col(NoticeRow.withdrawn_at).is_(None))
_OF_YEAR = _ALL.where(col(NoticeRow.year) == bindparam("year"))
_NUMBERED = _ALL.where(col(NoticeRow.number) == bindparam("number"))
_TO_WITHDRAW = (
    select(NoticeRow)
    .where(col(NoticeRow.id) == bindparam("notice_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)


def every_import(session: Session) -> Sequence[NoticeRow]:
    """Whatever was imported, whether or not it was withdrawn, in the order of issue."""
    return session.exec(_ALL).all()


def imported_notices(session: Session) -> list[Notice]:
    """Those that count, in the order of issue."""
    return [notice_of(row) for row in session.exec(_STANDING)]


def notices_of_year(session: Session, year: int) -> Sequence[NoticeRow]:
    """Every notice of a year that was imported, whether or not it was withdrawn."""
    return session.exec(_OF_YEAR, params={"year": year}).all()


def notices_numbered(session: Session, number: str) -> Sequence[NoticeRow]:
    """Every import of a number; one at most was not withdrawn."""
    return session.exec(_NUMBERED, params={"number": number}).all()


def lock_notice(session: Session, notice_id: int) -> NoticeRow | None:
    """An imported notice, and nobody else's to withdraw until this action ends."""
    return session.exec(_TO_WITHDRAW, params={"notice_id": notice_id}).first()
