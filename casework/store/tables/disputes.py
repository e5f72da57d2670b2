"""Reconsiderations and lawsuits about the office's acts, for table 四."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from casework.store.tables.base import Table, utc_now


class DisputeRow(Table, table=True):
    """One reconsideration or lawsuit; it may concern no case, one or several."""

    __tablename__ = "disputes"
    __table_args__ = (
        Index(
            "ix_disputes_decided", *("agency_id", "decided_year", "filed_year", "kind", "result")
        ),
    )

    id: int = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agencies.id")
    """The agency of the original act, the only one that counts the dispute."""
    number: str = Field(default="", index=True)
    """The number the reconsideration body or the court gave it."""
    body: str = ""
    subject: str = ""
    form_id: str | None = Field(default=None, unique=True)
    created_at: datetime = Field(default_factory=utc_now)
    last_seq: int = 0

    kind: str = ""
    filed_on: date | None = None
    filed_year: int | None = None
    decided_on: date | None = None
    decided_year: int | None = None
    result: str = ""


class DisputeEventRow(Table, table=True):
    """One thing that happened in a dispute. Rows are added, never changed."""

    __tablename__ = "dispute_events"

    dispute_id: int = Field(foreign_key="disputes.id", primary_key=True)
    seq: int = Field(primary_key=True)
    kind: str
    on: date
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    recorded_at: datetime = Field(default_factory=utc_now)
    recorded_by: int = Field(foreign_key="people.id")


class DisputeCaseRow(Table, table=True):
    """A case that a dispute is about."""

    __tablename__ = "dispute_cases"

    dispute_id: int = Field(foreign_key="disputes.id", primary_key=True)
    case_id: int = Field(foreign_key="cases.id", primary_key=True, index=True)
