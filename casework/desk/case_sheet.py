"""The page of a case: its record, what follows from it, the parties, disputes and reminders."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from casework.cases.steps import possible_next
from casework.desk.act import CASEWORKERS, Act
from casework.desk.advice import Advice, advise
from casework.desk.applications import PARTS
from casework.desk.calls import Call, shown_for
from casework.desk.casefile import Record, read_record
from casework.desk.deadline_lines import DeadlineLine, deadline_lines
from casework.desk.recording import view_file
from casework.law.applicants import APPLICANT_KINDS_BY_CODE
from casework.office import Office
from casework.store.queries.access import people_of
from casework.store.queries.case_page import disputes_about, parties_of
from casework.store.tables import CaseRow, DisputeRow

_SHOWN_DIGITS = 4


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
