"""Reckoning anew by another calendar: which cases, how far it has come, and what it moved."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, func, insert, or_, select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from casework.cases.moves import Move
from casework.store.tables import METADATA, CalendarRunRow, CaseRow

_CASES = METADATA.tables["cases"]
_MILESTONES = METADATA.tables["milestones"]
_MOVES = METADATA.tables["deadline_moves"]
_RUNS = METADATA.tables["calendar_runs"]
_NOTICES = METADATA.tables["notices"]

_SINCE: Any = bindparam("since")
_IDS: Any = bindparam("ids", expanding=True)

# Whatever is due before the first day that a notice changes was counted without that day.
_REACHED = or_(_MILESTONES.c.due_on >= _SINCE, _MILESTONES.c.cautious_on >= _SINCE)
_TOUCHED: Select[Any] = (
    select(_MILESTONES.c.case_id)
    .distinct()
    .where(_REACHED, _MILESTONES.c.case_id > bindparam("after"))
    .order_by(_MILESTONES.c.case_id)
    .limit(bindparam("limit"))
)
_HOW_MANY: Select[Any] = select(func.count(_MILESTONES.c.case_id.distinct())).where(_REACHED)
_CASES_OF = (
    select_rows(CaseRow).where(col(CaseRow.id).in_(_IDS)).order_by(col(CaseRow.id))
).execution_options(populate_existing=True)
_LOCKED_CASES = _CASES_OF.with_for_update(key_share=True)
_MILESTONES_OF: Select[Any] = select(_MILESTONES).where(_MILESTONES.c.case_id.in_(_IDS))
_LOCKED_RUN = (
    select_rows(CalendarRunRow)
    .where(col(CalendarRunRow.id) == bindparam("run_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_UNDER_WAY: Select[Any] = (
    select(_RUNS, _NOTICES.c.number)
    .join_from(_RUNS, _NOTICES, _NOTICES.c.id == _RUNS.c.notice_id)
    .where(_RUNS.c.done_at.is_(None))
    .order_by(_RUNS.c.id)
)

_STILL: Select[Any] = (
    select(
        _MOVES,
        _NOTICES.c.number,
        _RUNS.c.withdrawal,
        *(_CASES.c[name].label(f"case_{name}") for name in ("number", "agency_id", "clerk_id")),
        _MILESTONES.c.binds,
        _MILESTONES.c.provisional,
    )
    .join_from(_MOVES, _CASES, _CASES.c.id == _MOVES.c.case_id)
    .join(_RUNS, _RUNS.c.id == _MOVES.c.run_id)
    .join(_NOTICES, _NOTICES.c.id == _RUNS.c.notice_id)
    .join(
        _MILESTONES,
        and_(
            _MILESTONES.c.case_id == _MOVES.c.case_id,
            _MILESTONES.c.name == _MOVES.c.milestone,
            _MILESTONES.c.ref == _MOVES.c.ref,
            _MILESTONES.c.round == _MOVES.c.round,
            _MILESTONES.c.due_on == _MOVES.c.now_on,
        ),
    )
    .where(_MOVES.c.at >= _SINCE, _MILESTONES.c.done_on.is_(None), _CASES.c.closed_on.is_(None))
    .order_by(_MOVES.c.now_on, _MOVES.c.case_id, _MOVES.c.milestone, _MOVES.c.at.desc())
)
_STILL_OF_CASE = _STILL.where(_MOVES.c.case_id == bindparam("case_id"))


def touched_cases(session: Session, since: date, after: int, limit: int) -> list[int]:
    """The next cases, by id, with a date on or after a day."""
    given = {"since": since, "after": after, "limit": limit}
    return list(session.connection().execute(_TOUCHED, given).scalars())


def count_touched(session: Session, since: date) -> int:
    """How many cases have a date on or after a day."""
    return int(session.connection().execute(_HOW_MANY, {"since": since}).scalar_one())


def cases_of(session: Session, ids: Sequence[int], *, locked: bool) -> Sequence[CaseRow]:
    """Some cases in the order of their ids; `locked`, to be written."""
    statement = _LOCKED_CASES if locked else _CASES_OF
    return session.exec(statement, params={"ids": list(ids)}).all()


def milestones_by_case(session: Session, ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """What the register keeps of the milestones of some cases."""
    found: dict[int, list[Row[Any]]] = {case_id: [] for case_id in ids}
    for row in session.connection().execute(_MILESTONES_OF, {"ids": list(ids)}):
        found[row.case_id].append(row)
    return found


def lock_run(session: Session, run_id: int) -> CalendarRunRow | None:
    """How far a reckoning has come; nobody else goes on with it until this action ends."""
    return session.exec(_LOCKED_RUN, params={"run_id": run_id}).first()


def runs_under_way(session: Session) -> Sequence[Row[Any]]:
    """The reckonings that are not finished."""
    return session.connection().execute(_UNDER_WAY).all()


def add_moves(
    session: Session, run_id: int, at: datetime, moves: Iterable[tuple[int, Move]]
) -> None:
    """Write down what a reckoning moved, by the ids of the cases."""
    rows = [
        {"run_id": run_id, "case_id": case_id, "milestone": move.name, "ref": move.ref}
        | {"round": move.round, "was_on": move.was_on, "now_on": move.now_on, "at": at}
        for case_id, move in moves
    ]
    if rows:
        session.connection().execute(insert(_MOVES), rows)


def moves_that_stand(
    session: Session, since: datetime, case_id: int | None = None
) -> Sequence[Row[Any]]:
    """What was moved since a moment and is still so and still to be done, the newest first."""
    given: dict[str, Any] = {"since": since}
    if case_id is None:
        return session.connection().execute(_STILL, given).all()
    return session.connection().execute(_STILL_OF_CASE, given | {"case_id": case_id}).all()
