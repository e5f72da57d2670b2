"""One case to read: what was recorded of it, and what that adds up to on a day.

This is what the forms need; its page (`case_sheet`) adds people, disputes and reminders.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from casework.cases.deadlines import Reckoned, deadlines
from casework.cases.events import Annulled, Event
from casework.cases.unnamed import without_references
from casework.desk.case_words import details
from casework.law.calendar import WorkCalendar
from casework.office import Office
from casework.store.mapping import event_of
from casework.store.queries.case_page import record_of
from casework.store.tables import CaseRow, EventRow


@dataclass(frozen=True, slots=True)
class Annulment:
    """Why, when and by whom an entry was annulled, and at which place of the record."""

    seq: int
    reason: str
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history: what happened, who recorded it when, and what became of it."""

    event: Event
    details: tuple[tuple[str, str], ...]
    recorded_by: str
    recorded_at: datetime
    annulled: Annulment | None = None
    objection: str = ""
    """Why the reckoning leaves it out, where it does."""


@dataclass(frozen=True, slots=True)
class Record:
    """What was recorded of a case, and what it adds up to on a day."""

    entries: tuple[Entry, ...]
    events: tuple[Event, ...]
    reckoned: Reckoned
    calendar: WorkCalendar
    today: date

    @property
    def last_seq(self) -> int:
        """The last place of the record: what a form tells as the last its reader saw."""
        return max((event.seq for event in self.events), default=0)

    def entry(self, seq: int) -> Entry | None:
        """What stands at a place of the record."""
        return next((entry for entry in self.entries if entry.event.seq == seq), None)

    def since(self, seq: int) -> list[Entry]:
        """What was recorded after a place, in that order: what came between."""
        later = [entry for entry in self.entries if entry.event.seq > seq]
        return sorted(later, key=lambda entry: entry.event.seq)

    @property
    def timeline(self) -> list[Entry]:
        """The entries by the day on which they happened; annulments stand at what they annul."""
        told = [entry for entry in self.entries if not isinstance(entry.event, Annulled)]
        return sorted(told, key=lambda entry: (entry.event.on, entry.event.seq))


def read_record(office: Office, session: Session, case: CaseRow, *, named: bool = True) -> Record:
    """The record of a case as it stands now; without `named` nothing that names a person."""
    rows = record_of(session, case.id)
    return record_from(rows, office.calendar(session), office.today(), named=named)


def record_from(
    rows: Sequence[tuple[EventRow, str]], calendar: WorkCalendar, today: date, *, named: bool
) -> Record:
    """The record that stored events make on a day; without `named` it says nobody's name.

    Not even that of who recorded it, nor the references of letters: a clerk may have typed a name.
    """
    read = tuple(event_of(row) for row, _ in rows)
    events = read if named else without_references(read)
    told = [
        (event, row.recorded_at, name if named else "")
        for event, (row, name) in zip(events, rows, strict=True)
    ]
    reckoned = deadlines(events, calendar, today)
    objections = {each.event.seq: each.reason for each in reckoned.inadmissible}
    annulled = {
        event.target: Annulment(event.seq, event.reason if named else "", name, at)
        for event, at, name in told
        if isinstance(event, Annulled)
    }
    entries = tuple(
        Entry(
            event,
            details(event, named=named),
            name,
            at,
            annulled.get(event.seq),
            objections.get(event.seq, ""),
        )
        for event, at, name in told
    )
    return Record(entries, events, reckoned, calendar, today)
