"""A register of each test's own, on both databases; migrated once."""

import pytest
from cryptography.fernet import Fernet

from casework.store.secrets import FieldKeys
from casework.store.session import Store, open_engine
from casework.store.tables import AgencyRow, CaseRow, PersonRow


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, empty_register):
    """The address of an empty register."""
    with empty_register(request.param) as url:
        yield url


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
