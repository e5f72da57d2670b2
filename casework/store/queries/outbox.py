"""What must be done later or outside: owed, taken, done, tried again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, delete, func, or_, select, update
from sqlmodel import Session

from casework.store.queries.upsert import unless_there
from casework.store.tables import METADATA

_OUTBOX = METADATA.tables["outbox"]

_NOW: Any = bindparam("now")
_NAMES: Any = bindparam("names", expanding=True)

_CLAIMABLE = or_(
    _OUTBOX.c.state.in_(("pending", "retry")),
    and_(_OUTBOX.c.state == "sending", _OUTBOX.c.lease_until < _NOW),
)
_DUE: Select[Any] = select(_OUTBOX.c.id).where(_OUTBOX.c.due_at <= _NOW, _CLAIMABLE)
_NEXT = _DUE.order_by(_OUTBOX.c.due_at, _OUTBOX.c.id).limit(1).with_for_update(skip_locked=True)
# Not skipped: the clock may just be noting that the message, which is here already, is under way.
_THIS_ONE = _DUE.where(_OUTBOX.c.id == bindparam("row_id")).with_for_update()
_CLAIM = update(_OUTBOX).values(
    state="sending",
    fence=_OUTBOX.c.fence + 1,
    tries=_OUTBOX.c.tries + 1,
    lease_until=bindparam("lease"),
)
_CLAIMED = tuple(_OUTBOX.c[name] for name in ("id", "kind", "about", "payload", "fence", "tries"))
_CLAIM_NEXT = _CLAIM.where(_OUTBOX.c.id == _NEXT.scalar_subquery()).returning(*_CLAIMED)
_CLAIM_THIS = _CLAIM.where(_OUTBOX.c.id == _THIS_ONE.scalar_subquery()).returning(*_CLAIMED)
_REPORT = update(_OUTBOX).where(
    _OUTBOX.c.id == bindparam("row_id"), _OUTBOX.c.fence == bindparam("mine")
)
_TO_PUBLISH = (
    select(_OUTBOX.c.id)
    .where(
        _OUTBOX.c.due_at <= _NOW,
        _OUTBOX.c.state.in_(("pending", "sending", "retry")),
        or_(_OUTBOX.c.lease_until.is_(None), _OUTBOX.c.lease_until < _NOW),
    )
    .order_by(_OUTBOX.c.due_at, _OUTBOX.c.id)
    .limit(bindparam("limit"))
)
_PUBLISHED = update(_OUTBOX).where(
    _OUTBOX.c.id.in_(bindparam("ids", expanding=True)), _OUTBOX.c.state.in_(("pending", "retry"))
)
_HOLD = (
    update(_OUTBOX)
    .where(_OUTBOX.c.state.in_(("pending", "sending", "retry")))
    .values(state="held", lease_until=None)
)
_RELEASE = update(_OUTBOX).where(_OUTBOX.c.state == "held")
_COUNTS: Select[Any] = select(_OUTBOX.c.state, func.count(), func.min(_OUTBOX.c.due_at)).group_by(
    _OUTBOX.c.state
)
_OLD_DUTIES = delete(_OUTBOX).where(
    _OUTBOX.c.created_at < _NOW, _OUTBOX.c.kind.in_(_NAMES), _OUTBOX.c.state == "sent"
)


def owe(session: Session, rows: list[dict[str, Any]]) -> None:
    """Write duties into the outbox; one about the same thing stays as it is."""
    if rows:
        untried = [{"state": "pending", "tries": 0, "fence": 0, "error": ""} | row for row in rows]
        session.connection().execute(unless_there(session, _OUTBOX), untried)


def claim(session: Session, row_id: int | None, now: datetime, lease: datetime) -> Row[Any] | None:
    """Take a due duty (the next, or the one named) until the lease ends; None if there is none."""
    given = {"now": now, "lease": lease}
    if row_id is None:
        return session.connection().execute(_CLAIM_NEXT, given).first()
    return session.connection().execute(_CLAIM_THIS, given | {"row_id": row_id}).first()


def report_end(session: Session, row_id: int, fence: int, **values: Any) -> bool:
    """Write how a duty ended, unless somebody else has claimed it since."""
    found = session.connection().execute(
        _REPORT.values(**values, lease_until=None), {"row_id": row_id, "mine": fence}
    )
    return found.rowcount == 1


def to_publish(session: Session, now: datetime, limit: int) -> list[int]:
    """The due duties that no message is under way for."""
    given = {"now": now, "limit": limit}
    return list(session.connection().execute(_TO_PUBLISH, given).scalars())


def note_published(session: Session, ids: list[int], until: datetime) -> None:
    """Remember that messages are under way, so that the next round need not send them again."""
    if ids:
        session.connection().execute(_PUBLISHED.values(lease_until=until), {"ids": ids})


def hold_all(session: Session) -> int:
    """Stop whatever waits to be sent: after a restore nobody knows what was sent already."""
    return session.connection().execute(_HOLD).rowcount


def release_held(session: Session, now: datetime) -> int:
    """Let what was held go out."""
    return session.connection().execute(_RELEASE.values(state="pending", due_at=now)).rowcount


def outbox_counts(session: Session) -> dict[str, tuple[int, datetime]]:
    """How many duties are in each state, and since when the oldest is due."""
    found = session.connection().execute(_COUNTS)
    return {state: (count, oldest) for state, count, oldest in found}


def forget_duties(session: Session, kinds: Iterable[str], before: datetime) -> None:
    """Drop the done duties of these kinds from before a moment."""
    session.connection().execute(_OLD_DUTIES, {"now": before, "names": sorted(kinds)})
