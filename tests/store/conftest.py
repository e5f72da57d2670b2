"""A register of each test's own, on both databases; migrated once and copied."""

import itertools
import shutil

import psycopg
import pytest
from cryptography.fernet import Fernet

from casework.store import migrations
from casework.store.secrets import FieldKeys
from casework.store.session import Store, open_engine
from casework.store.tables import AgencyRow, CaseRow, PersonRow
from tests.support.postgres import database

_serial = itertools.count(1)


@pytest.fixture(scope="session")
def sqlite_model(tmp_path_factory):
    """The file of an empty register."""
    path = tmp_path_factory.mktemp("model") / "model.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_model(postgres_url):
    """The address of an empty register that nobody connects to."""
    with database(postgres_url) as url:
        _migrate(url)
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of an empty register."""
    if request.param == "sqlite":
        path = tmp_path / "casework.db"
        shutil.copyfile(request.getfixturevalue("sqlite_model"), path)
        yield f"sqlite:///{path}"
        return
    server, _, model = request.getfixturevalue("postgres_model").rpartition("/")
    name = f"copy_{next(_serial)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{model}"')
        yield f"{server}/{name}"
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request, tmp_path):
    """The address of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return request.getfixturevalue("postgres_database")


@pytest.fixture
def store(url):
    """An empty register."""
    opened = Store(open_engine(url), FieldKeys(Fernet.generate_key()))
    yield opened
    opened.close()


@pytest.fixture
def case_id(store):
    """A case of agency 1, registered by person 1."""
    with store.writing() as session:
        session.add(PersonRow(login="lin", name="林"))
        session.add(AgencyRow(code="xiyuan", name="晋江市西园街道办事处", short_name="西园街道"))
        session.flush()
        case = CaseRow(agency_id=1, year=2023, serial=1, number="西园〔2023〕1号", subject="预算")
        session.add(case)
        session.flush()
        return case.id


def _migrate(url):
    engine = open_engine(url)
    migrations.upgrade(engine)
    engine.dispose()
