"""What a page sees of the register, and when it gives it back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from casework.store.session import Store
from casework.store.sqlite import sqlite_engine


@pytest.fixture
def begun(site):
    """How often the register was looked at or written to, since the test asked."""
    seen = []
    event.listen(site.office.store.engine, "begin", seen.append)
    return seen


@pytest.mark.parametrize("path", ["/", "/cases", "/cases/all", "/account", "/disputes"])
def test_a_page_that_only_looks_sees_one_moment(site, begun, path):
    lin = site.browser("lin")
    begun.clear()
    assert lin.get(path, follow_redirects=False).status_code == 200
    assert len(begun) == 1


def test_what_is_written_does_not_wait_for_the_page_that_looks(site, monkeypatch):
    """With an older library readers keep a writer out; a page notes who came while it looks."""
    site.office.store.close()
    monkeypatch.setattr("casework.store.sqlite.is_safe_for_wal", lambda _version: False)
    older = sqlite_engine(str(site.office.store.engine.url))
    site.office = replace(site.office, store=Store(older, site.office.store.keys))
    site.app.extensions["office"] = site.office
    lin = site.browser("lin")
    site.clock.pass_by(timedelta(minutes=2))
    assert lin.get("/cases").status_code == 200
    assert lin.post("/cases/export", {"list": "open"}).status_code == 200
    with older.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "truncate"
