"""One case to read: everything its page shows, gathered in one moment of the register.

The record alone is what the forms need; the sheet adds people, disputes and reminders.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from casework.cases.deadlines import Reckoned, deadlines
from casework.cases.events import Annulled, Event
from casework.cases.steps import possible_next
from casework.cases.unnamed import without_references
from casework.desk.act import CASEWORKERS, Act
from casework.desk.advice import Advice, advise
from casework.desk.applications import PARTS
from casework.desk.calls import Call, shown_for
from casework.desk.case_words import details
from casework.desk.deadline_lines import DeadlineLine, deadline_lines
from casework.desk.recording import view_file
from casework.law.applicants import APPLICANT_KINDS_BY_CODE
from casework.law.calendar import WorkCalendar
from casework.office import Office
from casework.store.mapping import event_of
from casework.store.queries.access import people_of
from casework.store.queries.case_page import disputes_about, parties_of, record_of
from casework.store.tables import CaseRow, DisputeRow, EventRow

_SHOWN_DIGITS = 4


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


@dataclass(frozen=True, slots=True, repr=False)
class PartyLine:
    """Somebody on the paper, as the page shows them."""

    part: str
    name: str
    particulars: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, repr=False)
class CaseSheet:
    """The page of a case. People by id: who works here or did, and who may take the case."""

    record: Record
    deadlines: tuple[DeadlineLine, ...]
    advice: tuple[Advice, ...]
    possible: Mapping[str, str | None]
    parties: tuple[PartyLine, ...]
    disputes: Sequence[DisputeRow]
    calls: Sequence[Call]
    people: Mapping[int, str]
    takers: Mapping[int, str]


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


def read_sheet(
    office: Office, session: Session, case: CaseRow, *, named: bool = True, open_: bool = False
) -> CaseSheet:
    """Everything the page of a case shows; `open_` shows telephone and identity numbers whole."""
    record = read_record(office, session, case, named=named)
    colleagues = people_of(session, case.agency_id, record.today)
    return CaseSheet(
        record,
        deadline_lines(record.reckoned, record.calendar, record.today),
        advise(record.reckoned, record.calendar, record.today),
        possible_next(record.reckoned.history, record.today),
        tuple(party_lines(session, case.id, open_=open_)) if named else (),
        disputes_about(session, case.id),
        shown_for(session, case.id, record.calendar, record.today),
        {person.id: person.name for person in colleagues} if named else {},
        _takers(colleagues),
    )


def takers_of(session: Session, case: CaseRow, today: date) -> dict[int, str]:
    """Who may be given the case: id and name."""
    return _takers(people_of(session, case.agency_id, today))


def reveal(act: Act, case_id: int) -> None:
    """Note that somebody had telephone and identity numbers of a case shown in full."""
    file = view_file(act, case_id)
    act.note(file.agency, "case.numbers_shown", f"case:{case_id}")


def masked(text: str) -> str:
    """A telephone or identity number of which only the end can be read."""
    if len(text) <= _SHOWN_DIGITS:
        return "*" * len(text)
    return "*" * (len(text) - _SHOWN_DIGITS) + text[-_SHOWN_DIGITS:]


def _takers(colleagues: Iterable[Any]) -> dict[int, str]:
    return {p.id: p.name for p in colleagues if p.standing and p.role in CASEWORKERS}


def party_lines(session: Session, case_id: int, *, open_: bool) -> Iterator[PartyLine]:
    """Everybody on the paper; telephone and identity numbers are masked unless `open_`."""
    show = str if open_ else masked
    for row, role in parties_of(session, case_id):
        told = (
            ("类型", APPLICANT_KINDS_BY_CODE[row.kind].label),
            ("联系人", row.contact_name),
            (row.identity_kind or "证件号码", show(row.identity_number)),
            ("电话", show(row.phone)),
            ("电子邮箱", row.email),
            ("地址", " ".join(filter(None, (row.address, row.postcode)))),
        )
        yield PartyLine(PARTS[role], row.name, tuple(pair for pair in told if pair[1]))
