"""What all tables share: names for their constraints, and the stamp of a new row."""

from datetime import UTC, datetime

from sqlalchemy import MetaData, inspect
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

# SQLite can only drop a constraint that has a name, so every one gets its name from here.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

METADATA = MetaData(naming_convention=NAMES)


class Table(SQLModel, registry=registry(metadata=METADATA)):
    """A row as it is stored. Rows are built from checked values only: tables check nothing."""

    def __repr__(self) -> str:
        """Names the row by its key alone: what is in it may name a person, and logs are read."""
        keys = ", ".join(str(key) for key in inspect(self).identity or ("new",))
        return f"{type(self).__name__}({keys})"

    __str__ = __repr__


def utc_now() -> datetime:
    """The stamp of a row that is written now."""
    return datetime.now(UTC)
