"""The attachments of the cases. The bytes lie in the folder of files, under their hash."""

from datetime import datetime

from sqlmodel import Field

from casework.store.tables.base import Table, utc_now


class AttachmentRow(Table, table=True):
    """A file that belongs to a case. Its public id is random; its name is only data."""

    __tablename__ = "attachments"

    id: int = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    case_id: int = Field(foreign_key="cases.id", index=True)
    seq: int | None = None
    """The event it is the paper of, None where it belongs to the case as a whole."""
    sha256: str = Field(index=True)
    size: int
    name: str
    media_type: str
    added_at: datetime = Field(default_factory=utc_now)
    added_by: int = Field(foreign_key="people.id")
    removed_at: datetime | None = None
