"""A site of each test's own: on SQLite, a copy of one that was set up once."""

from dataclasses import replace

import pytest

from casework.web.limits import limiter
from tests.support.neighbours import settle_neighbours
from tests.support.web import copied_site, open_site


@pytest.fixture(autouse=True)
def limits_start_anew():
    """The counts of who asked how often belong to the process, which all tests share."""
    yield
    if limiter.initialized:
        limiter.reset()


@pytest.fixture
def empty_site(tmp_path):
    """The program at its first start."""
    with open_site(tmp_path / "data") as site:
        yield site


@pytest.fixture(scope="session")
def settled(tmp_path_factory):
    """A site to copy, of an agency, xiyuan, and its first person, lin."""
    with open_site(tmp_path_factory.mktemp("settled") / "data") as site:
        site.agency("xiyuan", "西园街道")
        site.person("lin", "xiyuan", "admin", "clerk", "approver")
    return site


@pytest.fixture
def site(settled, tmp_path):
    """The program with an agency, xiyuan, and its first person, lin."""
    with copied_site(settled, tmp_path / "data") as site:
        yield site


@pytest.fixture(scope="session")
def neighbours(tmp_path_factory):
    """A site to copy, of everything that xiyuan has."""
    with open_site(tmp_path_factory.mktemp("neighbours") / "data") as site:
        return settle_neighbours(site)


@pytest.fixture
def known(neighbours, tmp_path):
    """Everything that xiyuan has."""
    with copied_site(neighbours.site, tmp_path / "data") as site:
        yield replace(neighbours, site=site)
