"""What somebody is reminded of today, as the first page, the case and the mail show it.

Derived when it is asked for: a reminder whose day moved, whose milestone is done or whose case is
another's now is not shown. What a holiday notice moved, the yearly report and the missing notice
have no rows of their own; they follow from the register altogether. Above 150 lines because what a
person is shown and whom the mail wakes must agree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from casework.cases.milestones import NAMES
from casework.cases.reminder_words import said
from casework.cases.reminders import POLICY, Owed, windows_since
from casework.cases.report_reminders import REPORTS_FOLLOWED_UNTIL, missing_notice, report_owed
from casework.cases.windows import WINDOWS
from casework.desk.teams import teams_on
from casework.law.calendar import WorkCalendar
from casework.store.queries.duties import reminders_for, reminders_to, unsealed_agencies
from casework.store.queries.moves import moves_that_stand

_TOLD_WORKDAYS = 5
"""For so many workdays a clerk is told that a notice moved a deadline."""


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


def shown_to(session: Session, person_id: int, calendar: WorkCalendar, today: date) -> list[Call]:
    """What a person is reminded of today, the most urgent first."""
    team = teams_on(session, today)
    since = windows_since(calendar, today)
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
    since = windows_since(calendar, today)
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
