"""The report page: every number leads to exactly what it counts, and to nobody else's cases."""

import re
from html import unescape
from urllib.parse import unquote

import pytest

from casework.desk.access import Place
from casework.desk.act import acting
from casework.desk.demo.seed import make_demo
from casework.desk.links import make_link, use_link
from tests.support.web import PASSWORD, open_site

NUMBER = re.compile(r'<a class="number" href="([^"]+)"[^>]*>\s*([^<\s]+)\s*</a>')
CASE = re.compile(r'<th scope="row"><a class="text-nowrap" href="(/cases/[^"]+)"')
DISPUTE = re.compile(r'<th scope="row"><a href="(/disputes/\d+)"')
DOCUMENT = re.compile(r'<th scope="row" class="wrapped"><a href="(/reports/documents/\d+)"')


@pytest.fixture(scope="module")
def demo(register_model, tmp_path_factory):
    """The program with 西园街道, and a browser of its person."""
    site = open_site(register_model, tmp_path_factory.mktemp("demo") / "data")
    make_demo(site.office)
    with acting(site.office, None) as act:
        token = make_link(act, 1)
    with acting(site.office, None) as act:
        use_link(act, token, PASSWORD, Place("127.0.0.1", "test"))
    yield site
    site.office.close()


@pytest.fixture(scope="module")
def clerk(demo):
    return demo.browser("demo")


def numbers(page):
    return [(unescape(url), text) for url, text in NUMBER.findall(page)]


def listed(browser, url):
    """What a list and the pages after it show."""
    answer = browser.get(url, follow_redirects=True)
    assert answer.status_code == 200, (url, answer.text)
    found = [*CASE.findall(answer.text), *DISPUTE.findall(answer.text)]
    found += DOCUMENT.findall(answer.text)
    following = re.search(r'rel="next" href="([^"]+)"', answer.text)
    return found + (listed(browser, unescape(following[1])) if following else [])


def test_each_number_of_the_demonstration_leads_to_exactly_that_many(demo, clerk):
    found = numbers(clerk.get("/reports/2023").text)
    assert len(found) == 10 + 25 * 7 + 15
    counted = [(url, text) for url, text in found if not url.endswith("/value")]
    assert len(counted) == len(found) - 4
    assert sum(text != "0" for _, text in counted) > 12
    for url, text in counted:
        assert len(listed(clerk, url)) == int(text), url


def test_each_year_from_2019_on_has_its_report(demo, clerk):
    index = clerk.get("/reports").text
    for year in range(2019, 2027):
        assert f'href="/reports/{year}"' in index
        answer = clerk.get(f"/reports/{year}")
        assert answer.status_code == 200
    assert "现在没有" not in index
