"""What must happen later or outside, what was answered already, and who is alive."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field

from casework.store.tables.base import Table, utc_now

_WAITING = text("state IN ('pending', 'sending', 'retry')")


class OutboxRow(Table, table=True):
    """Something to be done outside, written with the change that asks for it, done later.

    `about` is unique: the same duty cannot be owed twice. The payload holds ids, never names.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_due", "due_at", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    )

    id: int = Field(default=None, primary_key=True)
    kind: str
    about: str = Field(unique=True)
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    state: str = "pending"
    """pending, sending, sent, retry or failed."""
    tries: int = 0
    due_at: datetime = Field(default_factory=utc_now)
    lease_until: datetime | None = None
    fence: int = 0
    """Rises with each claim; a worker that lost its lease cannot report the end of another's."""
    error: str = ""
    created_at: datetime = Field(default_factory=utc_now)
    done_at: datetime | None = None


class ReminderRow(Table, table=True):
    """Somebody was reminded of a milestone's due day. The row itself is the notice on the page."""

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint(
            *("case_id", "milestone", "ref", "round", "due_on", "step", "recipient_id", "channel"),
            name="uq_reminders_once",
        ),
        Index("ix_reminders_recipient", "recipient_id", "seen_at", "id"),
    )

    id: int = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id")
    milestone: str
    ref: str = ""
    round: int = 1
    due_on: date
    step: str
    recipient_id: int = Field(foreign_key="people.id")
    channel: str
    created_at: datetime = Field(default_factory=utc_now)
    seen_at: datetime | None = None


class ClockRunRow(Table, table=True):
    """A task of the clock was owed for a period. A second clock finds the row and stands back."""

    __tablename__ = "clock_runs"

    task: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    started_at: datetime = Field(default_factory=utc_now)
    done_at: datetime | None = None


class HeartbeatRow(Table, table=True):
    """When a process was last seen alive."""

    __tablename__ = "heartbeats"

    name: str = Field(primary_key=True)
    at: datetime = Field(default_factory=utc_now)


class FormReceiptRow(Table, table=True):
    """A form was taken, and this was the answer; the same form sent again gets it again."""

    __tablename__ = "form_receipts"

    form_id: str = Field(primary_key=True)
    answer: str
    person_id: int = Field(foreign_key="people.id")
    at: datetime = Field(default_factory=utc_now)
