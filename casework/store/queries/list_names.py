"""Whom and what the rows of a list name: applicants, clerks, agencies."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session

from casework.store.queries.spans import stands
from casework.store.tables import METADATA

_PARTIES = METADATA.tables["case_applicants"]
_APPLICANTS = METADATA.tables["applicants"]
_ROLES = METADATA.tables["roles"]
_PEOPLE = METADATA.tables["people"]
_AGENCIES = METADATA.tables["agencies"]
_IDS: Any = bindparam("ids", expanding=True)
_APPLICANTS_OF: Select[Any] = (
    select(_PARTIES.c.case_id, _APPLICANTS.c.name)
    .join_from(_PARTIES, _APPLICANTS, _APPLICANTS.c.id == _PARTIES.c.applicant_id)
    .where(_PARTIES.c.case_id.in_(_IDS), _PARTIES.c.role == "applicant")
    .order_by(_PARTIES.c.case_id, _PARTIES.c.position)
)
_STAFF: Select[Any] = (
    select(_PEOPLE.c.id, _PEOPLE.c.name)
    .distinct()
    .join_from(_ROLES, _PEOPLE, _PEOPLE.c.id == _ROLES.c.person_id)
    .where(_ROLES.c.agency_id == bindparam("agency_id"), _ROLES.c.role.in_(("clerk", "approver")))
    .order_by(_PEOPLE.c.id)
)
_TAKERS: Select[Any] = _STAFF.where(stands(_ROLES), _PEOPLE.c.disabled_at.is_(None))
_AGENCY_NAMES: Select[Any] = select(_AGENCIES.c.id, _AGENCIES.c.short_name).where(
    _AGENCIES.c.id.in_(_IDS)
)


def applicants_of(session: Session, case_ids: Iterable[int]) -> dict[int, list[str]]:
    """The names of who applied, case by case; not those of representatives and agents."""
    found: dict[int, list[str]] = {}
    for row in session.connection().execute(_APPLICANTS_OF, {"ids": list(case_ids)}):
        found.setdefault(row.case_id, []).append(row.name)
    return found


def staff_of(session: Session, agency_id: int) -> dict[int, str]:
    """Everybody who works on cases of an agency or ever did."""
    found = session.connection().execute(_STAFF, {"agency_id": agency_id})
    return {row.id: row.name for row in found}


def takers_at(session: Session, agency_id: int, day: date) -> dict[int, str]:
    """Who may be given a case of an agency on a day."""
    found = session.connection().execute(_TAKERS, {"agency_id": agency_id, "day": day})
    return {row.id: row.name for row in found}


def agency_names(session: Session, agency_ids: Iterable[int]) -> dict[int, str]:
    """The short names of some agencies."""
    found = session.connection().execute(_AGENCY_NAMES, {"ids": sorted(set(agency_ids))})
    return {row.id: row.short_name for row in found}
