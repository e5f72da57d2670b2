"""What a holiday notice moves: shown before it is imported or withdrawn, reckoned afterwards.

The reckoning takes some hundred cases in each transaction, so that nobody waits long. How far it
has come is a row that each share locks: two workers share the work, and whoever is killed leaves
it to the next. Closed cases stay on the notices issued by their closing; only their windows
(复议、诉讼) follow the newest. So one that is imported late, or should never have been imported,
changes by which day they are judged; how many, is told. Above 150 lines because what is shown and
what is done must move the same, and are read side by side.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Protocol

from sqlmodel import Session

from casework.cases.moves import Move, moves_between
from casework.cases.projection import Projection, project
from casework.desk.act import SHELL
from casework.desk.digests import owe_digests
from casework.desk.notices import reckoning_duty
from casework.desk.teams import teams_on
from casework.law.calendar import WorkCalendar
from casework.office import Office
from casework.store.audit import Entry
from casework.store.mapping import events_of, put_projections
from casework.store.queries.desk import events_of_cases
from casework.store.queries.moves import (
    add_moves,
    cases_of,
    lock_run,
    milestones_by_case,
    touched_cases,
)
from casework.store.queries.outbox import owe
from casework.store.tables import CalendarRunRow, CaseRow, NoticeRow

_BATCH = 250
_BATCHES_A_DUTY = 8
"""Seconds of work: far below the time after which a duty is taken for lost."""


class Change(Protocol):
    """Another calendar, and the first day on which it may move something (None: nowhere)."""

    @property
    def after(self) -> WorkCalendar:
        """The calendar as it would be."""

    @property
    def since(self) -> date | None:
        """The first day on which something may move."""


@dataclass(frozen=True, slots=True)
class CaseMoves:
    """A case with what would move in it; of a closed one, by which day it is judged."""

    case_id: int
    number: str
    agency_id: int
    clerk_id: int | None
    closed: bool
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class _Share:
    """Some cases reckoned anew, each with what the register still keeps of it."""

    projections: list[tuple[CaseRow, Projection]]
    kept: dict[int, list[Any]]

    def moves(self) -> Iterator[CaseMoves]:
        """The cases in which something moves."""
        for case, projection in self.projections:
            closed, kept = projection.closed_on is not None, self.kept[case.id]
            moves = tuple(moves_between(kept, projection.milestones, closed=closed))
            if any(move.moves for move in moves) or (moves and not closed):
                place = (case.id, case.number, case.agency_id, case.clerk_id)
                yield CaseMoves(*place, closed, moves)


def would_move(office: Office, change: Change) -> Iterator[CaseMoves]:
    """Each case in which a change would move something, or whether an open date is certain."""
    last = 0
    while change.since is not None:
        with office.reading() as session:
            ids = touched_cases(session, change.since, last, _BATCH)
            found = list(_reckon(session, ids, change.after, locked=False).moves())
        yield from found
        if len(ids) < _BATCH:
            return
        last = ids[-1]


def reckon_all(office: Office, run_id: int) -> Iterator[int]:
    """Reckon anew whatever a change may move, a share at a time; gives the cases of each."""
    while True:
        done = _reckon_share(office, run_id)
        if done is None:
            return
        yield done


def reckon_duty(office: Office, _about: str, payload: dict[str, Any]) -> bool:
    """Some shares of a reckoning; what is left is a duty of its own."""
    run_id = payload["run"]
    done = [_reckon_share(office, run_id) for _ in range(_BATCHES_A_DUTY)]
    if done[-1] is None:
        return done[0] is not None
    with office.transaction() as session:
        run = lock_run(session, run_id)
        now = office.now()
        if run is not None and run.done_at is None:
            row = reckoning_duty(run_id, run.last_case_id)
            owe(session, [row | {"due_at": now, "created_at": now}])
    return True


def _reckon_share(office: Office, run_id: int) -> int | None:
    """The next share, in one transaction; None once nothing is left."""
    with office.transaction() as session:
        run = lock_run(session, run_id)
        if run is None or run.done_at is not None:
            return None
        ids = touched_cases(session, run.since, run.last_case_id, _BATCH)
        share = _reckon(session, ids, office.calendar(session), locked=True)
        moved = [each for each in share.moves() if not each.closed]
        put_projections(session, share.projections, share.kept)
        _tell(office, session, run_id, moved)
        run.done += len(ids)
        run.moved += sum(any(move.moves for move in each.moves) for each in moved)
        run.last_case_id = ids[-1] if ids else run.last_case_id
        if len(ids) < _BATCH:
            _finish(office, session, run)
        return len(ids)


def _reckon(session: Session, ids: list[int], calendar: WorkCalendar, *, locked: bool) -> _Share:
    cases = cases_of(session, ids, locked=locked)
    rows = events_of_cases(session, ids)
    records = {key: list(group) for key, group in groupby(rows, lambda row: row.case_id)}
    reckoned = [(case, project(events_of(records.get(case.id, [])), calendar)) for case in cases]
    return _Share(reckoned, milestones_by_case(session, ids))


def _tell(office: Office, session: Session, run_id: int, moved: list[CaseMoves]) -> None:
    """Write down what moved, and owe those who work on it their mail."""
    now = office.now()
    dated = [(each.case_id, move) for each in moved for move in each.moves if move.moves]
    add_moves(session, run_id, now, dated)
    if dated:
        team, ids = teams_on(session, office.today()), {case_id for case_id, _ in dated}
        told = [team.reminded(m.agency_id, m.clerk_id, False) for m in moved if m.case_id in ids]
        owe_digests(office, session, set().union(*told), now)


def _finish(office: Office, session: Session, run: CalendarRunRow) -> None:
    """The audit entry also moves the chain, so that the reminders are looked through again."""
    run.done_at = office.now()
    session.flush()
    detail = {"cases": run.done, "moved": run.moved}
    about = f"notice:{session.get_one(NoticeRow, run.notice_id).number}"
    office.audit.append(
        session, Entry(office.now(), SHELL, "", "calendar.reckoned", about, detail)
    )
