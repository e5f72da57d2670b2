"""A calendar address: secret, without names, and dead as soon as it should be."""

import re

import pytest

from casework.desk.act import acting
from casework.desk.people import give_role
from tests.support.case_pages import open_case, person_id
from tests.support.desk import log


def _made(browser, scope):
    page = browser.post(f"/account/feeds/{scope}").text
    return re.search(r"http://localhost(/feeds/[\w-]+\.ics)", page)[1]


@pytest.fixture
def busy(site):
    """A case of lin's, and one that nobody works on."""
    site.person("wu", "xiyuan", "clerk")
    open_case(site, clerk_id=person_id(site, "lin"), subject="征地补偿标准")
    open_case(site, subject="低保名单")
    return site


def test_an_address_gives_numbers_and_deadlines_without_signing_in(busy):
    address = _made(busy.browser("lin"), "xiyuan")
    answer = busy.stranger().get(address)
    assert (answer.status_code, answer.content_type) == (200, "text/calendar; charset=utf-8")
    assert answer.text.count("SUMMARY:西园街道〔2026〕") == 2
    assert "作出答复" in answer.text
    for secret in ("征地", "低保", "陈某", "350582"):
        assert secret not in answer.text


def test_cases_of_two_agencies_with_one_number_are_two_entries(busy):
    busy.agency("other", "西园街道")
    lin = person_id(busy, "lin")
    with acting(busy.office, None) as act:
        give_role(act, lin, "other", "clerk")
    log(busy.office, lin, agency="other", clerk_id=lin)
    text = busy.stranger().get(_made(busy.browser("lin"), "own")).text
    uids = re.findall("UID:(.*)\r", text)
    assert text.count("西园街道〔2026〕1号 作出答复") == 2
    assert len(uids) == len(set(uids)) == 2


def test_ones_own_cases_are_another_address(busy):
    own = busy.stranger().get(_made(busy.browser("lin"), "own")).text
    assert "西园街道〔2026〕1号" in own
    assert "西园街道〔2026〕2号" not in own
    assert "BEGIN:VEVENT" not in busy.stranger().get(_made(busy.browser("wu"), "own")).text


def test_the_secret_is_shown_once_and_kept_nowhere(busy):
    lin = busy.browser("lin")
    token = _made(lin, "own").split("/")[-1].removesuffix(".ics")
    assert token not in lin.get("/account").text
    database = (busy.office.settings.data / "casework.db").read_bytes()
    assert token.encode() not in database


def test_a_new_address_ends_the_old_one_and_it_can_be_stopped(busy):
    lin, stranger = busy.browser("lin"), busy.stranger()
    old, new = _made(lin, "own"), _made(lin, "own")
    other = _made(lin, "xiyuan")
    assert stranger.get(old).status_code == 404
    assert stranger.get(new).status_code == 200
    assert lin.post("/account/feeds/own/end").status_code == 303
    assert stranger.get(new).status_code == 404
    assert stranger.get(other).status_code == 200
    assert stranger.get("/feeds/x.ics").status_code == 404


def test_it_ends_with_the_role_and_for_good_with_the_account(busy):
    lin, stranger, wu = busy.browser("lin"), busy.stranger(), person_id(busy, "wu")
    address = _made(busy.browser("wu"), "xiyuan")
    lin.post(f"/admin/people/{wu}/roles/clerk/end")
    assert stranger.get(address).status_code == 404
    lin.post(f"/admin/people/{wu}/roles/clerk/give")
    assert stranger.get(address).status_code == 200
    lin.post(f"/admin/people/{wu}/disable")
    assert stranger.get(address).status_code == 404
    lin.post(f"/admin/people/{wu}/enable")
    assert stranger.get(address).status_code == 404


def test_only_who_works_on_cases_has_an_address(busy):
    busy.person("zhao", "xiyuan", "auditor")
    busy.agency("other", "别处")
    zhao = busy.browser("zhao")
    assert "日历订阅" not in zhao.get("/account").text
    assert zhao.post("/account/feeds/own").status_code == 409
    assert zhao.post("/account/feeds/xiyuan").status_code == 403
    assert busy.browser("lin").post("/account/feeds/other").status_code == 403
    assert zhao.post("/account/feeds/nowhere").status_code == 404


def test_an_address_is_not_fetched_without_end(busy):
    address, stranger = _made(busy.browser("lin"), "own"), busy.stranger()
    assert {stranger.get(address).status_code for _ in range(31)} == {200, 429}
