"""The list of disputes, the one dispute with its record, and the cases they are about."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, bindparam, or_, select, tuple_
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from casework.store.tables import METADATA, DisputeEventRow

_DISPUTES = METADATA.tables["disputes"]
_LINKS = METADATA.tables["dispute_cases"]
_CASES = METADATA.tables["cases"]
_PEOPLE = METADATA.tables["people"]

_IN_AGENCY = _DISPUTES.c.agency_id == bindparam("agency_id")
_NEWEST: Select[Any] = (
    select(_DISPUTES)
    .where(_IN_AGENCY, _DISPUTES.c.id < bindparam("before"))
    .order_by(_DISPUTES.c.id.desc())
    .limit(bindparam("limit"))
)
_PENDING = _NEWEST.where(_DISPUTES.c.kind != "", _DISPUTES.c.decided_on.is_(None))
_RECORD = (
    select_rows(DisputeEventRow, _PEOPLE.c.name)
    .join(_PEOPLE, _PEOPLE.c.id == col(DisputeEventRow.recorded_by))
    .where(col(DisputeEventRow.dispute_id) == bindparam("dispute_id"))
    .order_by(col(DisputeEventRow.seq))
)
_CASES_OF: Select[Any] = (
    select(_LINKS.c.dispute_id, _CASES.c.id, _CASES.c.number, _CASES.c.subject)
    .add_columns(_CASES.c.state, _CASES.c.counted_outcome, _CASES.c.closed_on)
    .join(_CASES, _CASES.c.id == _LINKS.c.case_id)
    .where(_LINKS.c.dispute_id.in_(bindparam("ids", expanding=True)))
    .order_by(_LINKS.c.dispute_id, _CASES.c.id)
)
_NAMED: Select[Any] = select(_CASES.c.id, _CASES.c.number, _CASES.c.year, _CASES.c.serial).where(
    _CASES.c.agency_id == bindparam("agency_id"),
    or_(
        _CASES.c.number.in_(bindparam("numbers", expanding=True)),
        tuple_(_CASES.c.year, _CASES.c.serial).in_(bindparam("places", expanding=True)),
    ),
)

NEWEST = 2**31 - 1
"""Before which id the first page begins."""


def newest_disputes(
    session: Session, agency_id: int, *, pending: bool, before: int = NEWEST, limit: int = 50
) -> Sequence[Row[Any]]:
    """The disputes of an agency, the newest first, all or only those undecided."""
    given = {"agency_id": agency_id, "before": before, "limit": limit}
    return session.connection().execute(_PENDING if pending else _NEWEST, given).all()


def record_of_dispute(session: Session, dispute_id: int) -> Sequence[tuple[DisputeEventRow, str]]:
    """Everything recorded about a dispute, each with the name of who recorded it."""
    found = session.exec(_RECORD, params={"dispute_id": dispute_id}).all()
    return [(row, name) for row, name in found]


def cases_of_disputes(session: Session, dispute_ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """The cases that each of some disputes is about."""
    found: dict[int, list[Row[Any]]] = {}
    for row in session.connection().execute(_CASES_OF, {"ids": list(dispute_ids)}):
        found.setdefault(row.dispute_id, []).append(row)
    return found


def cases_named(
    session: Session, agency_id: int, numbers: Sequence[str], places: Sequence[tuple[int, int]]
) -> Sequence[Row[Any]]:
    """The cases of an agency that bear one of these numbers, or (year, serial) places."""
    given = {"agency_id": agency_id, "numbers": list(numbers), "places": list(places)}
    return session.connection().execute(_NAMED, given).all()
