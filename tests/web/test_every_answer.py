"""What holds for every answer, whatever it is an answer to."""

import json
import logging
import re
from datetime import timedelta

import pytest
from flask import Blueprint

from casework.desk.refusals import NotAllowed
from casework.web import app as web_app
from casework.web.log import JsonLines
from casework.web.permissions import routes_of, signed_in
from tests.support.case_pages import open_case
from tests.support.every_route import HEADERS
from tests.support.fuzzing import fuzzed

SECRETS = "本系统不得存储、处理国家秘密"


@pytest.fixture
def failing_site(site, monkeypatch):
    """The program with two pages that end badly."""
    pages = Blueprint("extra", __name__)

    @pages.get("/broken")
    @signed_in
    def broken():
        raise ValueError("350582199001010011 林某某")

    @pages.post("/refused")
    @signed_in
    def refused():
        raise NotAllowed("这件办件已经办结，不能再延期")

    monkeypatch.setattr(web_app, "BLUEPRINTS", (*web_app.BLUEPRINTS, pages))
    site.app = web_app.create_app(site.office)
    return site


def _answers(site):
    lin, stranger = site.browser("lin"), site.stranger()
    for path in ("/", "/account", "/admin/people", "/nowhere", "/broken", "/readyz", "/metrics"):
        yield path, lin.get(path)
    yield "signed out", stranger.get("/")
    yield "login", stranger.get("/login")
    yield "wrong method", lin.get("/logout")
    yield "no token", lin.client.post("/account/password", data={})
    yield "form error", lin.post("/account/password", {})
    yield "refused", lin.post("/refused")
    yield "wrong host", stranger.client.get("/login", headers={"Host": "evil.example"})
    yield "options", stranger.client.options("/login")


def test_every_answer_carries_the_headers(failing_site):
    seen = set()
    for what, answer in _answers(failing_site):
        seen.add(answer.status_code)
        for name, value in HEADERS.items():
            assert answer.headers.get(name) == value, (what, name)
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in policy
    assert seen == {200, 303, 400, 404, 405, 409, 422, 500, 503}


def test_no_page_has_a_script_a_style_or_a_handler_of_its_own(failing_site):
    for what, answer in _answers(failing_site):
        if answer.mimetype == "text/html":
            assert not re.search(
                r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", answer.text
            )
            assert not re.search(r'(?:src|href|action)="(?:https?:)?//', answer.text), what


def test_every_page_says_that_state_secrets_do_not_belong_here(failing_site):
    pages = [(what, answer) for what, answer in _answers(failing_site) if "<main" in answer.text]
    assert len(pages) > 8
    for what, answer in pages:
        assert SECRETS in answer.text, what
        assert '<html lang="zh-CN">' in answer.text, what


def test_every_page_without_arguments_opens_for_who_may_do_everything(site):
    lin = site.browser("lin")
    for route in routes_of(site.app):
        wanted = "GET" in route["methods"] and route["permission"] != ["anyone"]
        if wanted and "<" not in route["rule"]:
            assert lin.get(route["rule"]).status_code in (200, 303), route


def test_over_tls_the_cookie_is_secure_and_bound_to_the_host(site):
    plain = site.stranger().get("/login").headers["Set-Cookie"]
    assert plain.startswith("casework=")
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    answer = site.app.test_client().get("/login", base_url="https://localhost")
    assert answer.headers["Set-Cookie"].startswith("__Host-casework=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


# -- forms --------------------------------------------------------------------------------------


def test_a_form_without_its_token_is_answered_with_what_to_do(site):
    answer = site.browser("lin").client.post("/account/password", data={})
    assert answer.status_code == 400
    assert "页面停留过久" in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused_even_with_its_token(site, headers):
    lin = site.browser("lin")
    lin.headers = headers
    answer = lin.post("/logout")
    assert answer.status_code == 400
    assert "不是从本系统的页面提交的" in answer.text
    assert lin.get("/").status_code == 200


def test_a_form_of_ours_is_taken(site):
    lin = site.browser("lin")
    lin.headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert lin.post("/logout").status_code == 303


@pytest.mark.parametrize("address", ["/cases/%00", "/cases/all?text=%00"])
def test_a_character_that_no_database_keeps_is_refused_with_a_sentence(site, address):
    lin = site.browser("lin")
    answer = lin.get(address)
    assert answer.status_code == 400
    assert "空字符" in answer.text
    assert lin.post("/account/password", {"current": "a\x00b"}).status_code == 400


def test_some_odd_forms_are_answered_with_a_sentence(site):
    open_case(site)
    for told, answer in fuzzed(site, site.browser("lin"), posts=80, seed=3):
        assert answer.status_code < 500, told
        assert answer.status_code < 400 or re.search("[\u4e00-\u9fff]{4}", answer.text), told


def test_for_htmx_a_refusal_is_the_sentence_alone_above_the_form(failing_site):
    lin = failing_site.browser("lin")
    full = lin.post("/refused")
    assert full.status_code == 409
    assert "<h1>未能办理</h1>" in full.text
    lin.headers = {"HX-Request": "true"}
    alone = lin.client.post("/refused", headers=lin.headers | {"X-CSRFToken": lin.csrf_token()})
    assert alone.status_code == 409
    assert alone.headers["HX-Retarget"] == "#messages"
    assert "不能再延期" in alone.text
    assert "<html" not in alone.text


def test_for_htmx_somebody_signed_out_keeps_what_was_typed(site):
    answer = site.stranger().client.post("/account/password", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert "先复制已经填写的内容" in answer.text


def test_a_failure_tells_a_number_and_nothing_else_and_the_log_no_person(failing_site, caplog):
    with caplog.at_level(logging.INFO):
        answer = failing_site.browser("lin").get("/broken?name=林某某")
    assert answer.status_code == 500
    number = answer.headers["X-Request-Id"]
    assert number in answer.text
    assert "ValueError" not in answer.text
    lines = [JsonLines().format(record) for record in caplog.records]
    assert "林某某" not in "".join(lines)
    assert "350582199001010011" not in "".join(lines)
    failed = next(json.loads(line) for line in lines if "failed" in line)
    assert (failed["request"], failed["kind"]) == (number, "ValueError")
    told = json.loads(lines[-1])
    assert (told["route"], told["person"], told["status"]) == ("extra.broken", 1, 500)


def test_a_clock_before_the_newest_record_stops_writing_and_every_page_says_so(site):
    lin = site.browser("lin")
    site.clock.pass_by(timedelta(hours=-1))
    assert "已停止写入" in lin.get("/").text
    refused = lin.post("/admin/agency", {"name": "x", "short_name": "x"})
    assert refused.status_code == 503
    assert "请先校准本机时钟" in refused.text


def test_too_many_sign_ins_from_one_address_are_refused_before_any_hashing(site):
    stranger = site.stranger()
    for _ in range(60):
        stranger.post("/login", {})
    answer = stranger.post("/login", {"login": "lin", "password": "x"})
    assert answer.status_code == 429
    assert "操作过于频繁" in answer.text
