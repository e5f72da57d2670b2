"""The secret addresses of calendars: found by their hash, ended with their person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_, update
from sqlmodel import Session, col, select

from casework.store.tables import METADATA, FeedRow, PersonRow

_FEEDS = METADATA.tables["feeds"]
_STANDS = _FEEDS.c.revoked_at.is_(None)
_SCOPE: Any = bindparam("scope")

_BY_TOKEN = (
    select(FeedRow)
    .join(PersonRow, col(PersonRow.id) == col(FeedRow.person_id))
    .where(col(FeedRow.token_sha256) == bindparam("token"), _STANDS)
    .where(col(PersonRow.disabled_at).is_(None))
)
_OF_PERSON = (
    select(FeedRow)
    .where(col(FeedRow.person_id) == bindparam("whose"), _STANDS)
    .order_by(col(FeedRow.id))
)
_END_ALL = update(_FEEDS).where(_FEEDS.c.person_id == bindparam("whose"), _STANDS)
_END = _END_ALL.where(
    or_(_FEEDS.c.agency_id == _SCOPE, (_FEEDS.c.agency_id.is_(None)) & (_SCOPE == 0))
)


def feed_of(session: Session, token_sha256: str) -> FeedRow | None:
    """The feed of an address that is in use, its person not shut out."""
    return session.exec(_BY_TOKEN, params={"token": token_sha256}).first()


def feeds_of(session: Session, person_id: int) -> Sequence[FeedRow]:
    """The addresses of a person that are in use."""
    return session.exec(_OF_PERSON, params={"whose": person_id}).all()


def end_feed(session: Session, person_id: int, agency_id: int | None, now: datetime) -> int:
    """Make a person's address for an agency (None: for the own cases) useless; how many were."""
    given = {"whose": person_id, "scope": agency_id or 0}
    return session.connection().execute(_END.values(revoked_at=now), given).rowcount


def end_feeds(session: Session, person_id: int, now: datetime) -> None:
    """Make every address of a person useless."""
    session.connection().execute(_END_ALL.values(revoked_at=now), {"whose": person_id})
