"""Three clocks on one register, killed again and again while cases fall due."""

import json
import random
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from threading import Event

from sqlmodel import select

from casework.desk.calls import shown_to
from casework.law.calendar import issued_calendar
from casework.law.receipt import Stamps
from casework.office import Office
from casework.store.tables import OutboxRow, ReminderRow
from tests.support.desk import log
from tests.support.processes import begin, kill_family, until
from tests.support.registers import FRIDAY

CLOCKS = 3
_PATIENCE = 180.0
_LONGEST_PAUSE = 3.0
"""Seconds; between nothing and a start with a whole sweep, so that a kill may hit any moment."""


def remind_under_kills(
    office: Office, environment: Mapping[str, str], folder: Path, cases: int, kills: int
) -> None:
    """Log cases due today while clocks are killed at random moments and started anew.

    In the end every case was reminded of once, none twice, none not at all.
    """
    dice = random.Random(711)
    clocks = [_start(environment, folder) for _ in range(CLOCKS)]
    logged: list[int] = []
    try:
        for _ in range(kills):
            logged += [_log_due(office) for _ in range(cases // kills)]
            Event().wait(dice.random() * _LONGEST_PAUSE)
            victim = dice.randrange(CLOCKS)
            kill_family(clocks[victim])
            clocks[victim] = _start(environment, folder)
        until(lambda: _reminded(office) == Counter(logged), _PATIENCE)
        # A mail whose sender was killed waits for the end of its lease.
        until(lambda: set(_mails(office).values()) == {"sent"}, _PATIENCE)
    finally:
        for clock in clocks:
            kill_family(clock)
    assert _shown(office) == sorted(logged)


def mails_in(path: Path) -> list[str]:
    """The keys of the mails that were sent, one for each time."""
    return [json.loads(line)["key"] for line in path.read_text("utf-8").splitlines()]


def mails_owed(office: Office) -> list[str]:
    """The mails that the outbox ever owed."""
    return sorted(_mails(office))


def _start(environment: Mapping[str, str], folder: Path) -> subprocess.Popen[bytes]:
    module = "tests.support.embedded_process"
    return begin([], environment, folder / "clocks.log", FRIDAY, module)


def _log_due(office: Office) -> int:
    received = issued_calendar().workday_before(office.today(), 20)
    return log(office, clerk_id=1, stamps=Stamps(submitted_on=received)).case_id


def _reminded(office: Office) -> Counter[int]:
    with office.reading() as tx:
        return Counter(
            row.case_id for row in tx.exec(select(ReminderRow)) if row.milestone == "reply"
        )


def _shown(office: Office) -> list[int]:
    with office.reading() as tx:
        calls = shown_to(tx, 1, office.calendar(tx), office.today())
    return sorted(call.case_id for call in calls if call.case_id and call.milestone == "reply")


def _mails(office: Office) -> dict[str, str]:
    with office.reading() as tx:
        rows = tx.exec(select(OutboxRow).where(OutboxRow.kind == "digest"))
        return {row.about: row.state for row in rows}
