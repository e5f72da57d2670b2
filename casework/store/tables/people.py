"""People, what they may do for an agency, and how they come in."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from casework.store.tables.base import Table, utc_now


class PersonRow(Table, table=True):
    """Someone who works with the register. People are never deleted: events name them."""

    __tablename__ = "people"

    id: int = Field(default=None, primary_key=True)
    login: str = Field(unique=True)
    name: str
    email: str = ""
    phone: str = ""
    password_hash: str | None = None
    """None until the person has set a password by a one-time link."""
    password_set_at: datetime | None = None
    disabled_at: datetime | None = None
    created_at: datetime = Field(default_factory=utc_now)


class RoleRow(Table, table=True):
    """A person acts for an agency: clerk, approver, signatory, supervisor, admin or auditor."""

    __tablename__ = "roles"

    person_id: int = Field(foreign_key="people.id", primary_key=True)
    agency_id: int = Field(foreign_key="agencies.id", primary_key=True, index=True)
    role: str = Field(primary_key=True)
    since: date = Field(primary_key=True)
    until: date | None = None


class SessionRow(Table, table=True):
    """Someone is signed in. Only the hash of the cookie is kept, so a copy opens nothing."""

    __tablename__ = "sessions"

    token_sha256: str = Field(primary_key=True)
    person_id: int = Field(foreign_key="people.id", index=True)
    created_at: datetime = Field(default_factory=utc_now)
    seen_at: datetime = Field(default_factory=utc_now)
    expires_at: datetime
    revoked_at: datetime | None = None
    address: str = ""
    browser: str = ""


class OneTimeLinkRow(Table, table=True):
    """A link that lets one person in once, to set a password. Only its hash is kept."""

    __tablename__ = "one_time_links"

    token_sha256: str = Field(primary_key=True)
    person_id: int = Field(foreign_key="people.id", index=True)
    created_at: datetime = Field(default_factory=utc_now)
    expires_at: datetime
    used_at: datetime | None = None


class LoginFailureRow(Table, table=True):
    """A failed sign-in. Delays and lock-outs follow from these rows.

    The name typed is kept as a hash: people type passwords into the wrong box.
    """

    __tablename__ = "login_failures"
    __table_args__ = (
        Index("ix_login_failures_login", "login_sha256", "at"),
        Index("ix_login_failures_address", "address", "at"),
    )

    id: int = Field(default=None, primary_key=True)
    login_sha256: str
    address: str
    at: datetime = Field(default_factory=utc_now)
