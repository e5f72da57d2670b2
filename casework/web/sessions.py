"""Who is at the browser: read anew from the register at each request, with today's rights."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import Row
from sqlmodel import Session

from casework.desk.access import IDLE, sha256_of
from casework.office import Office
from casework.store.queries.access import note_seen, signed_in

_SEEN_EVERY = timedelta(minutes=1)
"""Noting each request would be a write for each page; the idle limit is thirty minutes."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An agency, and the roles in which the person acts for it today."""

    id: int
    code: str
    name: str
    short_name: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person at the browser, in the shape that Flask-Login wants.

    `seen_at` is when they were last noted to be here; `newest_record` is when the register was
    last written to: a clock before it is wrong.
    """

    token: str
    id: int
    name: str
    login: str
    agencies: tuple[Standing, ...]
    seen_at: datetime
    newest_record: datetime | None
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """What the cookie carries: the token, of which the register keeps only the hash."""
        return self.token

    @property
    def session_sha256(self) -> str:
        """Under what the register keeps this session."""
        return sha256_of(self.token)

    def roles_at(self, agency_id: int) -> frozenset[str]:
        """In which roles the person acts for an agency today."""
        return next((s.roles for s in self.agencies if s.id == agency_id), frozenset())

    def agencies_as(self, roles: frozenset[str]) -> set[int]:
        """The agencies for which the person acts in one of these roles."""
        return {standing.id for standing in self.agencies if standing.roles & roles}


def person_of(tx: Session, office: Office, token: str) -> SignedIn | None:
    """Whose session this is; None once it is ended, idle or old, or its person is shut out."""
    rows = signed_in(tx, sha256_of(token), office.today())
    if not rows or not _is_alive(rows[0], office.now()):
        return None
    first = rows[0]
    return SignedIn(
        token,
        first.person_id,
        first.name,
        first.login,
        _standings(rows),
        first.seen_at,
        first.newest_record,
    )


def is_seen_anew(me: SignedIn, now: datetime) -> bool:
    """Whether it is time to note again that somebody is here."""
    return now - me.seen_at >= _SEEN_EVERY


def note_visit(office: Office, me: SignedIn) -> None:
    """Note that somebody is here; their session ends when they have been away for too long."""
    # Not office.transaction(): with a wrong clock nothing is recorded, but pages are read.
    with office.store.writing() as tx:
        note_seen(tx, me.session_sha256, office.now())


def _is_alive(row: Row[Any], now: datetime) -> bool:
    ended = row.revoked_at is not None or row.disabled_at is not None
    return not ended and now < row.expires_at and now < row.seen_at + IDLE


def _standings(rows: Sequence[Row[Any]]) -> tuple[Standing, ...]:
    roles: dict[tuple[int, str, str, str], set[str]] = {}
    for row in rows:
        if row.role is not None:
            key = (row.agency_id, row.code, row.agency_name, row.short_name)
            roles.setdefault(key, set()).add(row.role)
    return tuple(Standing(*key, frozenset(held)) for key, held in roles.items())


class Cookie(SecureCookieSessionInterface):
    """The cookie is Secure, and bound to the host, exactly where the page came over TLS."""

    def __init__(self) -> None:
        self._signing: dict[Any, URLSafeTimedSerializer | None] = {}

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs cookies and reads them, made once for a key: every request asks."""
        if app.secret_key not in self._signing:
            self._signing[app.secret_key] = super().get_signing_serializer(app)
        return self._signing[app.secret_key]

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002  Flask's signature
        """Over plain HTTP a Secure cookie would never come back."""
        return request.is_secure

    def get_cookie_name(self, app: Flask) -> str:
        """A name that browsers take from this host alone, where TLS lets them."""
        name = super().get_cookie_name(app)
        return f"__Host-{name}" if request.is_secure else name
