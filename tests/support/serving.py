"""The program as an office starts it: one process, its pages, what it tells on the console."""

import os
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.processes import ROOT
from tests.support.servers import start, stop, wait_until


@contextmanager
def serving(command: str, data: Path) -> Iterator[str]:
    """`casework serve` or `casework demo` on a data folder and a free port, until the block ends.

    Gives the one-time link that it tells on the console.
    """
    clean = {key: value for key, value in os.environ.items() if not key.startswith("CASEWORK_")}
    given = {"CASEWORK_DATA": str(data), "CASEWORK_PORT": "0", "PYTHONUTF8": "1"}
    log = data.with_suffix(".log")
    words = [sys.executable, "-m", "casework.command", command]
    process = start(words, log, signal.SIGTERM, cwd=ROOT, env=clean | given)
    try:
        wait_until(lambda: "按 Ctrl+C 停止" in log.read_text("utf-8"), process, log)
        links = re.findall(r"http://\S+/(?:start|welcome)/[\w-]+", log.read_text("utf-8"))
        yield links[-1]
    finally:
        stop(process, signal.SIGTERM)
