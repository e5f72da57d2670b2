"""The cases of an agency in which something about a fee was recorded in a year."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session

from casework.store.tables import METADATA

_CASES = METADATA.tables["cases"]
_EVENTS = METADATA.tables["events"]
_ABOUT_FEES: Any = (
    select(_EVENTS.c.case_id)
    .join(_CASES, _CASES.c.id == _EVENTS.c.case_id)
    .where(
        _CASES.c.agency_id == bindparam("agency_id"),
        _EVENTS.c.kind.in_(("fee_notified", "fee_paid")),
        _EVENTS.c.on.between(bindparam("first"), bindparam("last")),
    )
    .distinct()
)


def cases_with_fees(session: Session, agency_id: int, year: int) -> Sequence[int]:
    """Their ids."""
    given = {"agency_id": agency_id, "first": date(year, 1, 1), "last": date(year, 12, 31)}
    return session.connection().execute(_ABOUT_FEES, given).scalars().all()
