"""What stands behind each number of the annual report, a page at a time.

The conditions are those under which `totals` counts: a test holds every number equal to the rows
listed behind it. Above 150 lines because it is a list of statements with their functions.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Date, Row, Select, bindparam, func, or_, select, union_all
from sqlmodel import Session

from casework.store.queries.ids import many
from casework.store.tables import METADATA

_CASES = METADATA.tables["cases"]
_DISPUTES = METADATA.tables["disputes"]
_DOCUMENTS = METADATA.tables["issued_documents"]
_AGENCIES = METADATA.tables["agencies"]

_YEAR: Any = bindparam("year")
_SINCE: Any = bindparam("since", type_=Date)
_UNTIL: Any = bindparam("until", type_=Date)
_CHOSEN: Any = many("agency_ids")
_KINDS: Any = bindparam("kinds", expanding=True)
_OUTCOMES: Any = bindparam("outcomes", expanding=True)
_RESULTS: Any = bindparam("results", expanding=True)

_BY_THEN = _CASES.c.recv_year <= _YEAR
_RECEIVED = (
    _CASES.c.recv_year.between(bindparam("first_year"), bindparam("last_year")),
    _CASES.c.received_on.between(_SINCE, _UNTIL),
)
_COUNTED = (
    _CASES.c.closed_year.between(bindparam("first_year"), bindparam("last_year")),
    _CASES.c.counted_on.between(_SINCE, _UNTIL),
)
CASES_BEHIND: Mapping[str, tuple[Any, ...]] = {
    "new": (_CASES.c.recv_year == _YEAR,),
    "carried_in": (
        _CASES.c.recv_year < _YEAR,
        or_(_CASES.c.closed_year.is_(None), _CASES.c.closed_year >= _YEAR),
    ),
    "outcome": (_CASES.c.closed_year == _YEAR, _BY_THEN, _CASES.c.counted_outcome.in_(_OUTCOMES)),
    "carried_out": (
        _BY_THEN,
        or_(_CASES.c.closed_year.is_(None), _CASES.c.closed_year > _YEAR),
    ),
    "period_new": _RECEIVED,
    "period_outcome": (*_COUNTED, _CASES.c.counted_outcome.in_(_OUTCOMES)),
}
"""Each way in which a case comes into a row of table 三, or into a period."""

_FILED = (_DISPUTES.c.filed_year <= _YEAR, _DISPUTES.c.kind.in_(_KINDS))
_ENDED = _DISPUTES.c.decided_year == _YEAR
_PENDING = or_(_DISPUTES.c.decided_year.is_(None), _DISPUTES.c.decided_year > _YEAR)
DISPUTES_BEHIND: Mapping[str, tuple[Any, ...]] = {
    "decided": (*_FILED, _ENDED, _DISPUTES.c.result.in_(_RESULTS)),
    "pending": (*_FILED, _PENDING),
    "total": (*_FILED, or_(_ENDED, _PENDING)),
}
"""Each way in which a dispute comes into a column of table 四."""


def _paged(columns: Sequence[Any], table: Any, where: tuple[Any, ...]) -> Select[Any]:
    return (
        select(*columns, _AGENCIES.c.short_name.label("agency"))
        .join_from(table, _AGENCIES, _AGENCIES.c.id == table.c.agency_id)
        .where(table.c.agency_id.in_(_CHOSEN), *where, table.c.id > bindparam("after"))
        .order_by(table.c.id)
        .limit(bindparam("limit"))
    )


def _counted(table: Any, where: tuple[Any, ...]) -> Select[Any]:
    return select(func.count()).where(table.c.agency_id.in_(_CHOSEN), *where)


_CASE_COLUMNS = tuple(
    _CASES.c[name]
    for name in (
        *("id", "number", "subject", "applicant_kind", "state"),
        *("received_on", "counted_on", "counted_outcome"),
    )
)
_DISPUTE_COLUMNS = tuple(
    _DISPUTES.c[name]
    for name in ("id", "kind", "body", "number", "subject", "filed_on", "decided_on", "result")
)
_OF_KIND = _CASES.c.applicant_kind.in_(_KINDS)
_CASE_PAGES = {
    key: _paged(_CASE_COLUMNS, _CASES, (*where, _OF_KIND)) for key, where in CASES_BEHIND.items()
}
_CASE_COUNTS = {key: _counted(_CASES, (*w, _OF_KIND)) for key, w in CASES_BEHIND.items()}
_DISPUTE_PAGES = {
    key: _paged(_DISPUTE_COLUMNS, _DISPUTES, where) for key, where in DISPUTES_BEHIND.items()
}
_DISPUTE_COUNTS = {key: _counted(_DISPUTES, where) for key, where in DISPUTES_BEHIND.items()}

_REGISTER = (
    select(_DOCUMENTS, _AGENCIES.c.short_name.label("agency"))
    .join(_AGENCIES, _AGENCIES.c.id == _DOCUMENTS.c.agency_id)
    .where(_DOCUMENTS.c.agency_id.in_(_CHOSEN))
    .order_by(_DOCUMENTS.c.issued_on.desc(), _DOCUMENTS.c.id.desc())
)
_WHOSE = _CASES.c.agency_id.in_(_CHOSEN)
_ROW_OF_PERIOD = (_CASES.c.applicant_kind, func.count().label("n"))
_PERIOD = union_all(
    select(bindparam("new", "new").label("row"), *_ROW_OF_PERIOD)
    .where(_WHOSE, *_RECEIVED)
    .group_by(_CASES.c.applicant_kind),
    select(_CASES.c.counted_outcome, *_ROW_OF_PERIOD)
    .where(_WHOSE, *_COUNTED)
    .group_by(_CASES.c.counted_outcome, _CASES.c.applicant_kind),
)
_OWN = _CASES.c.agency_id == bindparam("agency_id")
_YEARS = union_all(
    select(bindparam("new", "new").label("row"), _CASES.c.recv_year.label("year"))
    .add_columns(func.count().label("n"))
    .where(_OWN, _CASES.c.recv_year.is_not(None))
    .group_by(_CASES.c.recv_year),
    select(bindparam("closed", "closed"), _CASES.c.closed_year, func.count())
    .where(_OWN, _CASES.c.closed_year.is_not(None))
    .group_by(_CASES.c.closed_year),
)


def cases_behind(session: Session, key: str, given: Mapping[str, Any]) -> Sequence[Row[Any]]:
    """A page of the cases that one of CASES_BEHIND counts, by id."""
    return session.connection().execute(_CASE_PAGES[key], dict(given)).all()


def count_cases_behind(session: Session, key: str, given: Mapping[str, Any]) -> int:
    """How many they are altogether."""
    return int(session.connection().execute(_CASE_COUNTS[key], dict(given)).scalar_one())


def disputes_behind(session: Session, key: str, given: Mapping[str, Any]) -> Sequence[Row[Any]]:
    """A page of the disputes that one of DISPUTES_BEHIND counts, by id."""
    return session.connection().execute(_DISPUTE_PAGES[key], dict(given)).all()


def count_disputes_behind(session: Session, key: str, given: Mapping[str, Any]) -> int:
    """How many they are altogether."""
    return int(session.connection().execute(_DISPUTE_COUNTS[key], dict(given)).scalar_one())


def register_of_documents(session: Session, agency_ids: Sequence[int]) -> Sequence[Row[Any]]:
    """Every rule and normative document of some agencies, the newest first."""
    return session.connection().execute(_REGISTER, {"agency_ids": list(agency_ids)}).all()


def count_period(session: Session, given: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    """What came in and what was counted within a period: (row, applicant kind) → cases."""
    rows = session.connection().execute(_PERIOD, dict(given))
    return {(row.row, row.applicant_kind): row.n for row in rows}


def count_by_year(session: Session, agency_id: int) -> dict[tuple[str, int], int]:
    """How many cases an agency received and answered in each year: (new or closed, year)."""
    rows = session.connection().execute(_YEARS, {"agency_id": agency_id})
    return {(row.row, row.year): row.n for row in rows}
