"""Finding cases by number, name or any two characters of what was asked for, newest first.

Both databases give what LIKE over `case_texts` would give. PostgreSQL's planner would walk the
whole agency to find the newest few of a rare word, so the index is asked first, up to a bound: few
are then sorted, and of many the walk meets enough at once. Above 150 lines because the two
databases stand side by side.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    column,
    func,
    or_,
    select,
    table,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlmodel import Session

from casework.store.queries.list_names import named
from casework.store.queries.lists import (
    LISTED,
    NEWEST,
    OF_NAMED,
    Page,
    conditions,
    names_of,
    page_of,
)
from casework.store.tables import METADATA
from casework.store.words import (
    SHORTEST,
    Wanted,
    fts_alike,
    fts_query,
    likeness,
    ts_alike,
    ts_query,
)

_CASES = METADATA.tables["cases"]
_TEXTS = METADATA.tables["case_texts"]
# Both indexes have one name and a shape of their own, which no coded table could tell.
_FTS = table("case_words", column("rowid", Integer), column("case_words"))
_GIN = table("case_words", column("case_id", Integer), column("words"))
_LIMIT: Any = bindparam("limit")
_PLACE: Any = bindparam("id", type_=Integer)
_MATCH: Any = bindparam("match", type_=String)
_FEW = 1000
"""Up to so many cases are sorted; of more, the newest are found by walking."""
_COMPARED = 200
"""How many of the newest cases that share some words are compared with a text."""
_LIKE_ENOUGH = 0.4


def search_page(
    session: Session,
    sought: Wanted,
    given: Mapping[str, Any],
    at: int,
    size: int,
    *,
    backwards: bool,
) -> Page:
    """The cases that hold what is sought and pass the filters, older than an id (or newer).

    Names and requests are searched within one agency only: `given["agency"]`.
    """
    sqlite = session.connection().dialect.name == "sqlite"
    names = names_of(given)
    statement = (_fts_statement if sqlite else _gin_statement)(names, backwards)
    asked = (fts_query if sqlite else ts_query)(given["agency"], sought)
    bound = {**given, "match": asked, "id": at, "limit": size + 1}
    if not sqlite:
        bound |= {"pattern": _pattern(sought.text), "serial": sought.serial}
    rows = session.connection().execute(statement, bound).all()
    return page_of(rows, size, begun=at != NEWEST, backwards=backwards)


def alike(session: Session, agency_id: int, text: str, most: int) -> list[Any]:
    """The cases of an agency worded like a text, the likest first; `text` made by `plain`."""
    sqlite = session.connection().dialect.name == "sqlite"
    asked = (fts_alike if sqlite else ts_alike)(agency_id, text)
    statement = _FTS_ALIKE if sqlite else _GIN_ALIKE
    rows = session.connection().execute(statement, {"match": asked, "limit": _COMPARED})
    graded = [(likeness(text, row.plain), row.id, row) for row in rows]
    graded.sort(key=lambda each: each[:2], reverse=True)
    return [row for grade, _, row in graded if grade >= _LIKE_ENOUGH][:most]


def _pattern(sought: str) -> str:
    """For LIKE with a backslash as its escape; one character is left to the serial number."""
    if len(sought) < SHORTEST:
        return ""
    escaped = sought.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _beyond(place: Any, backwards: bool) -> Any:
    return place > _PLACE if backwards else place < _PLACE


def _order(place: Any, backwards: bool) -> Any:
    return place.asc() if backwards else place.desc()


# -- SQLite -------------------------------------------------------------------------------------

_FOUND = _FTS.c.case_words.op("MATCH")(_MATCH)


@lru_cache(maxsize=128)
def _fts_statement(names: frozenset[str], backwards: bool) -> Select[Any]:
    return (
        select(*OF_NAMED)
        .join_from(_FTS, _CASES, _CASES.c.id == _FTS.c.rowid)
        .where(_FOUND, _beyond(_FTS.c.rowid, backwards), *conditions(sorted(names)))
        .order_by(_order(_FTS.c.rowid, backwards))
        .limit(_LIMIT)
    )


_FTS_ALIKE = (
    select(*LISTED, _TEXTS.c.plain)
    .join_from(_FTS, _CASES, _CASES.c.id == _FTS.c.rowid)
    .join(_TEXTS, _TEXTS.c.case_id == _CASES.c.id)
    .where(_FOUND)
    .order_by(_FTS.c.rowid.desc())
    .limit(_LIMIT)
)

# -- PostgreSQL ---------------------------------------------------------------------------------

_MAY = _GIN.c.words.op("@@")(cast(_MATCH, TSQUERY))
_HOLDS = or_(
    _TEXTS.c.plain.like(bindparam("pattern", type_=String), escape="\\"),
    _CASES.c.serial == bindparam("serial", type_=Integer),
)


@lru_cache(maxsize=128)
def _gin_statement(names: frozenset[str], backwards: bool) -> Any:
    few = _few()
    how_many = select(func.count()).select_from(few).scalar_subquery()
    holding = (
        select(*LISTED)
        .join_from(_CASES, _TEXTS, _TEXTS.c.case_id == _CASES.c.id)
        .where(_HOLDS, _beyond(_CASES.c.id, backwards), *conditions(sorted(names)))
    )
    rare = holding.where(_CASES.c.id.in_(select(few.c.case_id)), how_many <= _FEW)
    sorted_rare = _materialized(rare, "rare")
    walk = holding.where(how_many > _FEW).order_by(_order(_CASES.c.id, backwards)).limit(_LIMIT)
    both = union_all(select(sorted_rare), select(walk.subquery())).subquery()
    return select(both, *named(both.c)).order_by(_order(both.c.id, backwards)).limit(_LIMIT)


def _few() -> CTE:
    return _materialized(select(_GIN.c.case_id).where(_MAY).limit(_FEW + 1), "few")


def _materialized(what: Select[Any], name: str) -> CTE:
    """Made once and as it stands: the planner must not look through it to the walk."""
    return what.cte(name).prefix_with("MATERIALIZED")


_GIN_ALIKE = (
    select(*LISTED, _TEXTS.c.plain)
    .join_from(_CASES, _TEXTS, _TEXTS.c.case_id == _CASES.c.id)
    .where(_CASES.c.id.in_(select(_few().c.case_id)))
    .order_by(_CASES.c.id.desc())
    .limit(_LIMIT)
)
