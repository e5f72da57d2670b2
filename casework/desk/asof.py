"""A case as it stood at the end of a day: what was recorded later is not in it.

Its working days are those the register knew then. A notice that the office imported counts from
the import until it was withdrawn, if it was; one that only came with the program counts from its
day of issue, since nobody can tell now when the program that brought it was installed.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlmodel import Session

from casework.desk.casefile import Record, record_from
from casework.desk.refusals import NotAllowed
from casework.law.calendar import WorkCalendar, issued_calendar
from casework.law.notices import NOTICES, Notice
from casework.law.terms import REGULATION_IN_FORCE
from casework.office import Office
from casework.store.notice_mapping import notice_of
from casework.store.queries.asof import record_until
from casework.store.queries.notices import every_import
from casework.store.tables import CaseRow


def record_as_of(
    office: Office, session: Session, case: CaseRow, day: date, *, named: bool = True
) -> Record:
    """The record of a case as it stood at 24:00 of a day, reckoned on that day.

    Empty where nothing had been recorded yet. Raises NotAllowed for a day that is not over.
    """
    refuse_day(day, office.today())
    moment = end_of(day, office.settings.timezone)
    rows = record_until(session, case.id, moment)
    return record_from(rows, calendar_as_of(session, day, moment), day, named=named)


def refuse_day(day: date, today: date) -> None:
    """Refuse a day in the future, and one before there was anything to record."""
    if not REGULATION_IN_FORCE <= day <= today:
        raise NotAllowed(f"日期应当在{REGULATION_IN_FORCE}至今天（{today}）之间，请核对")


def calendar_as_of(session: Session, day: date, moment: datetime) -> WorkCalendar:
    """The working days as the register knew them at a moment, the end of a day."""
    imports = every_import(session)
    if not imports:
        return issued_calendar().known_on(day)
    then = [
        row
        for row in imports
        if row.imported_at < moment and (row.withdrawn_at is None or moment <= row.withdrawn_at)
    ]
    own = {row.number for row in imports if row.withdrawn_at is None or row in then}
    delivered = [n for n in NOTICES if n.number not in own and n.issued_on <= day]
    return _calendar_of((*delivered, *map(notice_of, then)))


def end_of(day: date, zone: str) -> datetime:
    """24:00 of a day on the office's clock."""
    following = day + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=ZoneInfo(zone))


@lru_cache(maxsize=8)
def _calendar_of(notices: tuple[Notice, ...]) -> WorkCalendar:
    """Built once for each set of notices: it has thousands of days."""
    return WorkCalendar(notices)
