"""The cases behind a year's table 三, one by one: what the counting in SQL is held against."""

from sqlalchemy import bindparam, or_, select
from sqlmodel import Session

from casework.report.facts import Fact
from casework.store.tables import METADATA

_CASES = METADATA.tables["cases"]
_FACTS = (
    select(_CASES.c.number, _CASES.c.applicant_kind, _CASES.c.received_on)
    .add_columns(_CASES.c.counted_on, _CASES.c.counted_outcome)
    .where(_CASES.c.agency_id == bindparam("agency_id"), _CASES.c.recv_year <= bindparam("year"))
    .where(or_(_CASES.c.closed_year.is_(None), _CASES.c.closed_year >= bindparam("year")))
    .order_by(_CASES.c.id)
)


def facts_of(session: Session, agency_id: int, year: int) -> list[Fact]:
    """The cases behind an agency's table 三 of that year, one by one."""
    rows = session.connection().execute(_FACTS, {"agency_id": agency_id, "year": year})
    return [
        Fact(
            row.number,
            row.applicant_kind,
            row.received_on,
            row.counted_on,
            row.counted_outcome or None,
        )
        for row in rows
    ]
