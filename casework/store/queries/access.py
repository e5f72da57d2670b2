"""Who is signed in, who may come in, and who failed to.

Above 150 lines because it is a list of statements and their names.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Row,
    Select,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from casework.store.queries.spans import stands
from casework.store.tables import METADATA, CaseRow, OneTimeLinkRow, SessionRow

_SESSIONS = METADATA.tables["sessions"]
_PEOPLE = METADATA.tables["people"]
_ROLES = METADATA.tables["roles"]
_AGENCIES = METADATA.tables["agencies"]
_FAILURES = METADATA.tables["login_failures"]
_HEAD = METADATA.tables["audit_head"]
_ATTACHMENTS = METADATA.tables["attachments"]
_CASES = METADATA.tables["cases"]

_STANDING = stands(_ROLES)

# One statement for the session, the person, the rights and the newest record: every page asks.
_SIGNED_IN: Select[Any] = (
    select(
        *(_SESSIONS.c.person_id, _SESSIONS.c.seen_at, _SESSIONS.c.expires_at),
        _SESSIONS.c.revoked_at,
        _PEOPLE.c.name,
        _PEOPLE.c.login,
        _PEOPLE.c.disabled_at,
        _AGENCIES.c.id.label("agency_id"),
        _AGENCIES.c.code,
        _AGENCIES.c.name.label("agency_name"),
        _AGENCIES.c.short_name,
        _ROLES.c.role,
        select(_HEAD.c.at).scalar_subquery().label("newest_record"),
    )
    .join(_PEOPLE, _PEOPLE.c.id == _SESSIONS.c.person_id)
    .outerjoin(_ROLES, (_ROLES.c.person_id == _PEOPLE.c.id) & _STANDING)
    .outerjoin(_AGENCIES, _AGENCIES.c.id == _ROLES.c.agency_id)
    .where(_SESSIONS.c.token_sha256 == bindparam("token"))
    .order_by(_AGENCIES.c.id, _ROLES.c.role)
)
_SEEN = (
    update(_SESSIONS)
    .where(_SESSIONS.c.token_sha256 == bindparam("token"))
    .values(seen_at=bindparam("now"))
)
_SESSIONS_OF = (
    select_rows(SessionRow)
    .where(
        col(SessionRow.person_id) == bindparam("person_id"),
        col(SessionRow.revoked_at).is_(None),
        col(SessionRow.expires_at) > bindparam("now"),
        col(SessionRow.seen_at) > bindparam("seen_after"),
    )
    .order_by(col(SessionRow.seen_at).desc(), col(SessionRow.token_sha256))
)
_END_SESSIONS = (
    update(_SESSIONS)
    .where(
        _SESSIONS.c.person_id == bindparam("whose"),
        _SESSIONS.c.revoked_at.is_(None),
        _SESSIONS.c.token_sha256 != bindparam("spared"),
    )
    .values(revoked_at=bindparam("now"))
)
_END_LINKS = (
    update(METADATA.tables["one_time_links"])
    .where(
        METADATA.tables["one_time_links"].c.person_id == bindparam("whose"),
        METADATA.tables["one_time_links"].c.used_at.is_(None),
    )
    .values(used_at=bindparam("now"))
)
_LOCKED_LINK = (
    select_rows(OneTimeLinkRow)
    .where(col(OneTimeLinkRow.token_sha256) == bindparam("token"))
    .with_for_update()
)
_BY_LOGIN = (
    select(_FAILURES.c.at)
    .where(_FAILURES.c.login_sha256 == bindparam("login"), _FAILURES.c.at > bindparam("after"))
    .order_by(_FAILURES.c.at)
)
_BY_ADDRESS = (
    select(_FAILURES.c.at)
    .where(_FAILURES.c.address == bindparam("address"), _FAILURES.c.at > bindparam("after"))
    .order_by(_FAILURES.c.at)
)
_FAILED = insert(_FAILURES)
_FORGIVEN = delete(_FAILURES).where(_FAILURES.c.login_sha256 == bindparam("login"))
_STALE_FAILURES = delete(_FAILURES).where(_FAILURES.c.at < bindparam("before"))
_PEOPLE_OF: Select[Any] = (
    select(
        *(_PEOPLE.c.id, _PEOPLE.c.login, _PEOPLE.c.name, _PEOPLE.c.email),
        *(_PEOPLE.c.disabled_at, _PEOPLE.c.password_set_at, _ROLES.c.role),
        _STANDING.label("standing"),
    )
    .join(_ROLES, _ROLES.c.person_id == _PEOPLE.c.id)
    .where(_ROLES.c.agency_id == bindparam("agency_id"))
    .order_by(_PEOPLE.c.id, _ROLES.c.role)
)
_ANYBODY = select(func.count()).select_from(_PEOPLE)
_NUMBERED = select_rows(CaseRow).where(col(CaseRow.number) == bindparam("number"))
_ATTACHED: Select[Any] = (
    select(_ATTACHMENTS.c.case_id, _CASES.c.agency_id)
    .join(_CASES, _CASES.c.id == _ATTACHMENTS.c.case_id)
    .where(_ATTACHMENTS.c.public_id == bindparam("public_id"))
)


def has_people(session: Session) -> bool:
    """Whether anybody has been added to the register yet."""
    return bool(session.connection().execute(_ANYBODY).scalar_one())


def signed_in(session: Session, token_sha256: str, day: date) -> Sequence[Row[Any]]:
    """A session with its person, one row for each role of today; empty if there is none."""
    given = {"token": token_sha256, "day": day}
    return session.connection().execute(_SIGNED_IN, given).all()


def note_seen(session: Session, token_sha256: str, now: datetime) -> None:
    """Move the moment from which a session counts as idle."""
    session.connection().execute(_SEEN, {"token": token_sha256, "now": now})


def live_sessions(
    session: Session, person_id: int, now: datetime, seen_after: datetime
) -> Sequence[SessionRow]:
    """Where a person is signed in, the last used first."""
    given = {"person_id": person_id, "now": now, "seen_after": seen_after}
    return session.exec(_SESSIONS_OF, params=given).all()


def end_sessions(session: Session, person_id: int, now: datetime, spared: str = "") -> None:
    """Sign a person out everywhere, but for the session whose hash is spared."""
    given = {"whose": person_id, "now": now, "spared": spared}
    session.connection().execute(_END_SESSIONS, given)


def end_links(session: Session, person_id: int, now: datetime) -> None:
    """Make every link of a person that was not used yet useless."""
    session.connection().execute(_END_LINKS, {"whose": person_id, "now": now})


def lock_link(session: Session, token_sha256: str) -> OneTimeLinkRow | None:
    """The link, which nobody else can use until this action ends."""
    return session.exec(_LOCKED_LINK, params={"token": token_sha256}).first()


def failures_of(session: Session, login: str, after: datetime) -> list[datetime]:
    """When somebody failed to sign in under a name (its hash), the oldest first."""
    found = session.connection().execute(_BY_LOGIN, {"login": login, "after": after})
    return list(found.scalars())


def failures_from(session: Session, address: str, after: datetime) -> list[datetime]:
    """When somebody failed to sign in from a network address, the oldest first."""
    found = session.connection().execute(_BY_ADDRESS, {"address": address, "after": after})
    return list(found.scalars())


def add_failure(session: Session, login: str, address: str, at: datetime) -> None:
    """Note that somebody failed to sign in."""
    session.connection().execute(_FAILED, {"login_sha256": login, "address": address, "at": at})


def forgive(session: Session, login: str, before: datetime) -> None:
    """Forget the failures under a name, and all that are too old to matter."""
    session.connection().execute(_FORGIVEN, {"login": login})
    session.connection().execute(_STALE_FAILURES, {"before": before})


def people_of(session: Session, agency_id: int, day: date) -> Sequence[Row[Any]]:
    """Who acts for an agency or ever did, one row for each role; `standing` on that day."""
    return session.connection().execute(_PEOPLE_OF, {"agency_id": agency_id, "day": day}).all()


def cases_numbered(session: Session, number: str) -> Sequence[CaseRow]:
    """Every case with this number; two agencies may print the same."""
    return session.exec(_NUMBERED, params={"number": number}).all()


def attachment_place(session: Session, public_id: str) -> Row[Any] | None:
    """The case and the agency an attachment belongs to."""
    return session.connection().execute(_ATTACHED, {"public_id": public_id}).first()
