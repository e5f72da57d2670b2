"""compose.yaml without docker: it is read, and every command of ours in it is run."""

import contextlib
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from casework.settings import PREFIX, Settings
from tests.support.compose import read_compose
from tests.support.servers import free_port, start, stop, wait_until

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "compose.yaml").read_text("utf-8")
COMPOSE = read_compose(ROOT / "compose.yaml")
OURS = {
    name: service
    for name, service in COMPOSE["services"].items()
    if service["image"].startswith("python")
}


@pytest.fixture
def environment(tmp_path, postgres_database, valkey_url):
    return {
        "HOME": str(tmp_path),
        "CASEWORK_DATA": str(tmp_path / "data"),
        "CASEWORK_DATABASE_URL": postgres_database,
        "CASEWORK_BROKER_URL": valkey_url,
        "CASEWORK_PORT": str(free_port()),
    }


def call(service):
    """The command of a service as it runs on this machine."""
    program, *words = OURS[service]["command"]
    assert program == "python"
    return [sys.executable, *words]


def migrate(environment):
    done = subprocess.run(
        call("migrate"), cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def answers(port):
    with contextlib.suppress(OSError):
        address = f"http://127.0.0.1:{port}/healthz"
        return urllib.request.urlopen(address, timeout=2).status == 200
    return False


@pytest.mark.parametrize("service", ["web", "queue", "clock"])
def test_every_service_becomes_ready_and_ends_when_told(service, environment, tmp_path):
    migrate(environment)
    log = tmp_path / "log"
    port = environment["CASEWORK_PORT"]
    process = start(call(service), log, 9, cwd=ROOT, env=environment)
    ready = {"web": lambda: answers(port)}.get(service, lambda: "已启动" in log.read_text("utf-8"))
    try:
        wait_until(ready, process, log)
    finally:
        stop(process, 15)
    assert process.returncode == 0, log.read_text("utf-8", "replace")


def test_all_services_of_the_production_form_are_there():
    assert set(COMPOSE["services"]) == {"migrate", "web", "queue", "clock", "postgres", "valkey"}
    assert set(OURS) == {"migrate", "web", "queue", "clock"}


def test_every_setting_in_it_is_one_of_ours():
    given = {name for service in OURS.values() for name in service["environment"]}
    ours = {name for name in given if name.startswith(PREFIX)}
    assert ours <= {PREFIX + name.upper() for name in Settings.model_fields}


def test_no_secret_stands_in_it():
    for line in TEXT.splitlines():
        if re.search("PASSWORD|requirepass|AUTH", line) and not line.lstrip().startswith("#"):
            assert "${" in line, line


def test_pages_are_reached_from_this_machine_alone():
    assert OURS["web"]["ports"] == ["127.0.0.1:8000:8000"]


def test_nothing_starts_before_what_it_needs():
    for name in ("web", "queue", "clock"):
        assert "migrate" in OURS[name]["depends_on"]
    assert OURS["migrate"]["restart"] == "no"
    services = COMPOSE["services"]
    needed = {other for service in OURS.values() for other in service["depends_on"]}
    assert {name for name in needed if name != "migrate"} == {"postgres", "valkey"}
    assert all("healthcheck" in services[name] for name in ("web", "postgres", "valkey"))


def test_the_broker_never_evicts_and_writes_down_what_it_holds():
    command = COMPOSE["services"]["valkey"]["command"]
    assert command[command.index("--maxmemory-policy") + 1] == "noeviction"
    assert command[command.index("--appendonly") + 1] == "yes"


def test_what_must_outlive_a_container_lies_in_a_volume():
    assert set(COMPOSE["volumes"]) == {"postgres", "valkey"}
    assert OURS["web"]["volumes"] == [".:/app"]
