"""The clock: says when, never what.

Each entry is called every so many seconds and decides from the data what is owed, so a call that
came late, twice or not at all changes nothing in the end.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from apscheduler.schedulers.background import BackgroundScheduler

from casework.desk.housekeeping import call_duties
from casework.office import Office

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be called, and how many seconds apart."""

    name: str
    call: Callable[[Office], object]
    seconds: int


CALL_DUTIES = Entry("duties", call_duties, 30)


@contextmanager
def ticking(office: Office, entries: Sequence[Entry]) -> Iterator[None]:
    """Call the entries in threads while the block lasts, each at once and then at its pace."""
    zone = ZoneInfo(office.settings.timezone)
    scheduler = BackgroundScheduler(
        timezone=zone,
        # Late rather than never, and once rather than for every call that was missed.
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    for entry in entries:
        scheduler.add_job(
            _calmly,
            "interval",
            (office, entry),
            seconds=entry.seconds,
            timezone=zone,
            id=entry.name,
            next_run_time=office.now(),
            replace_existing=True,
        )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=True)


def _calmly(office: Office, entry: Entry) -> None:
    """Whatever is wrong this time, the clock goes on; the words of an error may name people."""
    try:
        entry.call(office)
    except Exception as wrong:  # noqa: BLE001 — the next call repairs what this one could not do.
        _log.error("clock %s: %s", entry.name, type(wrong).__name__)
