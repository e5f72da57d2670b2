"""Who did what, in a chain that shows every tampering. Only `store.audit` writes here."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from casework.store.tables.base import Table


class AuditRow(Table, table=True):
    """One entry. Triggers refuse to change or delete it, and no two can follow the same one."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_object", "object", "seq"),)

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    prev: str = Field(unique=True)
    mac: str
    key_id: str
    at: datetime
    actor: str
    agency: str = Field(index=True)
    action: str
    object: str
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class AuditHeadRow(Table, table=True):
    """The end of the chain: one row, locked while an entry is added."""

    __tablename__ = "audit_head"

    id: int = Field(default=1, primary_key=True)
    seq: int = 0
    mac: str = ""
    at: datetime | None = None
