"""The embedded form: the clock and two hands for the outbox, as threads of the one process."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from casework.desk.housekeeping import DUTIES, QUEUE, note_alive
from casework.desk.posting import run_duty
from casework.office import Office
from casework.store.queries.outbox import to_publish
from workers.clock import CALL_DUTIES, Entry, ticking

_HANDS = 2
_PAUSE = 2.0
"""Seconds between two looks into an empty outbox."""

_log = logging.getLogger(__name__)


def _alive(office: Office) -> None:
    note_alive(office, QUEUE)


ENTRIES = (CALL_DUTIES, Entry("alive", _alive, 30))


@contextmanager
def background(office: Office) -> Iterator[None]:
    """Keep the clock ticking and the outbox drained while the block lasts.

    At its end a duty under way is finished first; what is left waits for the next start.
    """
    stopping = Event()
    hands = [
        Thread(target=_work, args=(office, stopping), name=f"outbox-{n}", daemon=True)
        for n in range(_HANDS)
    ]
    with ticking(office, ENTRIES):
        for hand in hands:
            hand.start()
        try:
            yield
        finally:
            stopping.set()
            for hand in hands:
                hand.join()


def _work(office: Office, stopping: Event) -> None:
    while not stopping.is_set():
        if not _worked(office):
            stopping.wait(_PAUSE)


def _worked(office: Office) -> bool:
    """Do one duty if one is due; looking alone does not take the turn of somebody who writes."""
    try:
        with office.reading() as session:
            due = to_publish(session, office.now(), 1)
        return bool(due) and run_duty(office, DUTIES)
    except Exception as wrong:  # noqa: BLE001 — a full disk or a locked file is not the end.
        _log.error("outbox: %s", type(wrong).__name__)
        return False
