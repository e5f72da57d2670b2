"""Between the rows of a case and its values: events, what follows from them, milestones.

Only here, in `dispute_mapping` and `notice_mapping` is a row built from a value or read as one.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select
from sqlmodel import Session

from casework.cases.events import Event
from casework.cases.milestones import Milestone
from casework.cases.parsing import event_as_mapping, event_from_mapping
from casework.cases.projection import Projection
from casework.store.tables import METADATA, CaseRow, EventRow

# Milestones are written in bulk and are never objects in a session, which could only go stale.
_MILESTONES = METADATA.tables["milestones"]
_OF_THESE = _MILESTONES.c.case_id.in_(bindparam("ids", expanding=True))
_MILESTONES_OF = select(_MILESTONES).where(_OF_THESE)
_FORGET_MILESTONES = delete(_MILESTONES).where(_OF_THESE)
_NEW_MILESTONES = insert(_MILESTONES)
_OWN_COLUMNS = ("kind", "on", "seq")
# dataclasses.asdict copies every value deeply, which takes as long as the reckoning itself.
_LINE = tuple(name for name in Milestone._fields if name not in ("flags", "basis"))
_CASE = tuple(name for name in Projection._fields if name != "milestones")


def event_row(case_id: int, event: Event, recorded_by: int, recorded_at: datetime) -> EventRow:
    """The row of an event, as an object of a session."""
    return EventRow(**event_columns(case_id, event, recorded_by, recorded_at))


def event_columns(
    case_id: int, event: Event, recorded_by: int, recorded_at: datetime
) -> dict[str, Any]:
    """The row of an event; its own fields go into `details` as JSON."""
    details = event_as_mapping(event)
    for name in _OWN_COLUMNS:
        details.pop(name, None)
    return {
        "case_id": case_id,
        "seq": event.seq,
        "kind": event.kind,
        "on": event.on,
        "details": details,
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
    }


def event_of(row: EventRow) -> Event:
    """The event again; raises BadEvent where the row is not what we wrote."""
    own = {"kind": row.kind, "on": row.on.isoformat(), "seq": row.seq}
    return event_from_mapping(row.details | own)


def events_of(rows: Iterable[EventRow]) -> list[Event]:
    """The record of a case, in its order."""
    return [event_of(row) for row in sorted(rows, key=lambda row: row.seq)]


def case_columns(projection: Projection) -> dict[str, Any]:
    """The columns of a case that follow from its events."""
    return {name: getattr(projection, name) for name in _CASE}


def milestone_columns(case_id: int, line: Milestone) -> dict[str, Any]:
    """The row of one milestone."""
    return {"case_id": case_id} | {name: getattr(line, name) for name in _LINE}


def put_projection(session: Session, case: CaseRow, projection: Projection) -> bool:
    """Write what follows from a case's events; says whether anything was different before."""
    kept = session.connection().execute(_MILESTONES_OF, {"ids": [case.id]}).all()
    return put_projections(session, [(case, projection)], {case.id: kept}) > 0


def put_projections(
    session: Session,
    projections: Iterable[tuple[CaseRow, Projection]],
    kept: Mapping[int, Sequence[Row[Any]]],
) -> int:
    """The same for many cases, whose milestones are now `kept`; gives how many were different."""
    changed: set[int] = set()
    moved: dict[int, list[dict[str, Any]]] = {}
    for case, projection in projections:
        for name, value in case_columns(projection).items():
            if getattr(case, name) != value:
                setattr(case, name, value)
                changed.add(case.id)
        new = [milestone_columns(case.id, line) for line in projection.milestones]
        # `_mapping` is a row's own public word for its columns.
        if _in_order(dict(row._mapping) for row in kept[case.id]) != _in_order(new):  # noqa: SLF001
            moved[case.id] = new
    _put_milestones(session, moved)
    return len(changed | moved.keys())


def _put_milestones(session: Session, moved: Mapping[int, list[dict[str, Any]]]) -> None:
    if not moved:
        return
    session.connection().execute(_FORGET_MILESTONES, {"ids": list(moved)})
    rows = [row for lines in moved.values() for row in lines]
    if rows:
        session.connection().execute(_NEW_MILESTONES, rows)


def _in_order(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["name"], row["ref"], row["round"]))
