"""Holiday notices imported by an office, those it withdrew again, and what each change moved."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field

from casework.store.tables.base import Table, utc_now

_STANDING = text("withdrawn_at IS NULL")


class NoticeRow(Table, table=True):
    """A notice of the State Council, its festivals as `mapping` writes them.

    One that was imported wrongly is withdrawn and stays: dates were told that rested on it. Its
    number may then be imported again.
    """

    __tablename__ = "notices"
    __table_args__ = (
        Index(
            *("uq_notices_standing", "number"),
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
    )

    id: int = Field(default=None, primary_key=True)
    number: str
    issued_on: date
    year: int
    festivals: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    imported_at: datetime = Field(default_factory=utc_now)
    imported_by: int | None = Field(default=None, foreign_key="people.id")
    """None where a shell imported it."""
    withdrawn_at: datetime | None = None
    withdrawn_by: int | None = Field(default=None, foreign_key="people.id")
    withdrawn_why: str = ""


class CalendarRunRow(Table, table=True):
    """How far the deadlines have been reckoned anew since a notice was imported or withdrawn.

    `since` is the first day the notice may move; cases are taken in the order of their ids.
    """

    __tablename__ = "calendar_runs"
    __table_args__ = (UniqueConstraint("notice_id", "withdrawal"),)

    id: int = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id")
    withdrawal: bool = False
    since: date
    total: int
    done: int = 0
    moved: int = 0
    last_case_id: int = 0
    started_at: datetime = Field(default_factory=utc_now)
    done_at: datetime | None = None


class DeadlineMoveRow(Table, table=True):
    """Another calendar moved a deadline of an open case: its clerk is told from when to when."""

    __tablename__ = "deadline_moves"
    __table_args__ = (Index("ix_deadline_moves_at", "at", "case_id"),)

    run_id: int = Field(primary_key=True, foreign_key="calendar_runs.id")
    case_id: int = Field(primary_key=True, foreign_key="cases.id", index=True)
    milestone: str = Field(primary_key=True)
    ref: str = Field(default="", primary_key=True)
    round: int = Field(primary_key=True)
    was_on: date | None = None
    now_on: date | None = None
    at: datetime = Field(default_factory=utc_now)
