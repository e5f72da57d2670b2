"""What every test may ask for, and what none may do.

Servers are real, started once per xdist worker and only if a test asks. `tests/bench` is never
collected; `tests/faults`, which kills processes for minutes, only with `--faults` or by name.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.empty_registers import PostgresRegisters, new_register
from tests.support.postgres import database, postgres
from tests.support.valkey import valkey

HERE = Path(__file__).parent

# A shared machine is slow at times; that is not a finding.
settings.register_profile("casework", deadline=None, max_examples=30)
settings.load_profile("casework")

collect_ignore = ["bench"]

# In CI a missing browser is a failure: .ci/run installs it.
NO_BROWSER = [
    name
    for name in ("chromium", "chromedriver")
    if shutil.which(name) is None and os.environ.get("CI") != "true"
]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--faults", action="store_true", help="also run the tests that kill processes"
    )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    if collection_path == HERE / "browser":
        return bool(NO_BROWSER) or None
    if config.getoption("--faults") or collection_path != HERE / "faults":
        return None
    return not any("faults" in Path(argument).parts for argument in config.args)


def pytest_report_header() -> list[str]:
    """Tell what is left out on this machine, and why."""
    return [f"left out: tests/browser, for want of {' and '.join(NO_BROWSER)}"] * bool(NO_BROWSER)


def _stay_at_home(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse to connect to any other machine: a test that needs the network is a defect."""
    if event != "socket.connect" or not isinstance(arguments[1], tuple):
        return
    host = str(arguments[1][0])
    if host not in {"localhost", "::1"} and not host.startswith("127."):
        raise AssertionError(f"a test tried to reach {host}")


sys.addaudithook(_stay_at_home)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Address of this worker's PostgreSQL server, database `postgres`."""
    with postgres() as url:
        yield url


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """Address of a new, empty PostgreSQL database that is this test's own."""
    with database(postgres_url) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_registers(postgres_url: str) -> Iterator[PostgresRegisters]:
    """Gives empty registers on this worker's server."""
    registers = PostgresRegisters(postgres_url)
    yield registers
    registers.close()


@pytest.fixture(scope="session")
def empty_register(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], AbstractContextManager[str]]:
    """Lends the address of an empty register, on `sqlite` or on `postgresql`."""

    def lent(kind: str) -> AbstractContextManager[str]:
        if kind == "sqlite":
            return nullcontext(new_register(tmp_path_factory.mktemp("register") / "casework.db"))
        registers: PostgresRegisters = request.getfixturevalue("postgres_registers")
        return registers.lent()

    return lent


@pytest.fixture(scope="session")
def valkey_url() -> Iterator[str]:
    """Address of this worker's Valkey server."""
    with valkey() as url:
        yield url
