"""The links of the heading: whose they are, and which one belongs to the page that is shown."""

import re

import pytest

from casework.web.navigation import ITEMS

BESIDE = {"entrance", "account", "feeds", "health"}
"""Whose pages belong to no link of the heading."""


def _links(page):
    """Each label of the navigation, with whether its link is the current one."""
    links = page.partition('aria-label="主导航"')[2].partition("</nav>")[0]
    found = re.findall(r"<a ([^>]*)>([^<]+)</a>", links)
    return {label: 'aria-current="page"' in attributes for attributes, label in found}


def test_everybody_sees_the_links_of_their_roles(site):
    site.person("he", "xiyuan", "admin")
    site.person("wang", "xiyuan", "clerk")
    told = {
        login: set(_links(site.browser(login).get("/").text)) for login in ("lin", "he", "wang")
    }
    assert told["lin"] == {item.label for item in ITEMS}
    assert told["lin"] - told["wang"] == {"管理"}
    assert {"办件", "登记申请", "争议"}.isdisjoint(told["he"])
    assert "管理" in told["he"]


@pytest.mark.parametrize(
    ("path", "label"),
    [("/", "首页"), ("/cases", "办件"), ("/cases/all", "办件"), ("/calendar/import", "日历")],
)
def test_the_link_that_a_page_belongs_to_is_marked(site, path, label):
    lin = site.browser("lin")
    for _ in range(2):
        assert [each for each, is_current in _links(lin.get(path).text).items() if is_current] == [
            label
        ]
        assert not any(_links(lin.get("/account").text).values())


def test_every_page_that_is_not_about_oneself_belongs_to_a_link(site):
    sections = set().union(*(item.sections for item in ITEMS))
    named = {name for name in site.app.blueprints if "." not in name}
    assert sections <= named
    assert named - sections == BESIDE
