"""The relay: tells the queue which duties are due. Only the clock publishes, never a page.

A broker that is down or frozen costs this one thread some seconds; the duties stay where they are
and are published when it is back.
"""

from datetime import timedelta
from typing import Any

from casework.office import Office
from casework.store.queries.outbox import note_published, to_publish
from workers import tasks
from workers.queue import queue

AT_ONCE = 500
"""Messages in one round."""

_UNDER_WAY = timedelta(minutes=1)
"""How long a message may take before it is taken for lost and sent again."""

_ALIVE_FOR = 60
"""Seconds after which nobody needs to answer a call for a sign of life."""


def publish_due(office: Office) -> int:
    """Publish the duties that are due and not under way; says how many."""
    with office.reading() as session:
        ids = to_publish(session, office.now(), AT_ONCE)
    if not ids:
        return 0
    # A connection of its own each time: one that broke half-way must not be used again.
    with queue.connection_for_write() as connection:
        options: dict[str, Any] = {"connection": connection, "retry": False}
        for row_id in ids:
            tasks.duty.apply_async((row_id,), **options)
    with office.transaction() as session:
        note_published(session, ids, office.now() + _UNDER_WAY)
    return len(ids)


def ask_whether_alive(_office: Office) -> None:
    """Have the queue show that it is alive."""
    with queue.connection_for_write() as connection:
        options: dict[str, Any] = {"connection": connection, "retry": False}
        tasks.alive.apply_async((), expires=_ALIVE_FOR, **options)
