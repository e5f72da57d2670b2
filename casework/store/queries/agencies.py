"""The agencies and their tree as it stood on a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import CTE, Integer, Row, Select, bindparam, case, func, select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from casework.store.queries.spans import stands
from casework.store.tables import METADATA, AgencyRow

_TREE = METADATA.tables["agency_parents"]
_STANDS = stands(_TREE)


# UNION, not UNION ALL, both ways: a tree that somebody has bent into a ring must still end.
def _subtree() -> CTE:
    root: Any = select(bindparam("root", type_=Integer).label("id"))
    below: CTE = root.cte("below", recursive=True)
    return below.union(
        select(_TREE.c.agency_id).join(below, _TREE.c.parent_id == below.c.id).where(_STANDS)
    )


def _above() -> CTE:
    start: Any = select(bindparam("start", type_=Integer).label("id"))
    above: CTE = start.cte("above", recursive=True)
    return above.union(
        select(_TREE.c.parent_id).join(above, _TREE.c.agency_id == above.c.id).where(_STANDS)
    )


_BELOW = select(_subtree().c.id)
_ABOVE = select(_above().c.id)
_CHILDREN = (
    select(_TREE.c.agency_id).where(_TREE.c.parent_id == bindparam("parent"), _STANDS)
).order_by(_TREE.c.agency_id)
_PARENT_ON = select(_TREE.c.parent_id).where(_TREE.c.agency_id == bindparam("id"), _STANDS)
_PARENTS_ON = select(_TREE.c.agency_id, _TREE.c.parent_id).where(_STANDS)
_EVER_BELOW = select(_TREE.c.agency_id).distinct()
_AGENCIES = METADATA.tables["agencies"]
_UNDER: Select[Any] = (
    select(_AGENCIES.c.code, _AGENCIES.c.name, _TREE.c.since, _TREE.c.until)
    .join(_TREE, _TREE.c.agency_id == _AGENCIES.c.id)
    .where(_TREE.c.parent_id == bindparam("parent"), _STANDS)
    .order_by(_AGENCIES.c.id)
)
_CHANGES = select(_TREE.c.since).where(_TREE.c.since > bindparam("day")).distinct()
_HOW_MANY = select(func.count()).select_from(METADATA.tables["agencies"])
_STANDING = select(
    func.count(), func.coalesce(func.sum(case((_TREE.c.agency_id == bindparam("id"), 1))), 0)
).where(_STANDS)
_BY_CODE = select_rows(AgencyRow).where(col(AgencyRow.code) == bindparam("code"))


def agency_by_code(session: Session, code: str) -> AgencyRow | None:
    """The agency that has this code."""
    return session.exec(_BY_CODE, params={"code": code}).first()


def agencies_below(session: Session, agency_id: int, day: date) -> list[int]:
    """The agency and all that stood under it on that day; a report asks for a 31 December."""
    found = session.connection().execute(_BELOW, {"root": agency_id, "day": day})
    return sorted(found.scalars())


def agencies_above(session: Session, agency_id: int, day: date) -> set[int]:
    """The agency and all under which it stood on that day."""
    return set(session.connection().execute(_ABOVE, {"start": agency_id, "day": day}).scalars())


def children_on(session: Session, agency_id: int, day: date) -> list[int]:
    """Who stood directly under the agency on that day."""
    given = {"parent": agency_id, "day": day}
    return list(session.connection().execute(_CHILDREN, given).scalars())


def agencies_under(session: Session, agency_id: int, day: date) -> Sequence[Row[Any]]:
    """Who stood directly under the agency on that day, since when and until when."""
    given = {"parent": agency_id, "day": day}
    return session.connection().execute(_UNDER, given).all()


def parent_on(session: Session, agency_id: int, day: date) -> int | None:
    """Under whom the agency stood on that day, if under anybody."""
    return session.connection().execute(_PARENT_ON, {"id": agency_id, "day": day}).scalar()


def parents_on(session: Session, day: date) -> dict[int, int]:
    """Each agency that stood under another on that day, and that other."""
    found = session.connection().execute(_PARENTS_ON, {"day": day})
    return {row.agency_id: row.parent_id for row in found}


def ever_below(session: Session) -> set[int]:
    """The agencies that stand under another, stood or are going to."""
    return set(session.connection().execute(_EVER_BELOW).scalars())


def changes_after(session: Session, day: date) -> list[date]:
    """The later days on which somebody comes to stand under another."""
    return sorted(session.connection().execute(_CHANGES, {"day": day}).scalars())


def stands_over_all(session: Session, agency_id: int, day: date) -> bool:
    """Whether everybody in the register stood under the agency on that day.

    So it is where all but this one stood under somebody: the tree has no rings.
    """
    everybody = session.connection().execute(_HOW_MANY).scalar_one()
    given = {"id": agency_id, "day": day}
    standing, itself = session.connection().execute(_STANDING, given).one()
    return bool(standing == everybody - 1 and not itself)
