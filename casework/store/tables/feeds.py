"""Addresses under which a calendar program fetches deadlines without signing in."""

from datetime import datetime

from sqlmodel import Field

from casework.store.tables.base import Table, utc_now


class FeedRow(Table, table=True):
    """One secret address of one person. Only its hash is kept: a copy of the rows opens nothing.

    Without an agency it gives the deadlines of the person's own cases.
    """

    __tablename__ = "feeds"

    id: int = Field(default=None, primary_key=True)
    token_sha256: str = Field(unique=True)
    person_id: int = Field(foreign_key="people.id", index=True)
    agency_id: int | None = Field(default=None, foreign_key="agencies.id")
    created_at: datetime = Field(default_factory=utc_now)
    revoked_at: datetime | None = None
