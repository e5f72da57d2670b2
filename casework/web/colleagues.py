"""The list of people as the administration shows it: one line each, with today's roles."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row


@dataclass(slots=True)
class Colleague:
    """A line of the list of people."""

    id: int
    name: str
    login: str
    disabled: bool
    has_password: bool
    roles: list[str] = field(default_factory=list)


def colleagues_of(rows: Iterable[Row[Any]]) -> list[Colleague]:
    """One line for each person, from one row for each role."""
    found: dict[int, Colleague] = {}
    for row in rows:
        known = found.setdefault(
            row.id,
            Colleague(
                row.id,
                row.name,
                row.login,
                disabled=row.disabled_at is not None,
                has_password=row.password_set_at is not None,
            ),
        )
        if row.standing and row.role not in known.roles:
            known.roles.append(row.role)
    return list(found.values())
