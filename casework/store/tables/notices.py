"""Holiday notices imported by an office, beside those the program is delivered with."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
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
