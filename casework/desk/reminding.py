"""Reminders: written once each, shown for as long as they are true.

A row says that somebody was reminded of a milestone's due day at one step; the unique key lets
two clocks write the same row without harm. What is shown is derived when the page is made: a
reminder whose day moved, whose milestone is done or whose case is another's now is not shown. The
yearly report and the holiday notice belong to no case and are derived altogether.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from casework.cases.milestones import NAMES
from casework.cases.reminders import (
    POLICY,
    REPORTS_FOLLOWED_UNTIL,
    Owed,
    horizon,
    missing_notice,
    owed,
    report_owed,
    said,
)
from casework.cases.windows import WINDOWS
from casework.law.calendar import WorkCalendar
from casework.store.queries.duties import (
    add_reminders,
    awaited_milestones,
    due_milestones,
    lapsed_windows,
    reminders_for,
    reminders_to,
    teams,
    unsealed_agencies,
)
from casework.store.queries.moves import moves_that_stand

PAGE = "page"
"""The channel of the first page: the row itself is the notice."""

_TOLD_WORKDAYS = 5
"""For so many workdays a clerk is told that a notice moved a deadline."""

_WINDOW_WORKDAYS = 5
"""For so many workdays an office is told that a window has lapsed; nothing has to follow."""

_AWAITED = frozenset(POLICY) - WINDOWS - {"reply"}
_LAPSING = frozenset(name for name, steps in POLICY.items() if steps.lapses)


@dataclass(frozen=True, slots=True)
class Call:
    """A reminder as it is shown: about which case (or agency's report), and how it stands."""

    about: str
    text: str
    due_on: date | None
    overdue: bool
    case_id: int | None = None
    milestone: str = ""
    ref: str = ""
    round: int = 1
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class Teams:
    """Who is reminded at each agency on one day."""

    clerks: dict[int, set[int]]
    approvers: dict[int, set[int]]

    def reminded(self, agency_id: int, clerk_id: int | None, overdue: bool) -> set[int]:
        """The case's clerk; where nobody works on it, all clerks; once overdue, approvers too."""
        clerks = self.clerks.get(agency_id, set())
        approvers = self.approvers.get(agency_id, set())
        own = {clerk_id} & (clerks | approvers) if clerk_id else set()
        found = own or clerks or approvers
        return found | approvers if overdue else found

    def of(self, person_id: int) -> set[int]:
        """The agencies a person acts for."""
        both = [*self.clerks.items(), *self.approvers.items()]
        return {agency_id for agency_id, people in both if person_id in people}


def teams_on(session: Session, day: date) -> Teams:
    """Who is reminded on a day."""
    found = Teams({}, {})
    for row in teams(session, day):
        group = found.clerks if row.role == "clerk" else found.approvers
        group.setdefault(row.agency_id, set()).add(row.person_id)
    return found


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
    rows = lapsed_windows(session, WINDOWS, _windows_since(calendar, today), today)
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
        for reminder in owed([row], POLICY, calendar, today):  # type: ignore[list-item]
            people = team.reminded(row.agency_id, row.clerk_id, reminder.overdue)
            written += (_columns(row.case_id, reminder, person, now) for person in sorted(people))
    return add_reminders(session, written)


def shown_to(session: Session, person_id: int, calendar: WorkCalendar, today: date) -> list[Call]:
    """What a person is reminded of today, the most urgent first."""
    team = teams_on(session, today)
    since = _windows_since(calendar, today)
    calls = [
        _call(row, calendar, today)
        for row in reminders_to(session, person_id, WINDOWS, since)
        if _stands(row, today)
        and person_id in team.reminded(row.agency_id, row.clerk_id, row.due_on < today)
    ]
    moved = [
        _moved(row)
        for row in _moves(session, calendar, today)
        if person_id in team.reminded(row.case_agency_id, row.case_clerk_id, row.now_on < today)
    ]
    return [*calls, *moved, *_of_agencies(session, team.of(person_id), calendar, today)]


def shown_for(session: Session, case_id: int, calendar: WorkCalendar, today: date) -> list[Call]:
    """What anybody was reminded of about a case and what is still true."""
    since = _windows_since(calendar, today)
    rows = reminders_for(session, case_id, WINDOWS, since)
    calls = [_call(row, calendar, today) for row in rows if _stands(row, today)]
    return [*calls, *map(_moved, _moves(session, calendar, today, case_id))]


def called_today(session: Session, calendar: WorkCalendar, today: date) -> set[int]:
    """Whom a notice moved something since yesterday, and whose agency's report has come due."""
    if not calendar.is_workday(today):
        return set()
    yesterday = calendar.workday_before(today, 1)
    team = teams_on(session, today)
    people: set[int] = set()
    for row in moves_that_stand(session, _midnight(yesterday)):
        people |= team.reminded(row.case_agency_id, row.case_clerk_id, row.now_on < today)
    for row, reminder in _reports(session, calendar, today):
        before = report_owed(row.name, today.year - 1, _chosen(row), calendar, yesterday)
        if before != reminder:
            people |= team.clerks.get(row.id, set()) | team.approvers.get(row.id, set())
    return people


def _moves(
    session: Session, calendar: WorkCalendar, today: date, case_id: int | None = None
) -> list[Row[Any]]:
    """What notices moved lately, one for each case: what binds the office, else the earliest."""
    since = _midnight(calendar.workday_before(today, _TOLD_WORKDAYS))
    found: dict[int, Row[Any]] = {}
    for row in moves_that_stand(session, since, case_id):
        if row.case_id not in found or (
            row.binds == "office" and found[row.case_id].binds != "office"
        ):
            found[row.case_id] = row
    return list(found.values())


def _moved(row: Row[Any]) -> Call:
    was = f"由{row.was_on}" if row.was_on else ""
    unsure = "（暂定）" if row.provisional else ""
    why = f"{'撤回' if row.withdrawal else ''}{row.number}"
    text = f"{NAMES[row.milestone]}：因{why}，期限{was}改为{row.now_on}{unsure}"
    place = (row.case_id, row.milestone, row.ref, row.round)
    return Call(row.case_number, text, row.now_on, False, *place)


def _midnight(day: date) -> datetime:
    """The beginning of a day, by the widest zone: whoever was told an hour early is told."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=14)


def _windows_since(calendar: WorkCalendar, today: date) -> date:
    return calendar.workday_before(today, _WINDOW_WORKDAYS)


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


def _stands(row: Row[Any], today: date) -> bool:
    """Whether there is still something to do about it."""
    return not (POLICY[row.name].lapses and today > row.due_on)


def _call(row: Row[Any], calendar: WorkCalendar, today: date) -> Call:
    text = said(row.name, row.due_on, calendar, today)
    overdue = row.due_on < today
    return Call(row.number, text, row.due_on, overdue, row.case_id, row.name, row.ref, row.round)


def _of_agencies(
    session: Session, agencies: set[int], calendar: WorkCalendar, today: date
) -> Iterator[Call]:
    for row, reminder in _reports(session, calendar, today):
        if row.id in agencies:
            text = said(reminder.milestone, reminder.due_on, calendar, today)
            about = f"{row.short_name}{today.year - 1}年度报告"
            yield Call(
                about,
                text,
                reminder.due_on,
                reminder.overdue,
                milestone="annual_report",
                agency_id=row.id,
            )
    year = missing_notice(calendar, today)
    if agencies and year is not None:
        text = "国务院办公厅的通知还没有导入，此后的日期都是暂定，请导入"
        yield Call(f"{year}年节假日安排", text, None, False, milestone="holiday_notice")


def _reports(
    session: Session, calendar: WorkCalendar, today: date
) -> Sequence[tuple[Row[Any], Owed]]:
    """The agencies whose report of last year is due and not sealed; days off see the last step."""
    if today.month > REPORTS_FOLLOWED_UNTIL:
        return []
    asked = calendar.workday_before(today + timedelta(days=1), 1)
    found = []
    for row in unsealed_agencies(session, today.year - 1, today):
        reminder = report_owed(row.name, today.year - 1, _chosen(row), calendar, asked)
        if reminder is not None:
            found.append((row, reminder))
    return found


def _chosen(row: Row[Any]) -> str:
    """The day of January an agency has set itself for its report, “” for none."""
    return str(row.settings.get("report_due") or "")
