"""Ids that a statement is asked about."""

from typing import Any

from sqlalchemy import bindparam


def many(name: str) -> Any:
    """Many ids under a name, written into the statement itself when it is asked.

    A province has more agencies than a statement may have parameters.
    """
    return bindparam(name, expanding=True, literal_execute=True)
