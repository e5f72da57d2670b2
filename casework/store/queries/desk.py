"""What the desk's verbs look up before they write, and what the year's report gathers.

Above 150 lines because it is a list of statements, each with the function that binds its values.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from casework.store.queries.ids import many
from casework.store.queries.spans import stands
from casework.store.tables import (
    METADATA,
    AgencyParentRow,
    AgencyRow,
    ApplicantRow,
    CaseRow,
    DisputeEventRow,
    DisputeRow,
    EventRow,
    IssuedDocumentRow,
    PersonRow,
    RoleRow,
)

_ROLES = METADATA.tables["roles"]
_CASES = METADATA.tables["cases"]
_EVENTS = METADATA.tables["events"]
_DISPUTES = METADATA.tables["disputes"]
_FIGURES = METADATA.tables["figures"]
_TEXTS = METADATA.tables["report_texts"]
_DISCLOSURES = METADATA.tables["disclosures"]

_IDS: Any = bindparam("ids", expanding=True)
_AGENCY: Any = bindparam("agency_id")
_AGENCIES: Any = many("agency_ids")
_YEAR: Any = bindparam("year")

_ROLES_ON: Select[Any] = select(_ROLES.c.agency_id, _ROLES.c.role).where(
    _ROLES.c.person_id == bindparam("person_id"), stands(_ROLES)
)
# FOR NO KEY UPDATE: rows that only refer to the agency may still be written meanwhile.
_LOCKED_AGENCY = (
    select_rows(AgencyRow).where(col(AgencyRow.code) == bindparam("code"))
).with_for_update(key_share=True)
_LOCKED_DISPUTE = (
    select_rows(DisputeRow)
    .where(col(DisputeRow.id) == bindparam("dispute_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_DISPUTE_EVENTS = (
    select_rows(DisputeEventRow)
    .where(col(DisputeEventRow.dispute_id).in_(_IDS))
    .order_by(col(DisputeEventRow.dispute_id), col(DisputeEventRow.seq))
)
_CASE_BY_FORM = select_rows(CaseRow).where(col(CaseRow.form_id) == bindparam("form_id"))
_DISPUTE_BY_FORM = select_rows(DisputeRow).where(col(DisputeRow.form_id) == bindparam("form_id"))
_DOCUMENT_BY_FORM = select_rows(IssuedDocumentRow).where(
    col(IssuedDocumentRow.form_id) == bindparam("form_id")
)
_SAME_IDENTITY = select_rows(ApplicantRow).where(
    col(ApplicantRow.agency_id) == _AGENCY,
    col(ApplicantRow.identity_index) == bindparam("identity_index"),
)
_CASE_BATCH = (
    select_rows(CaseRow)
    .where(col(CaseRow.id) > bindparam("after"))
    .order_by(col(CaseRow.id))
    .limit(bindparam("limit"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_DISPUTE_BATCH = (
    select_rows(DisputeRow)
    .where(col(DisputeRow.id) > bindparam("after"))
    .order_by(col(DisputeRow.id))
    .limit(bindparam("limit"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_EVENTS_OF = (
    select_rows(EventRow)
    .where(col(EventRow.case_id).in_(_IDS))
    .order_by(col(EventRow.case_id), col(EventRow.seq))
)
_ALL_EVENTS_UNTIL = (
    select_rows(EventRow)
    .where(col(EventRow.recorded_at) < bindparam("moment"))
    .order_by(col(EventRow.case_id), col(EventRow.seq))
)
_EVENTS_UNTIL = _ALL_EVENTS_UNTIL.join(_CASES, _CASES.c.id == col(EventRow.case_id)).where(
    _CASES.c.agency_id.in_(_AGENCIES)
)
_ALL_DISPUTE_EVENTS_UNTIL = (
    select_rows(DisputeEventRow)
    .where(col(DisputeEventRow.recorded_at) < bindparam("moment"))
    .order_by(col(DisputeEventRow.dispute_id), col(DisputeEventRow.seq))
)
_DISPUTE_EVENTS_UNTIL = _ALL_DISPUTE_EVENTS_UNTIL.join(
    _DISPUTES, _DISPUTES.c.id == col(DisputeEventRow.dispute_id)
).where(_DISPUTES.c.agency_id.in_(_AGENCIES))
_FIGURES_OF = select(_FIGURES.c.agency_id, _FIGURES.c.key, _FIGURES.c.value).where(
    _FIGURES.c.agency_id.in_(_AGENCIES), _FIGURES.c.year == _YEAR
)
_TEXTS_OF = select(_TEXTS.c.section, _TEXTS.c.text, _TEXTS.c.version).where(
    _TEXTS.c.agency_id == _AGENCY, _TEXTS.c.year == _YEAR
)
_DISCLOSURES_OF = (
    select(_DISCLOSURES)
    .where(_DISCLOSURES.c.agency_id == _AGENCY, _DISCLOSURES.c.year == _YEAR)
    .order_by(_DISCLOSURES.c.group, _DISCLOSURES.c.position)
)
_BY_LOGIN = select_rows(PersonRow).where(col(PersonRow.login) == bindparam("login"))
_SPANS = (
    select_rows(RoleRow)
    .where(col(RoleRow.person_id) == bindparam("person_id"), col(RoleRow.agency_id) == _AGENCY)
    .where(col(RoleRow.role) == bindparam("role"))
    .order_by(col(RoleRow.since).desc())
)
_EVER: Select[Any] = (
    select(_ROLES.c.agency_id).distinct().where(_ROLES.c.person_id == bindparam("person_id"))
)
_OPEN_PARENT = select_rows(AgencyParentRow).where(
    col(AgencyParentRow.agency_id) == _AGENCY, col(AgencyParentRow.until).is_(None)
)


def roles_on(session: Session, person_id: int, day: date) -> Sequence[Row[Any]]:
    """For which agencies a person acts on a day, and as what."""
    given = {"person_id": person_id, "day": day}
    return session.connection().execute(_ROLES_ON, given).all()


def agencies_ever_of(session: Session, person_id: int) -> set[int]:
    """For which agencies a person acts, ever acted or is going to."""
    found = session.connection().execute(_EVER, {"person_id": person_id})
    return set(found.scalars())


def open_parent(session: Session, agency_id: int) -> AgencyParentRow | None:
    """Under whom an agency stands without an end, if under anybody."""
    return session.exec(_OPEN_PARENT, params={"agency_id": agency_id}).first()


def person_by_login(session: Session, login: str) -> PersonRow | None:
    """The person who signs in under this name."""
    return session.exec(_BY_LOGIN, params={"login": login}).first()


def role_spans(session: Session, person_id: int, agency_id: int, role: str) -> Sequence[RoleRow]:
    """Every span, the latest first, in which a person has had a role at an agency."""
    given = {"person_id": person_id, "agency_id": agency_id, "role": role}
    return session.exec(_SPANS, params=given).all()


def lock_agency(session: Session, code: str) -> AgencyRow | None:
    """The agency, in which nobody else registers anything until this action ends."""
    return session.exec(_LOCKED_AGENCY, params={"code": code}).first()


def lock_dispute(session: Session, dispute_id: int) -> DisputeRow | None:
    """The dispute as it is now, and nobody else's until this action ends."""
    return session.exec(_LOCKED_DISPUTE, params={"dispute_id": dispute_id}).first()


def dispute_events(session: Session, dispute_ids: Sequence[int]) -> Sequence[DisputeEventRow]:
    """Everything recorded about some disputes, one after the other."""
    return session.exec(_DISPUTE_EVENTS, params={"ids": list(dispute_ids)}).all()


def case_by_form(session: Session, form_id: str) -> CaseRow | None:
    """The case that was registered with this form, at whatever agency."""
    return session.exec(_CASE_BY_FORM, params={"form_id": form_id}).first()


def dispute_by_form(session: Session, form_id: str) -> DisputeRow | None:
    """The dispute that was registered with this form, at whatever agency."""
    return session.exec(_DISPUTE_BY_FORM, params={"form_id": form_id}).first()


def document_by_form(session: Session, form_id: str) -> IssuedDocumentRow | None:
    """The rule or normative document that was entered with this form, at whatever agency."""
    return session.exec(_DOCUMENT_BY_FORM, params={"form_id": form_id}).first()


def applicants_with_identity(
    session: Session, agency_id: int, identity_index: str
) -> Sequence[ApplicantRow]:
    """Everybody on file at an agency under one identity number, by its blind index."""
    given = {"agency_id": agency_id, "identity_index": identity_index}
    return session.exec(_SAME_IDENTITY, params=given).all()


def case_batch(session: Session, after: int, limit: int) -> Sequence[CaseRow]:
    """The next cases of the whole register by id, locked to be rewritten."""
    return session.exec(_CASE_BATCH, params={"after": after, "limit": limit}).all()


def dispute_batch(session: Session, after: int, limit: int) -> Sequence[DisputeRow]:
    """The next disputes of the whole register by id, locked to be rewritten."""
    return session.exec(_DISPUTE_BATCH, params={"after": after, "limit": limit}).all()


def events_of_cases(session: Session, case_ids: Sequence[int]) -> Sequence[EventRow]:
    """Everything recorded about some cases, one after the other."""
    return session.exec(_EVENTS_OF, params={"ids": list(case_ids)}).all()


def case_events_until(
    session: Session, agency_ids: Sequence[int] | None, moment: datetime
) -> Sequence[EventRow]:
    """What had been recorded about the cases of some agencies (None: all) before a moment."""
    if agency_ids is None:
        return session.exec(_ALL_EVENTS_UNTIL, params={"moment": moment}).all()
    given = {"agency_ids": list(agency_ids), "moment": moment}
    return session.exec(_EVENTS_UNTIL, params=given).all()


def dispute_events_until(
    session: Session, agency_ids: Sequence[int] | None, moment: datetime
) -> Sequence[DisputeEventRow]:
    """What had been recorded about the disputes of some agencies (None: all) before a moment."""
    if agency_ids is None:
        return session.exec(_ALL_DISPUTE_EVENTS_UNTIL, params={"moment": moment}).all()
    given = {"agency_ids": list(agency_ids), "moment": moment}
    return session.exec(_DISPUTE_EVENTS_UNTIL, params=given).all()


def figures(session: Session, agency_ids: Sequence[int], year: int) -> dict[int, dict[str, str]]:
    """The cells of table 二 that each of some agencies entered for a year."""
    given = {"agency_ids": list(agency_ids), "year": year}
    found: dict[int, dict[str, str]] = {agency_id: {} for agency_id in agency_ids}
    for row in session.connection().execute(_FIGURES_OF, given):
        found[row.agency_id][row.key] = row.value
    return found


def texts(session: Session, agency_id: int, year: int) -> dict[str, tuple[str, int]]:
    """What an agency wrote for a year's report: section → (text, version)."""
    found = session.connection().execute(_TEXTS_OF, {"agency_id": agency_id, "year": year})
    return {row.section: (row.text, row.version) for row in found}


def disclosures(session: Session, agency_id: int, year: int) -> Sequence[Row[Any]]:
    """How much an agency disclosed in a year, group by group in their order."""
    given = {"agency_id": agency_id, "year": year}
    return session.connection().execute(_DISCLOSURES_OF, given).all()
