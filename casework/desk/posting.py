"""The outbox: take a duty, do it, write how it ended.

A duty is taken for a time (its lease) under a number that rises with each taking (its fence). Who
dies with a duty loses it to somebody else when the lease ends; who was only slow can no longer
write how it ended. So a duty is done at least once, and its effect in the register, keyed by what
it is about, exactly once. Each try is counted before it is made: a duty that kills its worker
does not come back for ever.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row

from casework.office import Office
from casework.post.message import Undelivered
from casework.store.queries.outbox import claim, report_end

Duty = Callable[[Office, str, dict[str, Any]], bool]
"""Called with what the duty is about and its payload; False where nothing was left to be done."""

LEASE = timedelta(minutes=2)
"""Longer than any duty takes: a mail server is given half a minute for each answer."""

_FIRST_WAITS = (1, 5, 15, 60)
_LATER_WAIT = 60
_MOST_TRIES = 27
"""Minutes between tries; the last try comes a day after the first."""

_log = logging.getLogger(__name__)


def run_duty(office: Office, duties: Mapping[str, Duty], row_id: int | None = None) -> bool:
    """Do one due duty, the next or the one named; False where there was none to take."""
    now = office.now()
    with office.transaction() as session:
        claimed = claim(session, row_id, now, now + LEASE)
    if claimed is None:
        return False
    values = _outcome(office, duties, claimed)
    with office.transaction() as session:
        if not report_end(session, claimed.id, claimed.fence, **values):
            _log.warning("duty %s was taken over by another worker", claimed.id)
    return True


def _outcome(office: Office, duties: Mapping[str, Duty], claimed: Row[Any]) -> dict[str, Any]:
    """Do it, and say what to write of it."""
    if claimed.tries > _MOST_TRIES:
        return {"state": "failed", "error": "每次办理都中断"}
    try:
        needed = duties[claimed.kind](office, claimed.about, claimed.payload)
    except Undelivered as wrong:
        return _again(office.now(), claimed, str(wrong))
    except Exception as wrong:  # noqa: BLE001 — one broken duty must not stop the others.
        # Only the kind: the text of an error may hold what nobody may read.
        _log.error("duty %s (%s): %s", claimed.id, claimed.kind, type(wrong).__name__)
        return _again(office.now(), claimed, type(wrong).__name__)
    return {"state": "sent" if needed else "dropped", "error": "", "done_at": office.now()}


def _again(now: datetime, claimed: Row[Any], error: str) -> dict[str, Any]:
    """When to try again; after a day of trying the duty has failed, and somebody must look."""
    if claimed.tries >= _MOST_TRIES:
        return {"state": "failed", "error": error}
    waits = dict(enumerate(_FIRST_WAITS, start=1))
    wait = timedelta(minutes=waits.get(claimed.tries, _LATER_WAIT))
    return {"state": "retry", "error": error, "due_at": now + wait}
