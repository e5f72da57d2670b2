"""What is due on which day: for the calendar pages and for calendar programs."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, func, select
from sqlmodel import Session

from casework.store.queries.ids import many
from casework.store.tables import METADATA

_CASES = METADATA.tables["cases"]
_MILESTONES = METADATA.tables["milestones"]
_AGENCIES = METADATA.tables["agencies"]

_IDS: Any = many("agency_ids")
_FIRST: Any = bindparam("first")
_LAST: Any = bindparam("last")

_OWED = (
    _CASES.c.closed_on.is_(None),
    _MILESTONES.c.done_on.is_(None),
    _MILESTONES.c.binds != "option",
    _MILESTONES.c.due_on.between(_FIRST, _LAST),
)
_OF_ROUND = and_(_MILESTONES.c.case_id == _CASES.c.id, _MILESTONES.c.round == _CASES.c.round)
_COUNTS: Select[Any] = (
    select(_MILESTONES.c.due_on, func.count())
    .join_from(_MILESTONES, _CASES, _OF_ROUND)
    .where(_CASES.c.agency_id.in_(_IDS), *_OWED)
    .group_by(_MILESTONES.c.due_on)
)
_LINES: Select[Any] = (
    select(
        *(_MILESTONES.c[name] for name in ("case_id", "name", "ref", "round", "due_on", "binds")),
        _MILESTONES.c.provisional,
        *(_CASES.c[name] for name in ("number", "subject", "agency_id", "clerk_id")),
        _AGENCIES.c.short_name,
    )
    .join_from(_MILESTONES, _CASES, _OF_ROUND)
    .join(_AGENCIES, _AGENCIES.c.id == _CASES.c.agency_id)
    .where(*_OWED)
    .order_by(_MILESTONES.c.due_on, _MILESTONES.c.case_id, _MILESTONES.c.name, _MILESTONES.c.ref)
    .limit(bindparam("limit"))
)
_OF_AGENCIES = _LINES.where(_CASES.c.agency_id.in_(_IDS))
_OF_CLERK = _OF_AGENCIES.where(_CASES.c.clerk_id == bindparam("clerk_id"))


def due_counts(
    session: Session, agency_ids: Iterable[int], first: date, last: date
) -> dict[date, int]:
    """How many deadlines of open cases fall on each day; the office's own choices left out."""
    given = {"agency_ids": list(agency_ids), "first": first, "last": last}
    return {row[0]: row[1] for row in session.connection().execute(_COUNTS, given)}


def due_lines(
    session: Session,
    agency_ids: Iterable[int],
    first: date,
    last: date,
    limit: int,
    clerk_id: int | None = None,
) -> Sequence[Row[Any]]:
    """The deadlines of open cases from day to day; with a clerk, only of that clerk's cases."""
    given: dict[str, Any] = {"agency_ids": list(agency_ids), "first": first, "last": last}
    given["limit"] = limit
    if clerk_id is None:
        return session.connection().execute(_OF_AGENCIES, given).all()
    return session.connection().execute(_OF_CLERK, given | {"clerk_id": clerk_id}).all()
