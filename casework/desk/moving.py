"""What a holiday notice moves: shown before it is imported, reckoned anew afterwards.

The reckoning takes some hundred cases in each transaction, so that nobody waits long. How far it
has come is a row that each share locks: two workers share the work, and whoever is killed leaves
it to the next. Closed cases stay on the notices issued by their closing; only their windows
(复议、诉讼) follow the newest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlmodel import Session

from casework.cases.moves import Move, moves_between
from casework.cases.projection import Projection, project
from casework.desk.act import SHELL
from casework.desk.digests import owe_digests
from casework.desk.notices import Weighed, reckoning_duty
from casework.desk.reminding import teams_on
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
from casework.store.tables import CalendarRunRow, CaseRow

_BATCH = 250
_BATCHES_A_DUTY = 8
"""Seconds of work: far below the time after which a duty is taken for lost."""


@dataclass(frozen=True, slots=True)
class CaseMoves:
    """An open case with what would move in it."""

    case_id: int
    number: str
    agency_id: int
    clerk_id: int | None
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class _Share:
    """Some cases reckoned anew, each with what the register still keeps of it."""

    projections: list[tuple[CaseRow, Projection]]
    kept: dict[int, list[Any]]

    def moves(self) -> Iterator[CaseMoves]:
        """The open cases in which something moves."""
        for case, projection in self.projections:
            if projection.closed_on is None:
                moves = tuple(moves_between(self.kept[case.id], projection.milestones))
                if moves:
                    place = (case.id, case.number, case.agency_id, case.clerk_id)
                    yield CaseMoves(*place, moves)


def would_move(office: Office, weighed: Weighed) -> Iterator[CaseMoves]:
    """Each open case in which a notice would move something, or make a date certain."""
    last = 0
    while weighed.since is not None:
        with office.reading() as session:
            ids = touched_cases(session, weighed.since, last, _BATCH)
            found = list(_reckon(session, ids, weighed.after, locked=False).moves())
        yield from found
        if len(ids) < _BATCH:
            return
        last = ids[-1]


def reckon_all(office: Office, number: str) -> Iterator[int]:
    """Reckon anew whatever a notice may move, a share at a time; gives the cases of each."""
    while True:
        done = _reckon_share(office, number)
        if done is None:
            return
        yield done


def reckon_duty(office: Office, _about: str, payload: dict[str, Any]) -> bool:
    """Some shares of the reckoning for a notice; what is left is a duty of its own."""
    number = payload["number"]
    done = [_reckon_share(office, number) for _ in range(_BATCHES_A_DUTY)]
    if done[-1] is None:
        return done[0] is not None
    with office.transaction() as session:
        run = lock_run(session, number)
        now = office.now()
        if run is not None and run.done_at is None:
            row = reckoning_duty(number, run.last_case_id)
            owe(session, [row | {"due_at": now, "created_at": now}])
    return True


def _reckon_share(office: Office, number: str) -> int | None:
    """The next share, in one transaction; None once nothing is left."""
    with office.transaction() as session:
        run = lock_run(session, number)
        if run is None or run.done_at is not None:
            return None
        ids = touched_cases(session, run.since, run.last_case_id, _BATCH)
        share = _reckon(session, ids, office.calendar(session), locked=True)
        moved = list(share.moves())
        put_projections(session, share.projections, share.kept)
        _tell(office, session, number, moved)
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


def _tell(office: Office, session: Session, number: str, moved: list[CaseMoves]) -> None:
    """Write down what moved, and owe those who work on it their mail."""
    now = office.now()
    dated = [(each.case_id, move) for each in moved for move in each.moves if move.moves]
    add_moves(session, number, now, dated)
    if dated:
        team, ids = teams_on(session, office.today()), {case_id for case_id, _ in dated}
        told = [team.reminded(m.agency_id, m.clerk_id, False) for m in moved if m.case_id in ids]
        owe_digests(office, session, set().union(*told), now)


def _finish(office: Office, session: Session, run: CalendarRunRow) -> None:
    """The audit entry also moves the chain, so that the reminders are looked through again."""
    run.done_at = office.now()
    session.flush()
    detail = {"cases": run.done, "moved": run.moved}
    about = f"notice:{run.number}"
    office.audit.append(
        session, Entry(office.now(), SHELL, "", "calendar.reckoned", about, detail)
    )
