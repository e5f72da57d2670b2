"""Pages are tried on SQLite; each route is asked once on PostgreSQL too, and must say the same."""

import re

import pytest

from tests.support.every_route import requests, send
from tests.support.neighbours import settle_neighbours
from tests.support.web import open_site

HEADING = re.compile(r"<h1>.*?</h1>", re.DOTALL)


@pytest.fixture
def served(tmp_path, empty_register):
    """Everything that xiyuan has, on PostgreSQL."""
    with (
        empty_register("postgresql") as url,
        open_site(tmp_path / "served", url) as site,
    ):
        yield settle_neighbours(site)


def _walked(known):
    """How each route answered lin, and under which heading; addresses hold secrets that differ."""
    lin = known.site.browser("lin")
    for request in requests(known.site.app, known):
        with send(lin, request) as answer:
            page = answer.text if answer.mimetype == "text/html" else ""
            heading = HEADING.search(page)
            told = (answer.status_code, answer.mimetype, heading and heading[0])
        yield request.endpoint, request.method, told


def test_every_route_answers_alike_on_both_databases(known, served):
    pairs = list(zip(_walked(known), _walked(served), strict=True))
    assert len(pairs) > 150
    assert [pair for pair in pairs if pair[0] != pair[1]] == []
