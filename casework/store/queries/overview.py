"""What the first page adds up, and what is known of an applicant before a case is logged."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, Row, Select, bindparam, case, func, select
from sqlmodel import Session

from casework.store.queries.lists import FILTERS, LISTED
from casework.store.tables import METADATA

Whom = tuple[str, str]
"""An applicant: the blind index of an identity number, or "" and then the name."""

_CASES = METADATA.tables["cases"]
_PARTIES = METADATA.tables["case_applicants"]
_APPLICANTS = METADATA.tables["applicants"]
_AGENCY: Any = bindparam("agency_id")

QUEUES = ("overdue", "today", "week", "waiting", "unassigned")
"""How the first page parts the open cases; a case may be in several."""


def _how_many(name: str) -> Any:
    return func.coalesce(func.sum(case((FILTERS[name], 1), else_=0)), 0).label(name)


_OPEN_COUNTS: Select[Any] = select(
    func.count().label("open"), *(_how_many(name) for name in QUEUES)
).where(FILTERS["agencies"], _CASES.c.closed_on.is_(None))
_RECEIVED: Select[Any] = (
    select(_CASES.c.received_on, func.count().label("n"))
    .where(FILTERS["agencies"], _CASES.c.recv_year == bindparam("year"))
    .group_by(_CASES.c.received_on)
)
_CLOSED: Select[Any] = (
    select(_CASES.c.received_on, _CASES.c.counted_on, _CASES.c.counted_outcome)
    .add_columns(func.count().label("n"))
    .where(FILTERS["agencies"], _CASES.c.closed_year == bindparam("year"))
    .group_by(_CASES.c.received_on, _CASES.c.counted_on, _CASES.c.counted_outcome)
)
_ANY: Select[Any] = select(_CASES.c.id).where(FILTERS["agencies"]).limit(1)


def open_counts(
    session: Session, agency_ids: Sequence[int], day: date, week_end: date
) -> dict[str, int]:
    """How many cases are open, and how many of them stand in each of `QUEUES`."""
    given = {"agencies": list(agency_ids), "day": day, "week_end": week_end}
    return dict(session.connection().execute(_OPEN_COUNTS, given).mappings().one())


def received_days(session: Session, agency_ids: Sequence[int], year: int) -> Sequence[Row[Any]]:
    """How many applications were received on each day of a year."""
    given = {"agencies": list(agency_ids), "year": year}
    return session.connection().execute(_RECEIVED, given).all()


def closed_spans(session: Session, agency_ids: Sequence[int], year: int) -> Sequence[Row[Any]]:
    """From when to when the cases counted in a year took, and how they ended."""
    given = {"agencies": list(agency_ids), "year": year}
    return session.connection().execute(_CLOSED, given).all()


def has_cases(session: Session, agency_ids: Sequence[int]) -> bool:
    """Whether anything was ever logged."""
    given = {"agencies": list(agency_ids)}
    return session.connection().execute(_ANY, given).first() is not None


# -- one applicant ------------------------------------------------------------------------------


def _of_applicant(whose: Any, *columns: Any) -> Select[Any]:
    party = select(_PARTIES.c.case_id).join_from(
        _PARTIES, _APPLICANTS, _APPLICANTS.c.id == _PARTIES.c.applicant_id
    )
    theirs = party.where(_APPLICANTS.c.agency_id == _AGENCY, _PARTIES.c.role == "applicant", whose)
    return select(*columns).where(_CASES.c.id.in_(theirs))


_WHOSE = {
    True: _APPLICANTS.c.identity_index == bindparam("index"),
    False: _APPLICANTS.c.name == bindparam("name"),
}
_SINCE, _UNTIL = (bindparam(name, type_=Date) for name in ("since", "until"))
_THEIRS = {
    by_index: _of_applicant(whose, *LISTED).order_by(_CASES.c.id.desc()).limit(bindparam("limit"))
    for by_index, whose in _WHOSE.items()
}
_HOW_MANY = {
    by_index: _of_applicant(whose, func.count()).where(
        _CASES.c.received_on.between(_SINCE, _UNTIL)
    )
    for by_index, whose in _WHOSE.items()
}


def cases_of_applicant(
    session: Session, agency_id: int, whom: Whom, limit: int
) -> Sequence[Row[Any]]:
    """The newest cases in which somebody applied to an agency."""
    index, name = whom
    given = {"agency_id": agency_id, "index": index, "name": name, "limit": limit}
    return session.connection().execute(_THEIRS[bool(index)], given).all()


def count_of_applicant(
    session: Session, agency_id: int, whom: Whom, month: tuple[date, date]
) -> int:
    """How many applications of somebody an agency received from one day to another."""
    index, name = whom
    given = {"agency_id": agency_id, "index": index, "name": name}
    given |= {"since": month[0], "until": month[1]}
    return int(session.connection().execute(_HOW_MANY[bool(index)], given).scalar_one())
