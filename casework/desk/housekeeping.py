"""What the clock calls for, and whether everybody who should be alive is.

The clock only asks; what is owed follows from the data. A period that was called has a row, so a
second clock, or the same clock twice, calls nothing anew; one that was missed is called late.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from casework.desk.backup import backup_tonight
from casework.desk.calls import called_today
from casework.desk.digests import owe_digests, post_digest
from casework.desk.moving import reckon_duty
from casework.desk.notices import RECKON
from casework.desk.posting import Duty
from casework.desk.reminding import sweep, sweep_windows
from casework.office import Office
from casework.store.anchors import keep_anchor
from casework.store.audit import head_of
from casework.store.queries.clock_runs import (
    end_run,
    forget_runs,
    heartbeats,
    last_run,
    put_heartbeat,
    start_run,
)
from casework.store.queries.outbox import forget_duties, outbox_counts, owe

CLOCK, QUEUE = "clock", "queue"
"""Who must be alive: who calls, and who does what was called."""

PATIENCE = timedelta(minutes=3)
"""How long nobody worries about a silent process."""

_BACKUP_FROM = time(2, 0)
_KEPT = timedelta(days=7)


def call_duties(office: Office) -> None:
    """One tick of the clock: owe what this moment calls for, and show that the clock is alive."""
    with office.transaction() as session:
        now = office.now()
        put_heartbeat(session, CLOCK, now)
        for task, period in _called(office, session, now):
            if start_run(session, task, period, now):
                row = {"kind": task, "about": f"{task}:{period}", "payload": {"period": period}}
                owe(session, [row | {"due_at": now, "created_at": now}])


def _called(office: Office, session: Session, now: datetime) -> list[tuple[str, str]]:
    """The tasks of this moment, each with its period."""
    local = now.astimezone(ZoneInfo(office.settings.timezone))
    head = head_of(session)
    # Whatever is recorded moves the audit chain: then reminders may be owed that were not before.
    called = [
        ("sweep", f"{local.date()} {head.seq if head else 0}"),
        ("daily", str(local.date())),
    ]
    if local.time() >= _BACKUP_FROM and office.store.engine.dialect.name == "sqlite":
        called.append(("backup", str(local.date())))
    return called


def _sweep(office: Office, _about: str, payload: dict[str, Any]) -> bool:
    with office.transaction() as session:
        now, today = office.now(), office.today()
        people = sweep(session, office.calendar(session), today, now)
        owe_digests(office, session, people, now)
        end_run(session, "sweep", payload["period"], now)
    return True


def _daily(office: Office, _about: str, payload: dict[str, Any]) -> bool:
    """What is called once a day: lapsed windows, the yearly report, an anchor of the audit chain.

    Old calls and duties are dropped.
    """
    with office.transaction() as session:
        now, today, calendar = office.now(), office.today(), office.calendar(session)
        people = sweep_windows(session, calendar, today, now)
        owe_digests(office, session, people | called_today(session, calendar, today), now)
        forget_runs(session, now - _KEPT)
        forget_duties(session, ("sweep", "daily", "backup", RECKON), now - _KEPT)
        end_run(session, "daily", payload["period"], now)
        head = head_of(session)
    if head is not None:
        keep_anchor(office.settings.data, head)
    return True


def _backup(office: Office, _about: str, payload: dict[str, Any]) -> bool:
    backup_tonight(office, date.fromisoformat(payload["period"]))
    with office.transaction() as session:
        end_run(session, "backup", payload["period"], office.now())
    return True


DUTIES: Mapping[str, Duty] = {
    "sweep": _sweep,
    "daily": _daily,
    "digest": post_digest,
    "backup": _backup,
    RECKON: reckon_duty,
}
"""What each kind of row in the outbox asks for."""


def note_alive(office: Office, name: str) -> None:
    """Show that a process is alive."""
    with office.transaction() as session:
        put_heartbeat(session, name, office.now())


def silent(session: Session, now: datetime) -> list[str]:
    """Who has not been heard of lately, so that nobody is reminded; empty when all is well."""
    heard = heartbeats(session)
    return [name for name in (CLOCK, QUEUE) if name not in heard or heard[name] < now - PATIENCE]


def health(session: Session) -> dict[str, Any]:
    """What whoever keeps the register running looks at first."""
    counts = outbox_counts(session)
    waiting = [counts[state] for state in ("pending", "sending", "retry") if state in counts]
    return {
        "heartbeats": heartbeats(session),
        "waiting": sum(count for count, _ in waiting),
        "waiting_since": min((oldest for _, oldest in waiting), default=None),
        "failed": counts.get("failed", (0, None))[0],
        "held": counts.get("held", (0, None))[0],
        "last_sweep": last_run(session, "sweep"),
        "last_backup": last_run(session, "backup"),
    }
