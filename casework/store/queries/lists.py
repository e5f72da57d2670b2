"""The lists of cases that staff see: what is due next, and all cases, by filters.

Pages are asked for by where the last one ended, forwards or backwards, so the last page costs
what the first does. A statement is built once for each combination of filters, then only bound.
Above 150 lines because all that a list may be narrowed by is written out in one place.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Date, Integer, Row, Select, bindparam, select, tuple_
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from casework.store.queries.ids import many
from casework.store.queries.list_names import named, unnamed
from casework.store.tables import METADATA

_CASES = METADATA.tables["cases"]

WAITING_STATES = ("awaiting_supplement", "consulting", "awaiting_fee", "awaiting_reasons")
"""Somebody else has to act before the office can."""

LISTED = tuple(
    _CASES.c[name]
    for name in (
        *("id", "number", "subject", "clerk_id", "state", "received_on", "closed_on"),
        *("counted_outcome", "next_on", "next_name", "provisional", "late"),
    )
)
OF_NAMED, OF_UNNAMED = (*LISTED, *named(_CASES.c)), (*LISTED, *unnamed(_CASES.c))
"""What a row says: with the people of the case, or with its agency and nobody's name."""
_LIMIT: Any = bindparam("limit")
_DAY: Any = bindparam("day", type_=Date)
_AGENCIES_GIVEN: Any = many("agencies")

FILTERS: Mapping[str, ColumnElement[bool]] = {
    "agency": _CASES.c.agency_id == bindparam("agency"),
    "agencies": _CASES.c.agency_id.in_(_AGENCIES_GIVEN),
    "number": _CASES.c.number == bindparam("number"),
    "state": _CASES.c.state == bindparam("state"),
    "outcome": _CASES.c.counted_outcome == bindparam("outcome"),
    "kind": _CASES.c.applicant_kind == bindparam("kind"),
    "year": _CASES.c.recv_year == bindparam("year"),
    "month": _CASES.c.received_on.between(
        bindparam("month_start", type_=Date), bindparam("month_end", type_=Date)
    ),
    "taken": tuple_(_CASES.c.received_on, _CASES.c.counted_on).in_(
        bindparam("taken", expanding=True)
    ),
    "closed_year": _CASES.c.closed_year == bindparam("closed_year"),
    "clerk": _CASES.c.clerk_id == bindparam("clerk"),
    "unassigned": _CASES.c.clerk_id.is_(None),
    "waiting": _CASES.c.state.in_(WAITING_STATES),
    "overdue": _CASES.c.next_on < _DAY,
    "today": _CASES.c.next_on == _DAY,
    "week": _CASES.c.next_on.between(_DAY, bindparam("week_end", type_=Date)),
}
"""What a list may be narrowed by. Each binds its own name; those about days bind `day`."""

_OPEN = _CASES.c.closed_on.is_(None)
_DATED = (_OPEN, _CASES.c.next_on.is_not(None))
_UNDATED = (_OPEN, _CASES.c.next_on.is_(None))
_PLACE = tuple_(_CASES.c.next_on, _CASES.c.id)
_CURSOR = tuple_(bindparam("on", type_=Date), bindparam("id", type_=Integer))


class Cursor(NamedTuple):
    """A place in a list: the due day and the id of a case, those without a day coming last."""

    on: date | None
    id: int


START = Cursor(date.min, 0)
"""Before the first open case."""
NEWEST = 2**31 - 1
"""Before the newest of all cases, as the id that none has."""


class Page(NamedTuple):
    """Some rows of a list, and whether there are more of them before and after."""

    rows: Sequence[Row[Any]]
    before: bool
    after: bool


NOTHING = Page((), before=False, after=False)
"""What stands where nothing can be found."""


def open_page(
    session: Session, given: Mapping[str, Any], at: Cursor, size: int, *, backwards: bool
) -> Page:
    """Open cases after a place (or before it), the most urgent first.

    `given` names the filters with their values, among them either `agency`, whose rows name the
    people of a case, or `agencies`, whose rows name the agency only.
    """
    names, undated = names_of(given), at.on is None
    bound = {**given, "on": at.on, "id": at.id, "limit": size + 1}
    rows = _rows(session, _open_statement(names, undated, backwards), bound)
    if len(rows) <= size and undated is backwards:
        # Where this stretch of the list ends, the page goes on with the other.
        beyond = _beginning(not undated, backwards)
        bound |= {"on": beyond.on, "id": beyond.id, "limit": size + 1 - len(rows)}
        rows = [*rows, *_rows(session, _open_statement(names, not undated, backwards), bound)]
    return page_of(rows, size, begun=at != START, backwards=backwards)


def all_page(
    session: Session, given: Mapping[str, Any], at: int, size: int, *, backwards: bool
) -> Page:
    """All cases older than an id (or newer), the newest first."""
    bound = {**given, "id": at, "limit": size + 1}
    rows = _rows(session, _all_statement(names_of(given), backwards), bound)
    return page_of(rows, size, begun=at != NEWEST, backwards=backwards)


def page_of(rows: Sequence[Row[Any]], size: int, *, begun: bool, backwards: bool = False) -> Page:
    """A page out of one row more than it shows; `begun` says that others came before."""
    more, kept = len(rows) > size, rows[:size]
    return Page(kept[::-1], more, after=True) if backwards else Page(kept, begun, more)


def _rows(session: Session, statement: Select[Any], bound: Any) -> Sequence[Row[Any]]:
    return session.connection().execute(statement, bound).all()


def conditions(names: Iterable[str]) -> list[ColumnElement[bool]]:
    """The filters of these names."""
    return [FILTERS[name] for name in names if name in FILTERS]


def names_of(given: Mapping[str, Any]) -> frozenset[str]:
    """Which filters are given."""
    return frozenset(filter(FILTERS.__contains__, given))


def _beginning(undated: bool, backwards: bool) -> Cursor:
    """Before the first case with a day or without, or, backwards, after the last."""
    day = date.max if backwards else date.min
    return Cursor(None if undated else day, NEWEST if backwards else 0)


@lru_cache(maxsize=256)
def _open_statement(names: frozenset[str], undated: bool, backwards: bool) -> Select[Any]:
    columns = (_CASES.c.next_on, _CASES.c.id)
    order = [column.desc() if backwards else column.asc() for column in columns]
    here = _UNDATED if undated else _DATED
    place = _CASES.c.id if undated else _PLACE
    cursor = bindparam("id") if undated else _CURSOR
    beyond = place < cursor if backwards else place > cursor
    return _listed(names, *here, beyond).order_by(*order)


@lru_cache(maxsize=256)
def _all_statement(names: frozenset[str], backwards: bool) -> Select[Any]:
    beyond = _CASES.c.id > bindparam("id") if backwards else _CASES.c.id < bindparam("id")
    order = _CASES.c.id.asc() if backwards else _CASES.c.id.desc()
    return _listed(names, beyond).order_by(order)


def _listed(names: frozenset[str], *where: Any) -> Select[Any]:
    columns = OF_NAMED if "agency" in names else OF_UNNAMED
    return select(*columns).where(*conditions(sorted(names)), *where).limit(_LIMIT)
