"""The cases of a year that still need somebody's hand before its report is made."""

from datetime import date
from typing import Any

from sqlalchemy import Date, bindparam, case, func, or_, select
from sqlmodel import Session

from casework.store.tables import METADATA

_CASES = METADATA.tables["cases"]
_YEAR: Any = bindparam("year")
_BY_THEN = _CASES.c.recv_year <= _YEAR
_OPEN_THEN = or_(_CASES.c.closed_year.is_(None), _CASES.c.closed_year > _YEAR)


def _many(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


_NOT_RECEIVED = _CASES.c.recv_year.is_(None) & (_CASES.c.year == _YEAR)
_LOOSE = select(
    _many(_NOT_RECEIVED & (_CASES.c.state == "void")).label("void"),
    _many(_NOT_RECEIVED & (_CASES.c.state != "void")).label("unconfirmed"),
    _many(_BY_THEN & _OPEN_THEN).label("open"),
    _many(
        _BY_THEN & _CASES.c.closed_on.is_(None) & (_CASES.c.next_on < bindparam("day", type_=Date))
    ).label("overdue"),
).where(_CASES.c.agency_id == bindparam("agency_id"))


def loose_ends(session: Session, agency_id: int, year: int, today: date) -> dict[str, int]:
    """How many are void, unconfirmed, open at the year's end, or overdue today."""
    given = {"agency_id": agency_id, "year": year, "day": today}
    row = session.connection().execute(_LOOSE, given).mappings().one()
    return {name: int(count) for name, count in row.items()}
