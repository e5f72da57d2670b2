"""Reminders, written once each.

A row says that somebody was reminded of a milestone's due day at one step; the unique key lets
two clocks write the same row without harm. What is shown of them is derived (`calls`). The yearly
report and the holiday notice belong to no case and have no rows.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from casework.cases.reminders import POLICY, Owed, horizon, owed, windows_since
from casework.cases.windows import WINDOWS
from casework.desk.teams import teams_on
from casework.law.calendar import WorkCalendar
from casework.store.queries.duties import (
    add_reminders,
    awaited_milestones,
    due_milestones,
    lapsed_windows,
)

PAGE = "page"
"""The channel of the first page: the row itself is the notice."""

_AWAITED = frozenset(POLICY) - WINDOWS - {"reply"}
_LAPSING = frozenset(name for name, steps in POLICY.items() if steps.lapses)


def sweep(session: Session, calendar: WorkCalendar, today: date, now: datetime) -> set[int]:
    """Write every reminder of an open case that is owed and not yet written; give whom for.

    It asks what is owed, not what day it is: after days without power the true state is written,
    and a second sweep writes nothing.
    """
    if not calendar.is_workday(today):
        return set()
    until = horizon(POLICY, calendar, today)
    rows = [
        *due_milestones(session, until),
        *awaited_milestones(session, _AWAITED, _LAPSING, today, until),
    ]
    return _write(session, rows, calendar, today, now)


def sweep_windows(
    session: Session, calendar: WorkCalendar, today: date, now: datetime
) -> set[int]:
    """The same for the windows of closed cases: once a day, for it reads far more rows."""
    if not calendar.is_workday(today):
        return set()
    rows = lapsed_windows(session, WINDOWS, windows_since(calendar, today), today)
    return _write(session, rows, calendar, today, now)


def _write(
    session: Session,
    rows: Sequence[Row[Any]],
    calendar: WorkCalendar,
    today: date,
    now: datetime,
) -> set[int]:
    team = teams_on(session, today)
    written: list[dict[str, Any]] = []
    for row in rows:
        # A row has all that is read of a milestone.
        for reminder in owed([row], POLICY, calendar, today):  # type: ignore[list-item]
            people = team.reminded(row.agency_id, row.clerk_id, reminder.overdue)
            written += (_columns(row.case_id, reminder, person, now) for person in sorted(people))
    return add_reminders(session, written)


def _columns(case_id: int, reminder: Owed, person_id: int, now: datetime) -> dict[str, Any]:
    return {
        "case_id": case_id,
        "milestone": reminder.milestone,
        "ref": reminder.ref,
        "round": reminder.round,
        "due_on": reminder.due_on,
        "step": str(reminder.step),
        "recipient_id": person_id,
        "channel": PAGE,
        "created_at": now,
    }
