"""What a page sees of the register, and when it gives it back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import before_render_template
from sqlalchemy import event, text

from casework.store.queries.lists import NOTHING
from casework.store.session import Store
from casework.store.sqlite import sqlite_engine
from tests.support.web import open_site


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


@pytest.mark.parametrize("path", ["/", "/cases", "/account", "/disputes", "/nowhere"])
def test_a_page_is_drawn_when_it_looks_no_more(site, path):
    lin, pool, lent = site.browser("lin"), site.office.store.engine.pool, []
    with before_render_template.connected_to(lambda *_, **__: lent.append(pool.checkedout())):
        lin.get(path)
    assert lent
    assert set(lent) == {0}


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
    older.dispose()


@pytest.mark.parametrize(
    ("goes_on", "status", "said"), [(False, 200, "在办的办件"), (True, 500, "事件编号")]
)
def test_a_database_lost_while_a_page_looks_spoils_no_answer(
    empty_register, tmp_path, monkeypatch, goes_on, status, said
):
    with empty_register("postgresql") as address, open_site(tmp_path / "data", address) as site:
        site.agency("xiyuan", "西园街道")
        site.person("lin", "xiyuan", "clerk")
        lin = site.browser("lin")

        def lose(tx, *_):
            ours = tx.execute(text("SELECT pg_backend_pid()")).scalar_one()
            with site.office.store.writing() as other:
                other.execute(text("SELECT pg_terminate_backend(:ours, 5000)"), {"ours": ours})
            if goes_on:
                tx.execute(text("SELECT 1"))
            return NOTHING

        with monkeypatch.context() as patched:
            patched.setattr("casework.web.case_lists.list_cases", lose)
            answer = lin.get("/cases")
        assert (answer.status_code, said in answer.text) == (status, True)
        assert lin.get("/cases").status_code == 200
