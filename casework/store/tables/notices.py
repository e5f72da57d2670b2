"""Holiday notices imported by an office, and what each of them moved."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from casework.store.tables.base import Table, utc_now


class NoticeRow(Table, table=True):
    """A notice of the State Council, its festivals as `mapping` writes them."""

    __tablename__ = "notices"

    number: str = Field(primary_key=True)
    issued_on: date
    year: int
    festivals: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    imported_at: datetime = Field(default_factory=utc_now)
    imported_by: int | None = Field(default=None, foreign_key="people.id")
    """None where a shell imported it."""


class CalendarRunRow(Table, table=True):
    """How far the deadlines have been reckoned anew since a notice was imported.

    `since` is the first day the notice may move; cases are taken in the order of their ids.
    """

    __tablename__ = "calendar_runs"

    number: str = Field(primary_key=True, foreign_key="notices.number")
    since: date
    total: int
    done: int = 0
    moved: int = 0
    last_case_id: int = 0
    started_at: datetime = Field(default_factory=utc_now)
    done_at: datetime | None = None


class DeadlineMoveRow(Table, table=True):
    """A notice moved a deadline of an open case: its clerk is told from when to when."""

    __tablename__ = "deadline_moves"
    __table_args__ = (Index("ix_deadline_moves_at", "at", "case_id"),)

    number: str = Field(primary_key=True, foreign_key="notices.number")
    case_id: int = Field(primary_key=True, foreign_key="cases.id", index=True)
    milestone: str = Field(primary_key=True)
    ref: str = Field(default="", primary_key=True)
    round: int = Field(primary_key=True)
    was_on: date | None = None
    now_on: date | None = None
    at: datetime = Field(default_factory=utc_now)
