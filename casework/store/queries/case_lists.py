"""The lists of cases, and the sweep over those that are due.

Pages are asked for by where the last one ended, never by a number of rows to skip, so the last
page costs what the first does.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, Integer, Row, Select, bindparam, select, tuple_
from sqlmodel import Session

from casework.store.tables import METADATA

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
