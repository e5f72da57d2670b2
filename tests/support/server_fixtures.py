"""The servers that a test may ask for, as fixtures: real, started once for each process.

tests/conftest.py brings them, except to tests that need none.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext

import pytest

from tests.support.empty_registers import PostgresRegisters, new_register
from tests.support.postgres import database, postgres
from tests.support.valkey import valkey


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
