"""Between the rows and the values of disputes, whose events have few fields of their own."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from casework.cases.disputes import (
    KINDS_OF_EVENT,
    Decided,
    DisputeAnnulled,
    DisputeEvent,
    DisputeState,
    Filed,
)
from casework.store.tables import DisputeEventRow

_CLASSES = dict(zip(KINDS_OF_EVENT, (Filed, Decided, DisputeAnnulled), strict=True))
_KINDS = {event: kind for kind, event in _CLASSES.items()}


def dispute_event_row(
    dispute_id: int, event: DisputeEvent, recorded_by: int, recorded_at: datetime
) -> DisputeEventRow:
    """The row of an event in a dispute."""
    details = {name: _plain(value) for name, value in asdict(event).items()}
    del details["on"], details["seq"]
    return DisputeEventRow(
        dispute_id=dispute_id,
        seq=event.seq,
        kind=_KINDS[type(event)],
        on=event.on,
        details=details,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
    )


def dispute_events_of(rows: Iterable[DisputeEventRow]) -> list[DisputeEvent]:
    """The record of a dispute, in its order."""
    return [_event_of(row) for row in sorted(rows, key=lambda row: row.seq)]


def dispute_columns(state: DisputeState) -> dict[str, Any]:
    """The columns of a dispute that follow from its events; table 四 counts by the years."""
    return asdict(state) | {
        "filed_year": state.filed_on and state.filed_on.year,
        "decided_year": state.decided_on and state.decided_on.year,
    }


def _event_of(row: DisputeEventRow) -> DisputeEvent:
    details = dict(row.details)
    if "cases" in details:
        details["cases"] = tuple(details["cases"])
    if details.get("served_on"):
        details["served_on"] = date.fromisoformat(details["served_on"])
    event: DisputeEvent = _CLASSES[row.kind](on=row.on, seq=row.seq, **details)
    return event


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
