"""The agencies, and the tree they form, with dates.

A span in these tables is half open: `since` is its first day, `until` the first day after it.
"""

from datetime import date
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from casework.store.tables.base import Table


class AgencyRow(Table, table=True):
    """An administrative agency that answers applications and files an annual report."""

    __tablename__ = "agencies"

    id: int = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str
    """As its letters and its report print it."""
    short_name: str
    mark: str = ""
    """代字 in the numbers of its cases and letters."""
    kind: str = ""
    review_body: str = ""
    """复议机关, named in the remedies of every reply."""
    court: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    contact: str = ""
    successor_id: int | None = Field(default=None, foreign_key="agencies.id")
    succeeded_on: date | None = None
    settings: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """What the office chooses for itself: the day its own report is due, when to be reminded."""


class AgencyParentRow(Table, table=True):
    """Under which agency another stood, from one day until another."""

    __tablename__ = "agency_parents"

    agency_id: int = Field(foreign_key="agencies.id", primary_key=True)
    since: date = Field(primary_key=True)
    until: date | None = None
    parent_id: int = Field(foreign_key="agencies.id", index=True)
