"""The cases: what the office keeps of each, and what follows from its events.

The columns of the projection are written by `mapping` alone, in the transaction of the event that
moves them; lists, sweeps and totals read them.
"""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from casework.store.tables.base import Table, utc_now

_OPEN = text("closed_on IS NULL")


class CaseRow(Table, table=True):
    """One application in the register of one agency."""

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("agency_id", "year", "serial"),
        # The annual report reads nothing but these two: one agency's year, everybody's year.
        Index(
            "ix_cases_counted_agency",
            *("agency_id", "closed_year", "recv_year", "counted_outcome", "applicant_kind"),
        ),
        Index(
            "ix_cases_counted",
            *("closed_year", "recv_year", "counted_outcome", "applicant_kind"),
        ),
        # The reminders' sweep finds what is due without touching a case or any closed one.
        Index(
            "ix_cases_due",
            *("next_on", "id", "agency_id", "clerk_id"),
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(
            "ix_cases_due_agency",
            *("agency_id", "next_on", "id"),
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(
            "ix_cases_due_clerk",
            *("clerk_id", "next_on", "id"),
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_cases_agency", "agency_id", "id"),
    )

    id: int = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agencies.id")
    year: int
    serial: int
    number: str = Field(index=True)
    """As printed on every letter of the case."""
    subject: str
    request: str = ""
    """所需政府信息的内容描述, as the applicant put it."""
    form_wanted: str = ""
    clerk_id: int | None = Field(default=None, foreign_key="people.id")
    form_id: str | None = Field(default=None, unique=True)
    """The form it was registered with; sent twice, it makes one case."""
    created_at: datetime = Field(default_factory=utc_now)
    version: int = 1
    """Rises with each edit of the fields above, so that nobody overwrites unseen."""
    last_seq: int = 0

    state: str = ""
    channel: str = ""
    applicant_kind: str = ""
    received_on: date | None = None
    recv_year: int | None = None
    counted_on: date | None = None
    closed_year: int | None = None
    """The year of `counted_on`: in which table 三 counts the outcome."""
    counted_outcome: str = ""
    closed_on: date | None = None
    """The reply of the current round, None while the case is open."""
    due_on: date | None = None
    next_on: date | None = None
    next_name: str = ""
    provisional: bool = False
    round: int = 1
    late: bool = False


class CounterRow(Table, table=True):
    """The last serial number an agency has given in a year."""

    __tablename__ = "counters"

    agency_id: int = Field(foreign_key="agencies.id", primary_key=True)
    year: int = Field(primary_key=True)
    last: int = 0
