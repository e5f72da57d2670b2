"""A site of each test's own: on SQLite."""

import pytest

from casework.web.limits import limiter
from tests.support.neighbours import settle_neighbours
from tests.support.web import open_site


@pytest.fixture(autouse=True)
def limits_start_anew():
    """The counts of who asked how often belong to the process, which all tests share."""
    yield
    if limiter.initialized:
        limiter.reset()


@pytest.fixture
def empty_site(tmp_path):
    """The program at its first start."""
    site = open_site(tmp_path / "data")
    yield site
    site.office.close()


@pytest.fixture
def site(empty_site):
    """The program with an agency, xiyuan, and its first person, lin."""
    empty_site.agency("xiyuan", "西园街道")
    empty_site.person("lin", "xiyuan", "admin", "clerk", "approver")
    return empty_site


@pytest.fixture
def known(empty_site):
    """Everything that xiyuan has."""
    return settle_neighbours(empty_site)
