"""What an office above collects: units outside the register, what units hand in, the sums made."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from casework.store.tables.base import Table, utc_now


class OutsideUnitRow(Table, table=True):
    """A unit that owes an agency its annual report and keeps its cases elsewhere.

    The span is half open, as in the tree: it owes the report of a year if it stood on 31 December.
    """

    __tablename__ = "outside_units"
    __table_args__ = (UniqueConstraint("collector_id", "name", "since"),)

    id: int = Field(default=None, primary_key=True)
    collector_id: int = Field(foreign_key="agencies.id")
    name: str
    since: date
    until: date | None = None


class UnitStepRow(Table, table=True):
    """Something that happened to the report a unit owes: handed in, returned, accepted.

    `unit` is `agency:12` or `outside:3`. Rows are only added; the newest says how it stands.
    """

    __tablename__ = "unit_steps"
    __table_args__ = (Index("ix_unit_steps_due", "collector_id", "year", "unit", "id"),)

    id: int = Field(default=None, primary_key=True)
    collector_id: int = Field(foreign_key="agencies.id")
    year: int
    unit: str
    step: str
    note: str = ""
    report: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    """What an outside unit published, in the shape of `check`: as read, or as accepted."""
    sha256: str = ""
    """Of the file it was read from."""
    published_on: date | None = None
    published_at: str = ""
    """The address under which the public finds it."""
    recorded_at: datetime = Field(default_factory=utc_now)
    recorded_by: int = Field(foreign_key="people.id")


class CollectionRow(Table, table=True):
    """A sum that an office above has made of its units' published numbers.

    It stays as it was made; what it rests on stands in it, version by version.
    """

    __tablename__ = "collections"

    agency_id: int = Field(foreign_key="agencies.id", primary_key=True)
    year: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    collected: str
    """The sum and its parts as JSON text; `sha256` is over its UTF-8 bytes."""
    sha256: str
    reason: str = ""
    """Why it was made though units were missing, or again."""
    audit_seq: int
    made_at: datetime = Field(default_factory=utc_now)
    made_by: int = Field(foreign_key="people.id")
