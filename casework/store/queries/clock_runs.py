"""Which periods the clock has called, and who is alive."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, select, update
from sqlmodel import Session

from casework.store.queries.upsert import dialect_of, unless_there
from casework.store.tables import METADATA

_RUNS = METADATA.tables["clock_runs"]
_BEATS = METADATA.tables["heartbeats"]
_DONE = update(_RUNS).where(_RUNS.c.task == bindparam("of"), _RUNS.c.period == bindparam("at"))
_HAS_RUN = select(_RUNS.c.task).where(
    _RUNS.c.task == bindparam("of"), _RUNS.c.period == bindparam("at")
)
_LAST_RUN: Select[Any] = select(func.max(_RUNS.c.done_at)).where(_RUNS.c.task == bindparam("of"))
_OLD_RUNS = delete(_RUNS).where(_RUNS.c.started_at < bindparam("before"))


def start_run(session: Session, task: str, period: str, now: datetime) -> bool:
    """Write that a task is owed for a period; False where it was written before."""
    row = {"task": task, "period": period, "started_at": now}
    statement = unless_there(session, _RUNS).returning(_RUNS.c.task)
    return session.connection().execute(statement, [row]).first() is not None


def end_run(session: Session, task: str, period: str, now: datetime) -> None:
    """Write that a task was done for a period."""
    session.connection().execute(_DONE.values(done_at=now), {"of": task, "at": period})


def has_run(session: Session, task: str, period: str) -> bool:
    """Whether a task was ever owed for a period."""
    given = {"of": task, "at": period}
    return session.connection().execute(_HAS_RUN, given).first() is not None


def last_run(session: Session, task: str) -> datetime | None:
    """When a task was last done."""
    return session.connection().execute(_LAST_RUN, {"of": task}).scalar()


def forget_runs(session: Session, before: datetime) -> None:
    """Drop what was called before a moment."""
    session.connection().execute(_OLD_RUNS, {"before": before})


def put_heartbeat(session: Session, name: str, now: datetime) -> None:
    """Write that a process is alive."""
    dialect = dialect_of(session)
    statement = dialect.insert(_BEATS).values(name=name, at=now)
    session.connection().execute(
        statement.on_conflict_do_update(index_elements=["name"], set_={"at": now})
    )


def heartbeats(session: Session) -> dict[str, datetime]:
    """When each process was last seen alive."""
    return {row.name: row.at for row in session.connection().execute(select(_BEATS))}
