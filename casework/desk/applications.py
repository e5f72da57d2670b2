"""Logging an application: it becomes a case with a number, and its clock is set.

Above 150 lines because the checks of one form stand together, in the order of the form.
"""

from dataclasses import dataclass
from datetime import date

from casework.cases.events import Arrived, Event, Received
from casework.desk.act import CASEWORKERS, Act
from casework.desk.keeping import refuse_clerk
from casework.desk.numbering import case_number
from casework.desk.once import done_before
from casework.desk.recording import CaseFile, add_events
from casework.desk.refusals import NoSuchCase, NotAllowed
from casework.desk.searching import keep_findable
from casework.law.applicants import APPLICANT_KINDS_BY_CODE
from casework.law.receipt import CHANNELS_BY_CODE, Stamps, day_of_receipt
from casework.store.queries.cases import next_serial
from casework.store.queries.desk import (
    applicants_with_identity,
    case_by_form,
    lock_agency,
)
from casework.store.tables import AgencyRow, ApplicantRow, CaseApplicantRow, CaseRow

PARTS = {"applicant": "申请人", "representative": "法定代表人或者代表人", "agent": "委托代理人"}
"""What a person does in a case."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Party:
    """Somebody on the paper: as personal as data gets, so it never prints itself into a log."""

    name: str
    role: str = "applicant"
    kind: str = "natural_person"
    contact_name: str = ""
    identity_kind: str = ""
    identity_number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Application:
    """An application as it came in. `on` is the day of receipt the clerk believes in, if any."""

    agency: str
    channel: str
    stamps: Stamps
    applicant_kind: str
    parties: tuple[Party, ...]
    subject: str
    request: str = ""
    form_wanted: str = ""
    on: date | None = None
    origin: str = ""
    clerk_id: int | None = None
    form_id: str | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """The answer to the form. `is_new` is False when the same form had been sent before."""

    case_id: int
    number: str
    last_seq: int
    is_new: bool


def log_application(act: Act, application: Application) -> Logged:
    """Take an application down: received on the day the law says, or only arrived so far.

    The number is that of the year of receipt (of arrival while not received) and is kept
    whatever is corrected later. The same form sent twice gives the first case again.
    """
    agency = lock_agency(act.tx, application.agency)
    if agency is None:
        raise NoSuchCase(f"没有代码为“{application.agency}”的机关，请核对")
    act.demand(agency, *CASEWORKERS)
    form_id = application.form_id
    if form_id and (first := done_before(case_by_form(act.tx, form_id), agency)):
        return Logged(first.id, first.number, first.last_seq, is_new=False)
    _refuse_incomplete(application)
    refuse_clerk(act, agency, application.clerk_id)
    event = _first_event(application)
    case = _new_case(act, agency, application, event)
    add_events(act, CaseFile(case, agency, []), [event])
    _enter_parties(act, case, application.parties)
    keep_findable(act, case.id)
    act.note(agency, "case.logged", f"case:{case.id}", number=case.number, kind=event.kind)
    return Logged(case.id, case.number, case.last_seq, is_new=True)


# -- what the form must hold --------------------------------------------------------------------


def _refuse_incomplete(application: Application) -> None:
    if application.channel not in CHANNELS_BY_CODE:
        raise NotAllowed(f"没有“{application.channel}”这种提交渠道，请从列表中选择")
    _refuse_kind(application.applicant_kind)
    for party in application.parties:
        _refuse_party(party)
    if not any(party.role == "applicant" for party in application.parties):
        raise NotAllowed("还没有填写申请人，请补填")
    if not application.subject.strip():
        raise NotAllowed("还没有填写申请事项，请补填")


def _refuse_party(party: Party) -> None:
    _refuse_kind(party.kind)
    if party.role not in PARTS:
        raise NotAllowed(f"没有“{party.role}”这种身份，请从列表中选择")
    if not party.name.strip():
        raise NotAllowed(f"{PARTS[party.role]}还没有填写姓名或者名称，请补填")


def _refuse_kind(kind: str) -> None:
    if kind not in APPLICANT_KINDS_BY_CODE:
        raise NotAllowed(f"没有“{kind}”这种申请人类型，请从列表中选择")


# -- the first event ----------------------------------------------------------------------------


def _first_event(application: Application) -> Event:
    stamps, channel = application.stamps, CHANNELS_BY_CODE[application.channel]
    day = day_of_receipt(application.channel, stamps)
    if day is not None:
        return Received(
            on=application.on or day,
            channel=channel.code,
            applicant_kind=application.applicant_kind,
            arrived_on=stamps.arrived_on,
            submitted_on=stamps.submitted_on,
            confirmed_on=stamps.confirmed_on,
            auto_confirmed=stamps.auto_confirmed,
        )
    came = stamps.arrived_on or stamps.submitted_on
    if application.on is not None or channel.decided_by != "confirmed_on" or came is None:
        raise NotAllowed(f"{channel.rule}；请填写相应的日期")
    return Arrived(on=came, channel=channel.code, origin=application.origin)


def _new_case(act: Act, agency: AgencyRow, application: Application, event: Event) -> CaseRow:
    year = event.on.year
    serial = next_serial(act.tx, agency.id, year)
    case = CaseRow(
        agency_id=agency.id,
        year=year,
        serial=serial,
        number=case_number(agency, year, serial),
        subject=application.subject.strip(),
        request=application.request,
        form_wanted=application.form_wanted,
        clerk_id=application.clerk_id,
        form_id=application.form_id,
        created_at=act.now,
    )
    act.tx.add(case)
    act.tx.flush()
    return case


# -- who is on the paper ------------------------------------------------------------------------


def _enter_parties(act: Act, case: CaseRow, parties: tuple[Party, ...]) -> None:
    for position, party in enumerate(parties, start=1):
        applicant = _on_file(act, case.agency_id, party)
        act.tx.add(
            CaseApplicantRow(
                case_id=case.id,
                position=position,
                applicant_id=applicant.id,
                role=party.role,
            )
        )


def _on_file(act: Act, agency_id: int, party: Party) -> ApplicantRow:
    """The row of somebody known by all particulars, else a new one: a file keeps its address."""
    index = act.office.store.keys.blind_index(party.identity_number)
    row = ApplicantRow(
        agency_id=agency_id,
        kind=party.kind,
        name=party.name.strip(),
        contact_name=party.contact_name,
        identity_kind=party.identity_kind,
        identity_number=party.identity_number,
        identity_index=index,
        phone=party.phone,
        email=party.email,
        address=party.address,
        postcode=party.postcode,
        created_at=act.now,
    )
    for known in applicants_with_identity(act.tx, agency_id, index) if index else ():
        if _particulars(known) == _particulars(row):
            return known
    act.tx.add(row)
    act.tx.flush()
    return row


def _particulars(row: ApplicantRow) -> dict[str, object]:
    return row.model_dump(exclude={"id", "created_at", "identity_number"})
