"""Whoever belongs elsewhere sees and changes nothing of an agency, whatever the address."""

import pytest
from werkzeug.routing import Rule

from casework.web.app import create_app
from casework.web.permissions import signed_in
from tests.support.belongings import belongings
from tests.support.every_route import requests, send, told
from tests.support.neighbour_words import NAMES, NUMBER, OWN, STAFF
from tests.support.web import copied_site

REFUSED = {403, 404, 409}
FOR_ALL = ("notices.", "withdrawals.")
"""What changes the calendar of every agency is the head's, who is he of jinjiang."""


def words(answer, wanted):
    """Those of the words that an answer says."""
    said = told(answer)
    return [word for word in wanted if word in said]


@pytest.mark.parametrize("login", ["zhao", "liu"])
def test_beside_and_below_nothing_of_it_is_seen_or_changed(known, login):
    browser = known.site.browser(login)
    before = belongings(known.site.office, "xiyuan")
    for request in requests(known.site.app, known):
        answer = send(browser, request)
        assert answer.status_code < 500, request
        if request.names_a_thing and request.permission != ("anyone",):
            assert answer.status_code in REFUSED, (request, answer.status_code)
        assert words(answer, (*NAMES, *OWN)) == [], request
        if request.method == "POST":
            assert belongings(known.site.office, "xiyuan") == before, request


def test_the_office_above_reads_no_name_and_changes_nothing(known):
    sun = known.site.browser("sun")
    before = belongings(known.site.office, "xiyuan")
    opened = set()
    for request in requests(known.site.app, known):
        answer = send(sun, request)
        assert answer.status_code < 500, request
        if request.names_a_thing and request.permission != ("anyone",):
            may = request.method == "GET" and "supervisor" in request.permission
            assert answer.status_code in ({200, 404} if may else REFUSED), request
            opened |= {request.endpoint} if answer.status_code == 200 else set()
        assert words(answer, NAMES) == [], request
        if request.method == "POST":
            assert belongings(known.site.office, "xiyuan") == before, request
    assert opened == {"cases.show", "past.show", "disputes.show", "reports.unit_sums.cases"}


def test_the_office_above_finds_a_case_by_its_number_and_by_nothing_that_names(known):
    sun = known.site.browser("sun")
    assert "没有符合条件的办件" not in sun.post("/cases/all", {"q": NUMBER}).text
    for word in (*NAMES, "欧阳", "鞋业"):
        page = sun.post("/cases/all", {"q": word}).text
        assert NUMBER not in page, word
        assert NUMBER not in told(sun.post("/cases/export", {"q": word})), word


def test_who_only_supervises_reads_no_applicant_in_their_own_agency_either(known):
    known.site.person("qian", "xiyuan", "supervisor")
    qian, read = known.site.browser("qian"), ""
    for request in requests(known.site.app, known):
        if request.method == "GET":
            read += told(send(qian, request))
    assert NUMBER in read
    assert not [word for word in NAMES if word in read and word not in STAFF]


def test_an_admin_above_who_works_on_no_case_reads_none(known):
    he = known.site.browser("he")
    for request in requests(known.site.app, known):
        if request.method == "GET":
            answer = send(he, request)
            assert answer.status_code < 500, request
            assert words(answer, (*NAMES, *OWN)) == [], request


def test_who_has_not_signed_in_is_asked_to_and_changes_nothing(known):
    stranger = known.site.stranger()
    before = belongings(known.site.office, "xiyuan")
    for request in requests(known.site.app, known):
        answer = send(stranger, request)
        if request.permission == ("anyone",):
            assert answer.status_code < 500, request
        else:
            assert answer.status_code == 303, request
            assert answer.location.partition("?")[0] == "/login", request
        assert words(answer, (*NAMES, *OWN)) == [], request
        if request.method == "POST":
            assert belongings(known.site.office, "xiyuan") == before, request


def test_each_form_is_one_that_whom_it_is_meant_for_may_send(known, tmp_path):
    """Else it might be the form that is refused to the others, and nothing would be shown."""
    for place, request in enumerate(requests(known.site.app, known)):
        if request.method == "GET" or request.permission == ("anyone",):
            continue
        login = "he" if request.endpoint.startswith(FOR_ALL) else "lin"
        with copied_site(known.site, tmp_path / f"copy-{place}") as site:
            # 409: this year is sealed, or there is nothing to drop; the desk was asked for it.
            assert send(site.browser(login), request).status_code in (200, 303, 409), request


def test_who_works_there_does_read_it_all(known):
    lin, read = known.site.browser("lin"), ""
    for request in requests(known.site.app, known):
        if request.method == "GET" and request.permission != ("anyone",):
            answer = send(lin, request)
            may = {403} if request.endpoint.startswith(FOR_ALL) else {200, 303}
            assert answer.status_code in may, request
            read += told(answer)
    read += told(lin.post(f"/cases/{NUMBER}/numbers"))
    assert [word for word in (*NAMES, *OWN) if word not in read] == []


@pytest.mark.parametrize("rule", ["/letters/<int:letter_id>", "/letters"])
def test_a_route_that_nobody_gave_an_example_for_is_missed(known, rule):
    known.site.app = create_app(known.site.office)
    known.site.app.view_functions["letters"] = signed_in(lambda **_: "")
    methods = ["GET"] if "<" in rule else ["POST"]
    known.site.app.url_map.add(Rule(rule, endpoint="letters", methods=methods))
    with pytest.raises(LookupError, match="letters: give an example"):
        list(requests(known.site.app, known))
