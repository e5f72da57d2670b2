"""Deadlines for calendar programs, under a secret address that needs no signing in.

Whoever has the address learns case numbers and which deadline is due, nothing else. It is shown
once and kept as a hash; making a new one ends the old one, and so does losing the role.
"""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from casework.cases.milestones import NAMES
from casework.desk.access import sha256_of
from casework.desk.act import CASEWORKERS, Act
from casework.desk.refusals import NotAllowed
from casework.office import Office
from casework.papers.ics import Entry, ics
from casework.store.queries.desk import roles_on
from casework.store.queries.due_days import due_lines
from casework.store.queries.feeds import end_feed, feed_of, feeds_of
from casework.store.tables import AgencyRow, FeedRow

OWN = "own"
"""The scope of the person's own cases; any other is the code of an agency."""

_BACK, _AHEAD = timedelta(days=366), timedelta(days=3 * 366)
_MOST = 2000


def make_feed(act: Act, scope: str) -> str:
    """The secret of a new address for a scope; the one before it no longer works."""
    agency_id = _agency_of(act, scope)
    token = secrets.token_urlsafe(32)
    end_feed(act.tx, act.recorder, agency_id, act.now)
    hashed = sha256_of(token)
    act.tx.add(
        FeedRow(
            token_sha256=hashed, person_id=act.recorder, agency_id=agency_id, created_at=act.now
        )
    )
    _note(act, agency_id, "feed.made")
    return token


def stop_feed(act: Act, scope: str) -> None:
    """Let an address work no longer."""
    agency_id = None if scope == OWN else act.agency(scope).id
    if end_feed(act.tx, act.recorder, agency_id, act.now):
        _note(act, agency_id, "feed.ended")


def my_feeds(act: Act) -> Mapping[str, FeedRow]:
    """The addresses in use by their scopes."""
    found = feeds_of(act.tx, act.recorder)
    return {_scope(act, feed.agency_id): feed for feed in found}


def read_feed(office: Office, token: str) -> bytes | None:
    """What an address gives: the undone deadlines of open cases; None where it is not in use."""
    with office.reading() as session:
        feed = feed_of(session, sha256_of(token))
        agencies = _agencies_of(session, office, feed) if feed else []
        if feed is None or not agencies:
            return None
        today = office.today()
        clerk = feed.person_id if feed.agency_id is None else None
        rows = due_lines(session, agencies, today - _BACK, today + _AHEAD, _MOST, clerk)
        if feed.agency_id is None:
            name = "我的办件期限"
        else:
            name = f"{session.get_one(AgencyRow, feed.agency_id).short_name}办件期限"
    return ics(name, map(_entry, rows), office.now())


def _entry(row: Row[Any]) -> Entry:
    unsure = "（暂定）" if row.provisional else ""
    about = f"{row.case_id} {row.number} {row.name} {row.ref} {row.round}"
    return Entry(
        f"{sha256_of(about)[:32]}@casework",
        row.due_on,
        f"{row.number} {NAMES[row.name]}{unsure}",
    )


def _agencies_of(session: Session, office: Office, feed: FeedRow) -> list[int]:
    """Where the person still works on cases, of what the address is for."""
    rows = roles_on(session, feed.person_id, office.today())
    held = {row.agency_id for row in rows if row.role in CASEWORKERS}
    return sorted(held & {feed.agency_id} if feed.agency_id is not None else held)


def _agency_of(act: Act, scope: str) -> int | None:
    if scope == OWN:
        if not any(not held.isdisjoint(CASEWORKERS) for held in act.roles.values()):
            raise NotAllowed("没有承办职责的人员没有办件期限可以订阅")
        return None
    agency = act.agency(scope)
    act.demand(agency, *CASEWORKERS)
    return agency.id


def _scope(act: Act, agency_id: int | None) -> str:
    return OWN if agency_id is None else act.agency_with_id(agency_id).code


def _note(act: Act, agency_id: int | None, action: str) -> None:
    first = min(act.roles)
    agency = act.agency_with_id(agency_id or first)
    act.note(agency, action, f"person:{act.recorder}", own=agency_id is None)
