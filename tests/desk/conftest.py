"""An office of each test's own, on both databases, with one agency and the people in it."""

import itertools
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import psycopg
import pytest

from casework.desk.act import acting
from casework.desk.agencies import Particulars, found_agency
from casework.desk.people import add_person, give_role
from casework.office import open_office
from casework.settings import Settings
from casework.store import migrations
from casework.store.session import open_engine
from tests.support.postgres import database

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
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


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "sqlite":
        path = tmp_path / "casework.db"
        shutil.copyfile(request.getfixturevalue("sqlite_model"), path)
        yield f"sqlite:///{path}"
        return
    server, _, model = request.getfixturevalue("postgres_model").rpartition("/")
    name = f"desk_{next(_serial)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{model}"')
        yield f"{server}/{name}"
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def empty_office(url, tmp_path):
    opened = open_office(Settings(data=tmp_path / "data", database_url=url))
    yield replace(opened, now=lambda: NOW)
    opened.close()


@pytest.fixture
def office(empty_office):
    """One agency, `xiyuan`; person 1 keeps its register, person 2 too, person 3 is only admin."""
    with acting(empty_office, None) as act:
        name = "晋江市西园街道办事处"
        found_agency(
            act, "xiyuan", Particulars(name=name, short_name="西园街道", mark="晋西园公开")
        )
        for login, roles in (
            ("lin", ("clerk", "approver")),
            ("wu", ("clerk",)),
            ("he", ("admin",)),
        ):
            person = add_person(act, "xiyuan", login, login)
            for role in roles:
                give_role(act, person, "xiyuan", role, datetime(2019, 1, 1, tzinfo=UTC).date())
    return empty_office
