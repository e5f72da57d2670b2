from datetime import timedelta

import pytest
from flask import Blueprint
from werkzeug.routing import IntegerConverter

from casework.desk.act import acting
from casework.desk.agencies import put_under
from casework.desk.people import end_role
from casework.store.tables import CaseRow
from casework.web import app as web_app
from casework.web import here
from casework.web.permissions import (
    READERS,
    UndeclaredRoute,
    anyone,
    permits,
    routes_of,
    takes_files,
)
from tests.support.case_pages import case_row, open_case

NUMBER = "西园〔2026〕1号"
EXAMPLES = {
    "token": "x",
    "token_sha256": "x",
    "person_id": 1,
    "role": "clerk",
    "filename": "casework.css",
    "number": NUMBER,
}


def _open_site_with(site, monkeypatch, *views):
    """The program with more pages; each view is (rule, view)."""
    pages = Blueprint("extra", __name__)
    for rule, view in views:
        pages.post(rule)(view) if view.__name__ == "send" else pages.get(rule)(view)
    monkeypatch.setattr(web_app, "BLUEPRINTS", (*web_app.BLUEPRINTS, pages))
    site.app = web_app.create_app(site.office)


def _paths(app, wanted):
    adapter = app.url_map.bind("localhost")
    for route in routes_of(app):
        if wanted(route):
            rule = next(r for r in app.url_map.iter_rules() if r.rule == route["rule"])
            values = {name: _example(rule, name) for name in rule.arguments}
            yield route, adapter.build(route["endpoint"], values)


def _example(rule, name):
    number = isinstance(rule._converters[name], IntegerConverter)
    return EXAMPLES.get(name, 1 if number else "x")


def test_what_is_open_to_anyone_is_this_and_nothing_else(site):
    open_to_all = {r["endpoint"] for r in routes_of(site.app) if r["permission"] == ["anyone"]}
    assert open_to_all == {
        *("static", "health.alive", "health.ready", "health.metrics"),
        *("entrance.login", "entrance.enter", "entrance.start", "entrance.found"),
        *("entrance.welcome", "entrance.accept", "feeds.fetch"),
    }


def test_every_page_that_wants_a_role_is_refused_to_who_has_none(site):
    site.agency("other", "别处")
    site.person("zhao", "other", "auditor")
    zhao = site.browser("zhao")
    paths = list(_paths(site.app, lambda route: route["object"] is not None))
    assert paths
    for route, path in paths:
        send = zhao.get if "GET" in route["methods"] else zhao.post
        assert send(path).status_code in (403, 404), path


def test_a_route_that_says_nothing_stops_the_start(site, monkeypatch):
    with pytest.raises(UndeclaredRoute, match="declares no permission"):
        _open_site_with(site, monkeypatch, ("/silent", lambda: "open"))


def test_a_route_about_a_case_that_names_none_stops_the_start(site, monkeypatch):
    @permits("clerk", of="case")
    def show():
        return ""

    with pytest.raises(UndeclaredRoute, match="does not name its case"):
        _open_site_with(site, monkeypatch, ("/cases", show))


@pytest.mark.parametrize(
    ("roles", "of"), [(("clerc",), "case"), ((), "case"), (("clerk",), "cat")]
)
def test_a_role_or_object_that_does_not_exist_cannot_be_declared(roles, of):
    with pytest.raises(UndeclaredRoute):
        permits(*roles, of=of)


# -- whose case it is ---------------------------------------------------------------------------


@permits(*READERS, "supervisor", of="case")
def show(number):
    case, agency = here.the_case(number), here.agency()
    return f"{agency.code} {case.subject} {'named' if here.names_shown() else 'unnamed'}"


@pytest.fixture
def cases(site, monkeypatch):
    """xiyuan stands under jinjiang; both have a case of the same number; luojiang has none."""
    for code, name in (("jinjiang", "晋江市"), ("luojiang", "洛江区")):
        site.agency(code, name)
    with acting(site.office, None) as act:
        put_under(act, "xiyuan", "jinjiang", act.today)
    with site.office.transaction() as tx:
        for agency_id, subject in ((1, "街道预算"), (2, "全市预算")):
            row = {"year": 2026, "serial": 1, "number": NUMBER, "subject": subject}
            tx.add(CaseRow(agency_id=agency_id, **row))
    site.person("chen", "jinjiang", "supervisor", "clerk")
    site.person("sun", "jinjiang", "supervisor")
    site.person("zhou", "luojiang", "clerk", "approver", "supervisor", "admin")
    site.person("wu", "xiyuan", "auditor", "admin")
    site.person("qian", "xiyuan", "signatory")
    _open_site_with(site, monkeypatch, ("/probe/<number>", show))
    return site


@pytest.mark.parametrize(
    ("login", "status", "text"),
    [
        ("lin", 200, "xiyuan 街道预算 named"),
        ("qian", 200, "xiyuan 街道预算 named"),
        ("chen", 200, "jinjiang 全市预算 named"),
        ("zhou", 404, "不属于您任职的机关"),
        ("wu", 403, "只对承办人、工作机构负责人、签发人、主管部门开放"),
    ],
)
def test_a_case_is_for_those_who_work_on_it(cases, login, status, text):
    answer = cases.browser(login).get(f"/probe/{NUMBER}")
    assert answer.status_code == status
    assert text in answer.text


def test_the_office_above_sees_the_cases_below_without_names(cases):
    with cases.office.transaction() as tx:
        row = {"year": 2026, "serial": 2, "number": "西园〔2026〕2号", "subject": "街道采购"}
        tx.add(CaseRow(agency_id=1, **row))
    page = cases.browser("chen").get("/probe/西园〔2026〕2号")
    assert page.text == "xiyuan 街道采购 unnamed"
    assert cases.browser("zhou").get("/probe/西园〔2026〕2号").status_code == 404


def test_who_only_supervises_sees_no_names_in_their_own_agency_either(cases):
    assert cases.browser("sun").get(f"/probe/{NUMBER}").text == "jinjiang 全市预算 unnamed"


def test_an_agency_that_no_longer_stands_under_another_is_out_of_its_sight(cases):
    with cases.office.transaction() as tx:
        row = {"year": 2026, "serial": 2, "number": "西园〔2026〕2号", "subject": "街道采购"}
        tx.add(CaseRow(agency_id=1, **row))
    cases.clock.pass_by(timedelta(days=1))
    with acting(cases.office, None) as act:
        put_under(act, "xiyuan", None, act.today)
    chen = cases.browser("chen")
    assert chen.get("/probe/西园〔2026〕2号").status_code == 404


def test_an_admin_alone_administers_and_reads_no_cases(cases):
    wu = cases.browser("wu")
    assert wu.get("/admin/people").status_code == 200
    assert wu.get(f"/cases/{NUMBER}").status_code == 403


def test_a_role_that_ends_is_gone_at_the_next_request(site):
    site.person("wang", "xiyuan", "admin")
    wang = site.browser("wang")
    assert wang.get("/admin/people").status_code == 200
    site.browser("lin").post("/admin/people/2/roles/admin/end")
    assert wang.get("/admin/people").status_code == 403


def test_who_loses_the_role_cannot_send_the_form_that_is_open(site):
    site.person("wang", "xiyuan", "clerk")
    case = open_case(site)
    wang = site.browser("wang")
    assert wang.get(f"{case}/particulars").status_code == 200
    token = wang.csrf_token()
    with acting(site.office, None) as act:
        end_role(act, 2, "xiyuan", "clerk")
    new = {"csrf_token": token, "subject": "别的事项", "version": 1}
    assert wang.client.post(f"{case}/particulars", data=new).status_code == 404
    assert case_row(site, case).subject == "征地补偿标准"
    assert wang.get(case).status_code == 404


# -- bodies -------------------------------------------------------------------------------------


def test_only_a_route_that_takes_files_takes_a_large_body(site, monkeypatch):
    @anyone
    @takes_files
    def send():
        return str(len(here.request.files["file"].read()))

    _open_site_with(site, monkeypatch, ("/upload", send))
    stranger = site.stranger()
    body = _multipart(stranger.csrf_token(), b"x" * 2_000_001)
    form = {"data": body, "content_type": "multipart/form-data; boundary=edge"}
    assert stranger.client.post("/upload", **form).text == "2000001"
    refused = stranger.client.post("/login", **form)
    assert refused.status_code == 413
    assert "超过了允许的大小" in refused.text


def _multipart(token, content):
    """As a browser sends it; the test client would leave a spooled file open."""
    head = 'Content-Disposition: form-data; name="{}"'
    parts = [
        (head.format("csrf_token"), token.encode()),
        (head.format("file") + '; filename="a.pdf"', content),
    ]
    body = b"".join(b"--edge\r\n%s\r\n\r\n%s\r\n" % (h.encode(), c) for h, c in parts)
    return body + b"--edge--\r\n"
