"""Whom and what the rows of a list name: applicants, clerks, agencies.

A list asks for the names together with its rows: a second statement about fifty cases costs as
much as the first.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FunctionElement, Row, Select, String, bindparam, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlmodel import Session

from casework.store.queries.spans import stands
from casework.store.tables import METADATA

_PARTIES = METADATA.tables["case_applicants"]
_APPLICANTS = METADATA.tables["applicants"]
_ROLES = METADATA.tables["roles"]
_PEOPLE = METADATA.tables["people"]
_AGENCIES = METADATA.tables["agencies"]
_CASES = METADATA.tables["cases"]
_IDS: Any = bindparam("ids", expanding=True)
_APPLICANTS_OF: Select[Any] = (
    select(_PARTIES.c.case_id, _APPLICANTS.c.name)
    .join_from(_PARTIES, _APPLICANTS, _APPLICANTS.c.id == _PARTIES.c.applicant_id)
    .where(_PARTIES.c.case_id.in_(_IDS), _PARTIES.c.role == "applicant")
    .order_by(_PARTIES.c.case_id, _PARTIES.c.position)
)
_PARTICULARS: Select[Any] = select(
    _CASES.c.id, _CASES.c.channel, _CASES.c.applicant_kind, _CASES.c.due_on
).where(_CASES.c.id.in_(_IDS))
_STAFF: Select[Any] = (
    select(_PEOPLE.c.id, _PEOPLE.c.name)
    .distinct()
    .join_from(_ROLES, _PEOPLE, _PEOPLE.c.id == _ROLES.c.person_id)
    .where(_ROLES.c.agency_id == bindparam("agency_id"), _ROLES.c.role.in_(("clerk", "approver")))
    .order_by(_PEOPLE.c.id)
)
_TAKERS: Select[Any] = _STAFF.where(stands(_ROLES), _PEOPLE.c.disabled_at.is_(None))


class _InOrder(FunctionElement[str]):
    """The texts of the rows of one case, in the order of the paper, with 、 between them."""

    type = String()
    inherit_cache = True


@compiles(_InOrder)
def _in_order(what: _InOrder, compiler: SQLCompiler, **more: Any) -> str:
    text, place = (compiler.process(each, **more) for each in what.clauses)
    return f"string_agg({text}, '、' ORDER BY {place})"


@compiles(_InOrder, "sqlite")
def _in_order_of_its_key(what: _InOrder, compiler: SQLCompiler, **more: Any) -> str:
    # An older library takes no ORDER BY here; the rows come by their key, the case and the place.
    text, _ = (compiler.process(each, **more) for each in what.clauses)
    return f"group_concat({text}, '、')"


def named(cases: Any) -> tuple[ColumnElement[Any], ...]:
    """Two more columns of a list of an agency's own cases: who applied, and whose work it is."""
    applicants = (
        select(_InOrder(_APPLICANTS.c.name, _PARTIES.c.position))
        .join_from(_PARTIES, _APPLICANTS, _APPLICANTS.c.id == _PARTIES.c.applicant_id)
        .where(_PARTIES.c.case_id == cases.id, _PARTIES.c.role == "applicant")
    )
    clerk = select(_PEOPLE.c.name).where(_PEOPLE.c.id == cases.clerk_id)
    return applicants.scalar_subquery().label("applicants"), clerk.scalar_subquery().label("clerk")


def unnamed(cases: Any) -> tuple[ColumnElement[Any], ...]:
    """The one more column of a list that names no person: the agency."""
    agency = select(_AGENCIES.c.short_name).where(_AGENCIES.c.id == cases.agency_id)
    return (agency.scalar_subquery().label("agency"),)


def applicants_of(session: Session, case_ids: Iterable[int]) -> dict[int, list[str]]:
    """The names of who applied, case by case; not those of representatives and agents."""
    found: dict[int, list[str]] = {}
    for row in session.connection().execute(_APPLICANTS_OF, {"ids": list(case_ids)}):
        found.setdefault(row.case_id, []).append(row.name)
    return found


def particulars_of(session: Session, case_ids: Iterable[int]) -> dict[int, Row[Any]]:
    """What a workbook says of each case beyond a page: how it came, from what kind, till when."""
    found = session.connection().execute(_PARTICULARS, {"ids": list(case_ids)})
    return {row.id: row for row in found}


def staff_of(session: Session, agency_id: int) -> dict[int, str]:
    """Everybody who works on cases of an agency or ever did."""
    found = session.connection().execute(_STAFF, {"agency_id": agency_id})
    return {row.id: row.name for row in found}


def takers_at(session: Session, agency_id: int, day: date) -> dict[int, str]:
    """Who may be given a case of an agency on a day."""
    found = session.connection().execute(_TAKERS, {"agency_id": agency_id, "day": day})
    return {row.id: row.name for row in found}
