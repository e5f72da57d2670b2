"""What the launchers of real servers share: a port, a process that cannot outlive us, an end."""

import ctypes
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PATIENCE = 120.0
"""Seconds. Only a failure waits so long; a busy machine may take ten times as long."""
_PR_SET_PDEATHSIG = 1


class ServerError(Exception):
    """A server for the tests cannot run here; the text says what to do."""


def free_port() -> int:
    """Return a port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(
    command: list[str], log: Path, ending: signal.Signals, **how: Any
) -> subprocess.Popen[bytes]:
    """Start a server that gets the signal `ending` when we die, even by kill -9 (on Linux)."""
    if sys.platform == "linux":
        prctl = ctypes.CDLL(None).prctl
        how["preexec_fn"] = lambda: prctl(_PR_SET_PDEATHSIG, int(ending))
    with log.open("ab") as out:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, **how
        )


def wait_until(answers: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the server answers; if it dies or stays silent, show what it logged."""
    end = time.monotonic() + PATIENCE
    while not answers():
        if process.poll() is not None or time.monotonic() > end:
            text = log.read_text("utf-8", "replace")
            raise ServerError(f"{process.args!r} did not come up:\n{text}")
        time.sleep(0.02)


def stop(process: subprocess.Popen[bytes], ending: signal.Signals) -> None:
    """Ask the server to end, and make it."""
    process.send_signal(ending)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
