"""One-time links: how somebody comes in the first time, or after forgetting the password."""

import secrets
from datetime import datetime, timedelta

from sqlmodel import Session

from casework.desk.access import (
    Place,
    administered,
    note_access,
    open_session,
    put_password,
    sha256_of,
)
from casework.desk.act import Act
from casework.desk.refusals import NotAllowed
from casework.store.queries.access import end_links, lock_link
from casework.store.tables import OneTimeLinkRow, PersonRow

LINK_HOURS = 72
"""How long a link lasts that nobody has used."""


def make_link(act: Act, person_id: int) -> str:
    """The token of a link that lets somebody in once; earlier ones no longer do.

    Whoever makes it could use it, so it takes an admin of every agency the person acts for.
    """
    person = administered(act, person_id)
    if person.disabled_at is not None:
        raise NotAllowed(f"{person.name}的账号已停用，请先恢复")
    token = secrets.token_urlsafe(32)
    end_links(act.tx, person_id, act.now)
    expires_at = act.now + timedelta(hours=LINK_HOURS)
    act.tx.add(
        OneTimeLinkRow(
            token_sha256=sha256_of(token),
            person_id=person_id,
            created_at=act.now,
            expires_at=expires_at,
        )
    )
    note_access(act, person_id, "link.made")
    return token


def link_person(tx: Session, token: str, now: datetime) -> PersonRow | None:
    """Whom a link would let in, None once it is used or too old."""
    link = tx.get(OneTimeLinkRow, sha256_of(token))
    if link is None or link.used_at is not None or link.expires_at <= now:
        return None
    person = tx.get_one(PersonRow, link.person_id)
    return None if person.disabled_at else person


def use_link(act: Act, token: str, password: str | None, place: Place) -> str:
    """Come in by a link, with a new password if one is given; gives the token of the session."""
    link = lock_link(act.tx, sha256_of(token))
    person = link_person(act.tx, token, act.now)
    if link is None or person is None:
        raise NotAllowed("这个链接已经用过或者过期，请向管理员要一个新的")
    link.used_at = act.now
    if password is not None:
        put_password(act, person, password)
    note_access(act, person.id, "link.used")
    return open_session(act, person, place)
