"""One case, and the lists and sweeps over many.

Pages are asked for by where the last one ended, never by a number of rows to skip, so the last
page costs what the first does.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, Integer, Row, Select, bindparam, select, text, tuple_
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from casework.store.tables import METADATA, CaseRow, EventRow, MilestoneRow

Cursor = tuple[date | None, int]
"""Where a list by due day ended: `next_on` and id. Cases without a day come last."""

FIRST_PAGE: Cursor = (date.min, 0)

_CASES = METADATA.tables["cases"]
_LISTED = tuple(
    _CASES.c[name]
    for name in (
        *("id", "agency_id", "number", "subject", "clerk_id", "state", "channel"),
        *("applicant_kind", "received_on", "closed_on", "counted_outcome"),
        *("due_on", "next_on", "next_name", "provisional", "late"),
    )
)
_LIMIT: Any = bindparam("limit")
_IN_AGENCY = _CASES.c.agency_id == bindparam("agency_id")
_OF_CLERK = _CASES.c.clerk_id == bindparam("clerk_id")
_OPEN = _CASES.c.closed_on.is_(None)
_AFTER = tuple_(_CASES.c.next_on, _CASES.c.id) > tuple_(
    bindparam("on", type_=Date), bindparam("id", type_=Integer)
)


def _dated(whose: Any) -> Select[Any]:
    return (
        select(*_LISTED)
        .where(whose, _OPEN, _AFTER)
        .order_by(_CASES.c.next_on, _CASES.c.id)
        .limit(_LIMIT)
    )


def _undated(whose: Any) -> Select[Any]:
    return (
        select(*_LISTED)
        .where(whose, _OPEN, _CASES.c.next_on.is_(None), _CASES.c.id > bindparam("id"))
        .order_by(_CASES.c.id)
        .limit(_LIMIT)
    )


_AGENCY_PAGE = (_dated(_IN_AGENCY), _undated(_IN_AGENCY))
_CLERK_PAGE = (_dated(_OF_CLERK), _undated(_OF_CLERK))
_NEWEST = (
    select(*_LISTED)
    .where(_IN_AGENCY, _CASES.c.id < bindparam("before"))
    .order_by(_CASES.c.id.desc())
    .limit(_LIMIT)
)
_DUE: Select[Any] = (
    select(_CASES.c.next_on, _CASES.c.id, _CASES.c.agency_id, _CASES.c.clerk_id)
    .where(_OPEN, _CASES.c.next_on <= bindparam("until"), _AFTER)
    .order_by(_CASES.c.next_on, _CASES.c.id)
    .limit(_LIMIT)
)
_BY_NUMBER = select_rows(CaseRow).where(
    col(CaseRow.agency_id) == bindparam("agency_id"), col(CaseRow.number) == bindparam("number")
)
_LOCKED = (
    select_rows(CaseRow)
    .where(col(CaseRow.id) == bindparam("case_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_HISTORY = (
    select_rows(EventRow)
    .where(col(EventRow.case_id) == bindparam("case_id"))
    .order_by(col(EventRow.seq))
)
_MILESTONES = select_rows(MilestoneRow).where(col(MilestoneRow.case_id) == bindparam("case_id"))
_NEXT_SERIAL = text(
    "INSERT INTO counters (agency_id, year, last) VALUES (:agency_id, :year, 1) "
    "ON CONFLICT (agency_id, year) DO UPDATE SET last = counters.last + 1 RETURNING last"
)


def case_by_number(session: Session, agency_id: int, number: str) -> CaseRow | None:
    """The case of an agency that bears this number."""
    return session.exec(_BY_NUMBER, params={"agency_id": agency_id, "number": number}).first()


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


def open_cases(
    session: Session, agency_id: int, after: Cursor = FIRST_PAGE, limit: int = 50
) -> Sequence[Row[Any]]:
    """The open cases of an agency, the most urgent first."""
    return _page(session, _AGENCY_PAGE, {"agency_id": agency_id, "limit": limit}, after)


def open_cases_of(
    session: Session, clerk_id: int, after: Cursor = FIRST_PAGE, limit: int = 50
) -> Sequence[Row[Any]]:
    """The open cases of a clerk, the most urgent first."""
    return _page(session, _CLERK_PAGE, {"clerk_id": clerk_id, "limit": limit}, after)


def newest_cases(
    session: Session, agency_id: int, before: int = 2**31 - 1, limit: int = 50
) -> Sequence[Row[Any]]:
    """All cases of an agency, the newest first; `before` is the last id already seen."""
    given = {"agency_id": agency_id, "before": before, "limit": limit}
    return session.connection().execute(_NEWEST, given).all()


def due_cases(
    session: Session, until: date, after: Cursor = FIRST_PAGE, limit: int = 1000
) -> Sequence[Row[Any]]:
    """The open cases of all agencies whose next deadline lies on or before a day."""
    given = {"until": until, "on": after[0], "id": after[1], "limit": limit}
    return session.connection().execute(_DUE, given).all()


def _page(
    session: Session,
    statements: tuple[Select[Any], Select[Any]],
    given: dict[str, Any],
    after: Cursor,
) -> Sequence[Row[Any]]:
    """First those with a day, then, where there is room, those without."""
    dated, undated = statements
    on, last = after
    rows: list[Row[Any]] = []
    if on is not None:
        rows += session.connection().execute(dated, given | {"on": on, "id": last}).all()
        last = 0
    if len(rows) < given["limit"]:
        rest = given | {"id": last, "limit": given["limit"] - len(rows)}
        rows += session.connection().execute(undated, rest).all()
    return rows
