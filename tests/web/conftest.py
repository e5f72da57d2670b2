"""A site of each test's own: on SQLite, migrated once and copied."""

import pytest

from tests.support.web import empty_register, open_site


@pytest.fixture(scope="session")
def register_model(tmp_path_factory):
    """The folder of an empty register."""
    return empty_register(tmp_path_factory.mktemp("register") / "model")


@pytest.fixture
def empty_site(register_model, tmp_path):
    """The program at its first start."""
    site = open_site(register_model, tmp_path / "data")
    yield site
    site.office.close()


@pytest.fixture
def site(empty_site):
    """The program with an agency, xiyuan, and its first person, lin."""
    empty_site.agency("xiyuan", "西园街道")
    empty_site.person("lin", "xiyuan", "admin", "clerk", "approver")
    return empty_site
