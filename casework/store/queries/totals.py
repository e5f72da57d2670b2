"""The year's totals, counted by the database over covering indexes.

A case belongs to a year's table when it was received by its end and had no outcome before it:
two ranges of one index, joined. What the counted cells mean, `report.table3` and `report.table4`
specify; a property test holds both equal.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, func, literal, select, union_all
from sqlmodel import Session

from casework.law.calendar import LAST_DAY
from casework.store.queries.ids import many
from casework.store.tables import METADATA

Cells = Counter[tuple[str, str]]
"""(row of table 三, applicant kind) or (kind of dispute, column of table 四) → how many."""

_CASES = METADATA.tables["cases"]
_DISPUTES = METADATA.tables["disputes"]
_YEAR: Any = bindparam("year")
# A case that was open at the year's end was closed in one of these years, or not yet.
_LATER: Any = bindparam("later", expanding=True, literal_execute=True)
_CHOSEN: Any = many("agency_ids")


def _table3(*whose: Any, by: tuple[Any, ...] = ()) -> CompoundSelect[Any]:
    """The year's cases, counted by what decides their cells: (…, received in, outcome, kind, n).

    Each branch is an exact range of the index; `closed_year > year` would read every later year.
    """
    received, closed = _CASES.c.recv_year, _CASES.c.closed_year
    outcome, kind = _CASES.c.counted_outcome, _CASES.c.applicant_kind
    by_then = (*whose, received <= _YEAR)
    ended = select(*by, received, outcome, kind, func.count())
    left = select(*by, received, literal("carried_out"), kind, func.count())
    left = left.group_by(*by, received, kind)
    return union_all(
        ended.where(closed == _YEAR, *by_then).group_by(*by, received, outcome, kind),
        left.where(closed.in_(_LATER), *by_then),
        left.where(closed.is_(None), *by_then),
    )


def _table4(*whose: Any, by: tuple[Any, ...] = ()) -> CompoundSelect[Any]:
    """The disputes decided in the year by result, and those filed by its end and undecided."""
    decided, filed = _DISPUTES.c.decided_year, _DISPUTES.c.filed_year
    ended = (
        select(*by, _DISPUTES.c.kind, _DISPUTES.c.result, func.count().label("n"))
        .where(*whose, decided == _YEAR, filed <= _YEAR)
        .group_by(*by, _DISPUTES.c.kind, _DISPUTES.c.result)
    )
    pending = select(*by, _DISPUTES.c.kind, literal("pending"), func.count())
    pending = pending.group_by(*by, _DISPUTES.c.kind)
    return union_all(
        ended,
        pending.where(*whose, decided > _YEAR, filed <= _YEAR),
        pending.where(*whose, decided.is_(None), filed <= _YEAR),
    )


_ALL_CASES = _table3()
_CHOSEN_CASES = _table3(_CASES.c.agency_id.in_(_CHOSEN))
_CASES_BY_AGENCY = _table3(by=(_CASES.c.agency_id,))
_CHOSEN_BY_AGENCY = _table3(_CASES.c.agency_id.in_(_CHOSEN), by=(_CASES.c.agency_id,))
_ALL_DISPUTES = _table4()
_CHOSEN_DISPUTES = _table4(_DISPUTES.c.agency_id.in_(_CHOSEN))
_DISPUTES_BY_AGENCY = _table4(by=(_DISPUTES.c.agency_id,))
_CHOSEN_DISPUTES_BY_AGENCY = _table4(
    _DISPUTES.c.agency_id.in_(_CHOSEN), by=(_DISPUTES.c.agency_id,)
)


def count_table3(session: Session, agency_ids: Sequence[int] | None, year: int) -> Cells:
    """The counted cells of table 三 for some agencies together, None for the whole register."""
    cells: Cells = Counter()
    for received, out, kind, n in _rows(session, _ALL_CASES, _CHOSEN_CASES, agency_ids, year):
        cells["new" if received == year else "carried_in", kind] += n
        cells[out, kind] += n
    return cells


def count_table3_by_agency(
    session: Session, year: int, agency_ids: Sequence[int] | None = None
) -> dict[int, Cells]:
    """The same for each of some agencies apart, None for every one, in one statement.

    An agency that counted nothing is not there.
    """
    counted: defaultdict[int, Cells] = defaultdict(Counter)
    given = _in_year(year) | ({} if agency_ids is None else {"agency_ids": list(agency_ids)})
    statement = _CASES_BY_AGENCY if agency_ids is None else _CHOSEN_BY_AGENCY
    for agency_id, received, out, kind, n in session.connection().execute(statement, given):
        cells = counted[agency_id]
        came = ("new" if received == year else "carried_in", kind)
        # A Counter asked for what it has not calls back into Python; most cells are asked once.
        cells[came] = cells.get(came, 0) + n
        went = (out, kind)
        cells[went] = cells.get(went, 0) + n
    return counted


def count_table4(session: Session, agency_ids: Sequence[int] | None, year: int) -> Cells:
    """The counted cells of table 四 for some agencies together, None for the whole register."""
    cells: Cells = Counter()
    for kind, result, n in _rows(session, _ALL_DISPUTES, _CHOSEN_DISPUTES, agency_ids, year):
        cells[kind, result] += n
    return cells


def count_table4_by_agency(
    session: Session, year: int, agency_ids: Sequence[int] | None = None
) -> dict[int, Cells]:
    """The same for each of some agencies apart, None for every one, in one statement."""
    counted: defaultdict[int, Cells] = defaultdict(Counter)
    by_agency = (_DISPUTES_BY_AGENCY, _CHOSEN_DISPUTES_BY_AGENCY)
    for agency_id, kind, result, n in _rows(session, *by_agency, agency_ids, year):
        counted[agency_id][kind, result] += n
    return counted


def _rows(
    session: Session, everybody: Any, chosen: Any, agency_ids: Sequence[int] | None, year: int
) -> Sequence[tuple[Any, ...]]:
    if agency_ids is None:
        return session.connection().execute(everybody, _in_year(year)).all()
    given = _in_year(year) | {"agency_ids": list(agency_ids)}
    return session.connection().execute(chosen, given).all()


def _in_year(year: int) -> dict[str, Any]:
    return {"year": year, "later": list(range(year + 1, LAST_DAY.year + 1))}
