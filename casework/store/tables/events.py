"""What happened to the cases, and the deadlines that follow."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, text
from sqlmodel import Field

from casework.store.tables.base import Table, utc_now

_OWED = text("done_on IS NULL AND binds = 'office'")


class EventRow(Table, table=True):
    """One thing that happened to a case. Rows are added, never changed; triggers see to it.

    The key is the case and the place in its record, so two people who act on the same record at
    once cannot both be written down: the second insert fails.
    """

    __tablename__ = "events"

    case_id: int = Field(foreign_key="cases.id", primary_key=True)
    seq: int = Field(primary_key=True)
    kind: str
    on: date
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    recorded_at: datetime = Field(default_factory=utc_now)
    recorded_by: int = Field(foreign_key="people.id")


class MilestoneRow(Table, table=True):
    """A deadline of a case as its events and the calendar have it today."""

    __tablename__ = "milestones"
    __table_args__ = (
        Index(
            "ix_milestones_owed", "due_on", "case_id", sqlite_where=_OWED, postgresql_where=_OWED
        ),
    )

    case_id: int = Field(foreign_key="cases.id", primary_key=True)
    name: str = Field(primary_key=True)
    ref: str = Field(default="", primary_key=True)
    round: int = Field(primary_key=True)
    due_on: date | None = None
    cautious_on: date | None = None
    done_on: date | None = None
    binds: str
    waiting_for: str = ""
    provisional: bool = False
    article: str = ""
