"""The servers the tests bring along: they are real, and they go when we go."""

import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from subprocess import PIPE

import psycopg
import pytest
import redis
import sqlalchemy

from tests.support.postgres import database
from tests.support.servers import PATIENCE, ServerError, start, wait_until

ROOT = Path(__file__).parent.parent


def test_a_new_database_is_empty_and_speaks_chinese(postgres_database):
    with psycopg.connect(postgres_database) as connection:
        assert connection.execute("SELECT '西园街道' || chr(17358)").fetchone() == ("西园街道䏎",)
        tables = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
        assert connection.execute(tables).fetchone() == (0,)


def test_sqlalchemy_takes_the_address_as_it_is(postgres_database):
    engine = sqlalchemy.create_engine(postgres_database)
    with engine.connect() as connection:
        assert connection.scalar(sqlalchemy.text("SELECT 1")) == 1
    engine.dispose()


def test_two_databases_know_nothing_of_each_other(postgres_url):
    with database(postgres_url) as one, database(postgres_url) as other:
        with psycopg.connect(one) as connection:
            connection.execute("CREATE TABLE mine (n int)")
        with psycopg.connect(other) as connection:
            assert connection.execute("SELECT to_regclass('mine')").fetchone() == (None,)


def test_valkey_answers_the_client_that_celery_uses(valkey_url):
    with redis.Redis.from_url(valkey_url) as client:
        client.set("件", "1")
        assert client.get("件") == b"1"


@pytest.mark.parametrize("module", ["postgres", "valkey"])
@pytest.mark.usefixtures("folder_for_all")
def test_on_linux_a_server_ends_when_its_test_process_is_killed(module):
    script = (
        f"from tests.support.{module} import {module}\n"
        f"with {module}() as url:\n"
        "    print(url, flush=True)\n"
        "    input()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True
    ) as parent:
        url = parent.stdout.readline().strip()
        assert _alive(url)
        parent.kill()
    end = time.monotonic() + PATIENCE
    while _alive(url):
        assert time.monotonic() < end


@pytest.fixture
def folder_for_all(monkeypatch):
    """A place for what a killed process leaves; `nobody`, who runs PostgreSQL, may enter."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o711)
        monkeypatch.setenv("TMPDIR", name)
        yield


def test_a_server_that_dies_at_once_shows_what_it_said(tmp_path):
    log = tmp_path / "log"
    command = [sys.executable, "-c", "import sys; sys.exit('no room left')"]
    process = start(command, log, signal.SIGTERM)
    with pytest.raises(ServerError, match="no room left"):
        wait_until(lambda: False, process, log)


def _alive(url):
    try:
        if url.startswith("redis"):
            with redis.Redis.from_url(url, socket_connect_timeout=1) as client:
                return client.ping()
        psycopg.connect(url, connect_timeout=1).close()
    except (psycopg.OperationalError, redis.ConnectionError):
        return False
    return True
