"""What the search compares.

Beside it stands `case_words`, an index of each database's own kind: FTS5 without content on
SQLite, a tsvector under GIN on PostgreSQL. All other tables are alike on both.
"""

from sqlmodel import Field

from casework.store.tables.base import Table


class CaseTextRow(Table, table=True):
    """Number, subject, request and names of a case, as `words.plain` makes them comparable."""

    __tablename__ = "case_texts"

    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    plain: str
