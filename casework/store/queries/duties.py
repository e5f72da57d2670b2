"""What must be reminded of, who is reminded, and what of it still stands.

The sweep reads columns only and starts from partial indexes, so its cost follows what is due, not
what the register holds. Above 150 lines because it is a list of statements with their functions.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, literal, null, or_, select
from sqlmodel import Session

from casework.store.queries.spans import stands
from casework.store.queries.upsert import unless_there
from casework.store.tables import METADATA

_CASES = METADATA.tables["cases"]
_MILESTONES = METADATA.tables["milestones"]
_REMINDERS = METADATA.tables["reminders"]
_ROLES = METADATA.tables["roles"]
_PEOPLE = METADATA.tables["people"]
_SEALS = METADATA.tables["report_seals"]
_AGENCIES = METADATA.tables["agencies"]

_DAY: Any = bindparam("day")
_UNTIL: Any = bindparam("until")
_SINCE: Any = bindparam("since")
_NAMES: Any = bindparam("names", expanding=True)
_LAPSING: Any = bindparam("lapsing", expanding=True)
_WINDOWS: Any = bindparam("windows", expanding=True)

_OPEN = _CASES.c.closed_on.is_(None)
_UNDONE = _MILESTONES.c.done_on.is_(None)
_THIS_ROUND = and_(_MILESTONES.c.case_id == _CASES.c.id, _MILESTONES.c.round == _CASES.c.round)
_DUE_COLUMNS = (
    *(
        _MILESTONES.c[name]
        for name in ("case_id", "name", "ref", "round", "due_on", "done_on", "binds")
    ),
    *(_CASES.c[name] for name in ("agency_id", "clerk_id")),
)


def _due(*conditions: Any) -> Select[Any]:
    joined = select(*_DUE_COLUMNS).join_from(_MILESTONES, _CASES, _THIS_ROUND)
    return joined.where(_UNDONE, *conditions)


# One milestone at a time binds the office in a case, and the case's own columns name it: the sweep
# over all that is overdue or due soon reads one partial index and no milestone.
_BINDING: Select[Any] = select(
    _CASES.c.id.label("case_id"),
    _CASES.c.next_name.label("name"),
    literal("").label("ref"),
    _CASES.c.round,
    _CASES.c.next_on.label("due_on"),
    null().label("done_on"),
    _CASES.c.agency_id,
    _CASES.c.clerk_id,
).where(_OPEN, _CASES.c.next_on <= _UNTIL)
_OTHERS: Select[Any] = _due(
    _MILESTONES.c.binds != "office",
    _OPEN,
    _MILESTONES.c.name.in_(_NAMES),
    _MILESTONES.c.due_on <= _UNTIL,
    or_(_MILESTONES.c.due_on >= _DAY, _MILESTONES.c.name.not_in(_LAPSING)),
)
_LAPSED: Select[Any] = _due(
    ~_OPEN,
    _MILESTONES.c.name.in_(_WINDOWS),
    _MILESTONES.c.due_on >= _SINCE,
    _MILESTONES.c.due_on < _UNTIL,
)

_TEAMS: Select[Any] = (
    select(_ROLES.c.agency_id, _ROLES.c.role, _ROLES.c.person_id)
    .join_from(_ROLES, _PEOPLE, _PEOPLE.c.id == _ROLES.c.person_id)
    .where(
        stands(_ROLES), _ROLES.c.role.in_(("clerk", "approver")), _PEOPLE.c.disabled_at.is_(None)
    )
)

_SHOWN: Select[Any] = (
    select(*_DUE_COLUMNS, _CASES.c.number)
    .distinct()
    .join_from(
        _REMINDERS,
        _MILESTONES,
        and_(
            _MILESTONES.c.case_id == _REMINDERS.c.case_id,
            _MILESTONES.c.name == _REMINDERS.c.milestone,
            _MILESTONES.c.ref == _REMINDERS.c.ref,
            _MILESTONES.c.round == _REMINDERS.c.round,
            _MILESTONES.c.due_on == _REMINDERS.c.due_on,
        ),
    )
    .join(_CASES, _THIS_ROUND)
    .where(
        _UNDONE,
        or_(_OPEN, and_(_MILESTONES.c.name.in_(_WINDOWS), _MILESTONES.c.due_on >= _SINCE)),
    )
    .order_by(_MILESTONES.c.due_on, _MILESTONES.c.case_id, _MILESTONES.c.binds)
)
_SHOWN_TO: Select[Any] = _SHOWN.where(_REMINDERS.c.recipient_id == bindparam("person_id"))
_SHOWN_FOR: Select[Any] = _SHOWN.where(_REMINDERS.c.case_id == bindparam("case_id"))

_ADDRESSES: Select[Any] = select(_PEOPLE.c.id, _PEOPLE.c.email).where(
    _PEOPLE.c.id.in_(bindparam("ids", expanding=True)),
    _PEOPLE.c.email != "",
    _PEOPLE.c.disabled_at.is_(None),
)
_UNSEALED: Select[Any] = select(
    _AGENCIES.c.id, _AGENCIES.c.name, _AGENCIES.c.short_name, _AGENCIES.c.settings
).where(
    ~select(_SEALS.c.year)
    .where(_SEALS.c.agency_id == _AGENCIES.c.id, _SEALS.c.year == bindparam("year"))
    .exists(),
    or_(_AGENCIES.c.succeeded_on.is_(None), _AGENCIES.c.succeeded_on > _DAY),
)


def due_milestones(session: Session, until: date) -> Sequence[Row[Any]]:
    """What binds the office in open cases and is due up to a day."""
    return session.connection().execute(_BINDING, {"until": until}).all()


def awaited_milestones(
    session: Session, names: Iterable[str], lapsing: Iterable[str], today: date, until: date
) -> Sequence[Row[Any]]:
    """What the office may do or waits for in open cases up to a day.

    The `lapsing` ones are left out once their day has passed: nothing can be done about them.
    """
    given = {"names": sorted(names), "lapsing": sorted(lapsing), "day": today, "until": until}
    return session.connection().execute(_OTHERS, given).all()


def lapsed_windows(
    session: Session, names: Iterable[str], since: date, today: date
) -> Sequence[Row[Any]]:
    """The windows of closed cases that lapsed from one day until before another."""
    given = {"windows": sorted(names), "since": since, "until": today}
    return session.connection().execute(_LAPSED, given).all()


def teams(session: Session, day: date) -> Sequence[Row[Any]]:
    """Who acts for which agency as clerk or approver on a day."""
    return session.connection().execute(_TEAMS, {"day": day}).all()


def add_reminders(session: Session, rows: list[dict[str, Any]]) -> set[int]:
    """Write reminders; one that is there stays. Gives the recipients of those that were new."""
    if not rows:
        return set()
    statement = unless_there(session, _REMINDERS).returning(_REMINDERS.c.recipient_id)
    return set(session.connection().execute(statement, rows).scalars())


def reminders_to(
    session: Session, person_id: int, windows: Iterable[str], since: date
) -> Sequence[Row[Any]]:
    """What a person was reminded of and what still stands so; lapsed windows since a day."""
    given = {"person_id": person_id, "windows": sorted(windows), "since": since}
    return session.connection().execute(_SHOWN_TO, given).all()


def reminders_for(
    session: Session, case_id: int, windows: Iterable[str], since: date
) -> Sequence[Row[Any]]:
    """What anybody was reminded of about a case and what still stands so."""
    given = {"case_id": case_id, "windows": sorted(windows), "since": since}
    return session.connection().execute(_SHOWN_FOR, given).all()


def unsealed_agencies(session: Session, year: int, day: date) -> Sequence[Row[Any]]:
    """The agencies that exist on a day and have not sealed their report of a year."""
    return session.connection().execute(_UNSEALED, {"year": year, "day": day}).all()


def mail_addresses(session: Session, people: Iterable[int]) -> dict[int, str]:
    """Where mail reaches these people; those without an address or disabled are left out."""
    found = session.connection().execute(_ADDRESSES, {"ids": sorted(people)})
    return {row.id: row.email for row in found}
