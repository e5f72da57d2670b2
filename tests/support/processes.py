"""Our own processes, started as an office starts them, at a moment of the test's choosing."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.support.servers import PATIENCE, ServerError, start, stop, wait_until

ROOT = Path(__file__).parents[2]

# The program has no switch for its clock; the machine's clock is moved under it. All processes of
# a register are moved by the same span, as they would see one machine's clock.
_MOVED = (
    "import sys, datetime, time_machine; "
    "now = datetime.datetime.now(datetime.UTC); "
    "moved = now + datetime.timedelta(seconds=float(sys.argv.pop(1))); "
    "time_machine.travel(moved, tick=True).start(); "
    "from {module} import main; sys.exit(main())"
)
_SPANS: dict[tuple[str, datetime], float] = {}
"""Seconds by which the clock of a register's processes is moved, from the first start on."""


def begin(
    command: list[str],
    environment: Mapping[str, str],
    log: Path,
    moment: datetime,
    module: str = "casework.command",
) -> subprocess.Popen[bytes]:
    """Start `casework COMMAND` (or another module's main); it dies with us.

    `moment` is what the clock shows when the first process of this register starts.
    """
    span = _SPANS.setdefault(
        (environment["CASEWORK_DATA"], moment), (moment - datetime.now(UTC)).total_seconds()
    )
    words = [sys.executable, "-c", _MOVED.format(module=module), str(span), *command]
    clean = {key: value for key, value in os.environ.items() if not key.startswith("CASEWORK_")}
    return start(
        words,
        log,
        signal.SIGKILL,
        cwd=ROOT,
        env=clean | {"PYTHONUTF8": "1"} | dict(environment),
        start_new_session=True,
    )


@contextlib.contextmanager
def running(
    command: list[str],
    environment: Mapping[str, str],
    log: Path,
    moment: datetime,
    ready: str,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run it while the block lasts, from when its log says it is ready; ended by SIGTERM."""
    process = begin(command, environment, log, moment)
    try:
        wait_until(lambda: ready in log.read_text("utf-8", "replace"), process, log)
        yield process
    finally:
        stop(process, signal.SIGTERM)


def kill_family(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and all its children at once, as a power cut does."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def until(true: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait until something is so; an error if it never is."""
    end = time.monotonic() + patience
    while not true():
        if time.monotonic() > end:
            raise ServerError("it did not come about")
        time.sleep(0.05)
