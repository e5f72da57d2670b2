"""What came in, went out, was late and was disputed, year by year."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, case, func, select
from sqlmodel import Session

from casework.store.queries.ids import many
from casework.store.tables import METADATA

_CASES = METADATA.tables["cases"]
_DISPUTES = METADATA.tables["disputes"]
_CHOSEN: Any = many("agency_ids")
_LATE = func.sum(case((_CASES.c.late, 1), else_=0))


class Course(NamedTuple):
    """So many cases were received in one year and had this outcome in another."""

    received: int
    closed: int | None
    outcome: str
    late: int
    cases: int


def _for(statement: Select[Any], table: Any) -> dict[bool, Select[Any]]:
    """The statement for some agencies (True) and for every one (False)."""
    return {True: statement.where(table.c.agency_id.in_(_CHOSEN)), False: statement}


_COURSES = _for(
    select(_CASES.c.recv_year, _CASES.c.closed_year, _CASES.c.counted_outcome)
    .add_columns(_LATE, func.count())
    .where(_CASES.c.recv_year.is_not(None))
    .group_by(_CASES.c.recv_year, _CASES.c.closed_year, _CASES.c.counted_outcome),
    _CASES,
)
_DECIDED = _for(
    select(_DISPUTES.c.decided_year, _DISPUTES.c.kind, _DISPUTES.c.result)
    .add_columns(func.count().label("n"))
    .where(_DISPUTES.c.decided_year.is_not(None), _DISPUTES.c.filed_year.is_not(None))
    .group_by(_DISPUTES.c.decided_year, _DISPUTES.c.kind, _DISPUTES.c.result),
    _DISPUTES,
)


def courses(session: Session, agency_ids: Sequence[int] | None) -> list[Course]:
    """The cases of some agencies (None: all) by the years between which they went."""
    given = {} if agency_ids is None else {"agency_ids": list(agency_ids)}
    rows = session.connection().execute(_COURSES[agency_ids is not None], given)
    return [Course(*row) for row in rows]


def decided_disputes(session: Session, agency_ids: Sequence[int] | None) -> Sequence[Row[Any]]:
    """Their disputes by year of decision, kind and result."""
    given = {} if agency_ids is None else {"agency_ids": list(agency_ids)}
    return session.connection().execute(_DECIDED[agency_ids is not None], given).all()
