"""What an agency writes and types for its annual report, and the reports it has sealed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from casework.store.tables.base import Table, utc_now


class FigureRow(Table, table=True):
    """A number of table 二 that the office enters; earlier values stand in the audit.

    The key is the cell's place in the printed form, such as `licences/decisions`; a cell nobody
    entered has no row. The value is text, because money is an exact decimal.
    """

    __tablename__ = "figures"

    agency_id: int = Field(foreign_key="agencies.id", primary_key=True)
    year: int = Field(primary_key=True)
    key: str = Field(primary_key=True)
    value: str
    updated_at: datetime = Field(default_factory=utc_now)
    updated_by: int = Field(foreign_key="people.id")


class IssuedDocumentRow(Table, table=True):
    """A rule (规章) or normative document the agency issued; table 二 counts those in force."""

    __tablename__ = "issued_documents"
    __table_args__ = (Index("ix_issued_documents_agency", "agency_id", "kind", "issued_on"),)

    id: int = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agencies.id")
    kind: str
    """`rules` or `normative_documents`, as the rows of table 二."""
    title: str
    number: str = ""
    issued_on: date
    repealed_on: date | None = None
    expires_on: date | None = None
    form_id: str | None = Field(default=None, unique=True)


class DisclosureRow(Table, table=True):
    """How much was disclosed by category or channel: a line of part one's own tables."""

    __tablename__ = "disclosures"

    agency_id: int = Field(foreign_key="agencies.id", primary_key=True)
    year: int = Field(primary_key=True)
    group: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    label: str
    unit: str = ""
    value: str = ""


class ReportTextRow(Table, table=True):
    """What people wrote in one section of a year's report."""

    __tablename__ = "report_texts"

    agency_id: int = Field(foreign_key="agencies.id", primary_key=True)
    year: int = Field(primary_key=True)
    section: str = Field(primary_key=True)
    text: str
    version: int = 1
    updated_at: datetime = Field(default_factory=utc_now)
    updated_by: int = Field(foreign_key="people.id")


class ReportSealRow(Table, table=True):
    """A published report, byte for byte. A correction is a new version with its reason."""

    __tablename__ = "report_seals"

    agency_id: int = Field(foreign_key="agencies.id", primary_key=True)
    year: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    sealed: str
    """The report as JSON text; `sha256` is over its UTF-8 bytes."""
    sha256: str
    reason: str = ""
    audit_seq: int
    sealed_at: datetime = Field(default_factory=utc_now)
    sealed_by: int = Field(foreign_key="people.id")


class ReportFileRow(Table, table=True):
    """A sealed report as a file of one format; the bytes lie in the folder of files."""

    __tablename__ = "report_files"

    agency_id: int = Field(foreign_key="agencies.id", primary_key=True)
    year: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    format: str = Field(primary_key=True)
    sha256: str
    size: int


class ReportStageRow(Table, table=True):
    """How one version of a year's report comes about: why it is made, who signed, where it is.

    The first version has such a row from its signature on, a later one from the moment its 更正
    is begun.
    """

    __tablename__ = "report_stages"

    agency_id: int = Field(foreign_key="agencies.id", primary_key=True)
    year: int = Field(primary_key=True)
    version: int = Field(primary_key=True)
    reason: str = ""
    """Why the version before is corrected; empty for the first."""
    begun_at: datetime = Field(default_factory=utc_now)
    begun_by: int = Field(foreign_key="people.id")
    issued_on: date | None = None
    signed_sha256: str = ""
    """The hash of what was signed; empty while nobody has."""
    signed_at: datetime | None = None
    signed_by: int | None = Field(default=None, foreign_key="people.id")
    excused: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """The errors under which it may be sealed all the same, each with who said so and why."""
    published_on: date | None = None
    published_at: str = ""
    """The address under which the public finds it."""
