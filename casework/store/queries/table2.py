"""Table 二 of some agencies together: what they entered, and the documents they issued."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Date, Select, bindparam, case, func, or_, select
from sqlmodel import Session

from casework.store.queries.ids import many
from casework.store.tables import METADATA

_FIGURES = METADATA.tables["figures"]
_DOCUMENTS = METADATA.tables["issued_documents"]
_AGENCIES = METADATA.tables["agencies"]
_CHOSEN: Any = many("agency_ids")
_FIRST, _LAST = (bindparam(name, type_=Date) for name in ("first", "last"))


class Entered(NamedTuple):
    """So many agencies have entered this value in this cell."""

    key: str
    value: str
    agencies: int


def _for(statement: Select[Any], table: Any) -> dict[bool, Select[Any]]:
    """The statement for some agencies (True) and for every one (False)."""
    return {True: statement.where(table.c.agency_id.in_(_CHOSEN)), False: statement}


def _so_many(where: Any) -> Any:
    return func.sum(case((where, 1), else_=0))


_ENTERED = _for(
    select(_FIGURES.c.key, _FIGURES.c.value, func.count())
    .where(_FIGURES.c.year == bindparam("year"))
    .group_by(_FIGURES.c.key, _FIGURES.c.value),
    _FIGURES,
)
_OVER = or_(_DOCUMENTS.c.repealed_on <= _LAST, _DOCUMENTS.c.expires_on < _LAST)
_IN_FORCE = (_DOCUMENTS.c.issued_on <= _LAST, func.coalesce(_OVER, False).is_(False))
_ISSUED = _for(
    select(
        _DOCUMENTS.c.kind,
        _so_many(_DOCUMENTS.c.issued_on.between(_FIRST, _LAST)),
        _so_many(_DOCUMENTS.c.repealed_on.between(_FIRST, _LAST)),
        _so_many(_IN_FORCE[0] & _IN_FORCE[1]),
    ).group_by(_DOCUMENTS.c.kind),
    _DOCUMENTS,
)
_HOW_MANY = select(func.count()).select_from(_AGENCIES)


def entered_figures(
    session: Session, agency_ids: Sequence[int] | None, year: int
) -> list[Entered]:
    """What some agencies (None: every one) have entered for a year, alike values together."""
    rows = session.connection().execute(_ENTERED[agency_ids is not None], _of(agency_ids, year))
    return [Entered(*row) for row in rows]


def count_documents(
    session: Session, agency_ids: Sequence[int] | None, year: int
) -> dict[str, tuple[int, int, int]]:
    """By kind: issued and repealed in the year, in force at its end. Expired is not repealed."""
    given = _of(agency_ids, year) | {"first": date(year, 1, 1), "last": date(year, 12, 31)}
    rows = session.connection().execute(_ISSUED[agency_ids is not None], given)
    return {kind: (int(new), int(ended), int(kept)) for kind, new, ended, kept in rows}


def how_many_agencies(session: Session) -> int:
    """All there are in the register."""
    return int(session.connection().execute(_HOW_MANY).scalar_one())


def _of(agency_ids: Sequence[int] | None, year: int) -> dict[str, Any]:
    return {"year": year} | ({} if agency_ids is None else {"agency_ids": list(agency_ids)})
