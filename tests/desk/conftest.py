"""An office of each test's own, on both databases, with one agency and the people in it."""

import itertools
import shutil
from contextlib import contextmanager

import psycopg
import pytest

from casework.store import migrations
from casework.store.session import open_engine
from tests.support.desk import opened, settle
from tests.support.postgres import database

_serial = itertools.count(1)


def _migrate(url):
    engine = open_engine(url)
    migrations.upgrade(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_model(tmp_path_factory):
    path = tmp_path_factory.mktemp("model") / "model.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_model(postgres_url):
    with database(postgres_url) as url:
        _migrate(url)
        yield url


@pytest.fixture(scope="session")
def empty_register(request, tmp_path_factory):
    """Gives the address of an empty register of a kind; migrated once and copied."""

    @contextmanager
    def copied(kind):
        if kind == "sqlite":
            path = tmp_path_factory.mktemp("desk") / "casework.db"
            shutil.copyfile(request.getfixturevalue("sqlite_model"), path)
            yield f"sqlite:///{path}"
            return
        server, _, model = request.getfixturevalue("postgres_model").rpartition("/")
        name = f"desk_{next(_serial)}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{model}"')
            yield f"{server}/{name}"
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    return copied


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_office(request, empty_register, tmp_path):
    with empty_register(request.param) as url, opened(url, tmp_path) as office:
        yield office


@pytest.fixture
def office(empty_office):
    """One agency, `xiyuan`; persons 1 and 2 keep its register, person 3 is only admin."""
    settle(empty_office)
    return empty_office
