"""What holds for every route, whoever asks: its form, its headers, and its line in the log."""

import logging
import re
from dataclasses import replace
from urllib.parse import unquote

from casework.web.log import JsonLines
from tests.support.belongings import belongings
from tests.support.every_route import HEADERS, requests, send
from tests.support.neighbour_words import NAMES, NUMBER
from tests.support.web import PASSWORD

FILES = ("download", "statement_file", "export")
"""What a view that gives a file is called."""
TAG = "<img src=x onerror=alert(1)>"
BARE = {"feeds.fetch", "health.alive", "health.ready", "health.metrics", "static"}
"""What is neither a page nor a file to keep."""


def test_no_form_is_taken_without_its_token(known):
    browsers = {login: known.site.browser(login) for login in ("lin", "he")}
    before = belongings(known.site.office, "xiyuan")
    forms = [each for each in requests(known.site.app, known) if each.method == "POST"]
    assert len(forms) > 50
    for browser, request in ((b, form) for b in browsers.values() for form in forms):
        allowed = {400} if browser is browsers["lin"] else {400, 403, 404}
        for token in ({}, {"csrf_token": "x"}):
            answer = browser.client.post(request.path, data={**request.body, **token})
            assert answer.status_code in allowed, request
    assert belongings(known.site.office, "xiyuan") == before


def test_every_answer_of_every_route_carries_the_headers(known):
    lin = known.site.browser("lin")
    for request in requests(known.site.app, known):
        with send(lin, request) as answer:
            for name, value in HEADERS.items():
                assert answer.headers.get(name) == value, (request, name)
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
            assert "unsafe" not in policy


def test_a_file_is_kept_and_never_shown(known):
    """Also the report as a web page: in the register's own window it would be a page of ours."""
    lin, files = known.site.browser("lin"), 0
    for request in requests(known.site.app, known):
        with send(lin, request) as answer:
            shown = answer.headers.get("Content-Disposition", "inline").partition(";")[0]
            if request.endpoint.rpartition(".")[2] in FILES:
                assert (shown, answer.status_code) == ("attachment", 200), request
                files += 1
            elif request.endpoint not in BARE:
                assert (shown, answer.mimetype) == ("inline", "text/html"), request
    assert files > 15


def test_what_was_typed_is_never_a_tag_on_any_page(known):
    """First everything is typed that a form takes, then every page is looked at."""
    lin, stored = known.site.browser("lin"), 0
    for request in requests(known.site.app, known):
        if request.method == "POST" and request.endpoint != "account.set_password":
            odd = {name: _odd(value) for name, value in request.body.items()}
            answer = send(lin, replace(request, body=odd))
            assert TAG not in _page(answer), request
            stored += answer.status_code == 303
    assert stored > 15
    lin, shown = known.site.browser("lin"), 0
    for request in requests(known.site.app, known):
        if request.method == "GET":
            page = _page(send(lin, request))
            assert TAG not in page, request
            shown += "&lt;img src=x" in page
    assert shown > 10


def _odd(value):
    """The same words with a tag behind them; days, numbers and choices stay as they are."""
    return f"{value}\"'>{TAG}" if re.search("[\u4e00-\u9fff]", str(value)) else value


def _page(answer):
    with answer:
        return answer.text if answer.mimetype == "text/html" else ""


def test_the_log_tells_of_no_person_and_of_no_secret(known, caplog):
    secrets = (*NAMES, NUMBER, known.feed, known.session, PASSWORD)
    with caplog.at_level(logging.DEBUG):
        for browser in (known.site.browser("lin"), known.site.stranger()):
            for request in requests(known.site.app, known):
                send(browser, request).close()
            browser.client.get(f"/feeds/{known.feed}.ics").close()
            browser.post("/cases/all", {"q": NAMES[0]}).close()
    lines = [JsonLines().format(record) for record in caplog.records]
    assert len(lines) > 200
    assert not [line for line in lines for word in secrets if word in line]


def test_no_address_on_any_page_holds_what_names_somebody(known):
    lin, addresses = known.site.browser("lin"), set()
    for request in requests(known.site.app, known):
        if request.method == "GET":
            page = _page(send(lin, request))
            addresses |= set(re.findall(r'(?:href|action|hx-[a-z]+)="([^"]*)"', page))
    assert len(addresses) > 100
    told = [unquote(address) for address in addresses]
    assert not [(each, word) for each in told for word in NAMES if word in each]
