"""An office of each test's own, on both databases, with one agency and the people in it."""

import pytest

from tests.support.desk import opened, settle


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_office(request, empty_register, tmp_path):
    with empty_register(request.param) as url, opened(url, tmp_path) as office:
        yield office


@pytest.fixture
def office(empty_office):
    """One agency, `xiyuan`; persons 1 and 2 keep its register, person 3 is only admin."""
    settle(empty_office)
    return empty_office
