import re
from datetime import date

import pytest

from casework.desk.act import acting
from casework.desk.agencies import put_under
from casework.desk.links import make_link
from casework.desk.people import end_role, give_role
from casework.desk.refusals import NotPermitted


def test_somebody_added_comes_in_by_the_link_that_is_shown_once(site):
    given = {"name": "王某某", "login": "wang", "roles": ["clerk", "signatory"]}
    page = site.browser("lin").post("/admin/people/new", given).text
    link = re.search(r"http://localhost(/welcome/[\w-]+)", page)[1]
    guest = site.stranger()
    new = "Another-2026"
    entered = guest.post(link, {"password": new, "repeated": new}, follow_redirects=True)
    assert ">王某某</a>" in entered.text
    assert "西园街道：承办人、签发人" in guest.get("/account").text
    assert link not in site.browser("lin").get("/admin/people").text


def test_nobody_is_added_without_a_role(site):
    answer = site.browser("lin").post("/admin/people/new", {"name": "王", "login": "wang"})
    assert answer.status_code == 422
    assert "请至少选择一项职责" in answer.text


def test_a_login_is_given_once(site):
    given = {"name": "林某", "login": "lin", "roles": ["clerk"]}
    answer = site.browser("lin").post("/admin/people/new", given)
    assert answer.status_code == 409
    assert "已经有人使用" in answer.text


def test_roles_are_given_and_ended_and_the_list_shows_who_was_here(site):
    site.person("wang", "xiyuan", "clerk")
    lin = site.browser("lin")
    assert lin.post("/admin/people/2/roles/auditor/give").status_code == 303
    assert lin.post("/admin/people/2/roles/clerk/end").status_code == 303
    lin.post("/admin/people/2/roles/auditor/end")
    assert "Wang" in lin.get("/admin/people").text
    assert "还没有任何职责" in site.browser("wang").get("/").text


def test_an_account_is_disabled_and_restored(site):
    site.person("wang", "xiyuan", "clerk")
    lin = site.browser("lin")
    lin.post("/admin/people/2/disable")
    assert "已停用" in lin.get("/admin/people").text
    assert site.stranger().sign_in("wang").status_code == 401
    lin.post("/admin/people/2/enable")
    assert site.stranger().sign_in("wang").status_code == 303


def test_nobody_disables_themselves(site):
    assert site.browser("lin").post("/admin/people/1/disable").status_code == 409


def test_an_admin_makes_no_link_for_somebody_who_also_works_elsewhere(site):
    site.agency("other", "别处")
    zhao = site.person("zhao", "other", "admin")
    with acting(site.office, 1) as act, pytest.raises(NotPermitted):
        make_link(act, zhao)
    assert site.browser("lin").post(f"/admin/people/{zhao}/link").status_code == 403
    assert site.browser("lin").post(f"/admin/people/{zhao}/disable").status_code == 403


@pytest.mark.parametrize("verb", ["link", "disable", "enable", "roles/clerk/give"])
@pytest.mark.parametrize(("person", "status"), [(77, 409), (2**31, 404)])
def test_nobody_by_that_number_is_answered_with_a_sentence(site, verb, person, status):
    answer = site.browser("lin").post(f"/admin/people/{person}/{verb}")
    assert answer.status_code == status
    assert "请" in answer.text


def test_the_particulars_of_the_agency_are_corrected(site):
    lin = site.browser("lin")
    given = {"name": "晋江市西园街道办事处", "short_name": "西园", "court": "晋江市人民法院"}
    assert lin.post("/admin/agency", given).status_code == 303
    page = lin.get("/admin/agency").text
    assert 'value="晋江市人民法院"' in page
    assert "西园 <span" in page
    assert lin.post("/admin/agency", given | {"court": ""}).status_code == 303
    assert "晋江市人民法院" not in lin.get("/admin/agency").text


def test_who_acts_for_several_agencies_chooses_one(site):
    site.agency("other", "别处")
    with acting(site.office, None) as act:
        give_role(act, 1, "other", "clerk")
    lin = site.browser("lin")
    assert acting_for(lin) == "西园街道"
    assert lin.post("/account/agency", {"agency": "other"}).status_code == 303
    assert acting_for(lin) == "别处"
    assert lin.get("/admin/people").status_code == 403
    lin.post("/account/agency", {"agency": "nowhere"})
    assert acting_for(lin) == "别处"


def acting_for(browser):
    """The agency that the heading of a page names as chosen."""
    return re.search(r"<option [^>]* selected>([^<]+)<", browser.get("/").text)[1]


def test_somebody_of_other_agencies_alone_is_a_stranger_to_an_admin(site):
    site.agency("other", "别处")
    zhao = site.person("zhao", "other", "clerk")
    lin = site.browser("lin")
    answer = lin.post(f"/admin/people/{zhao}/roles/clerk/give")
    assert answer.status_code == 403
    assert "共同上级机关的管理员" in answer.text
    assert "Zhao" not in lin.get("/admin/people").text


def test_the_account_of_who_has_left_an_agency_opens_for_no_admin_of_another(site):
    site.agency("other", "别处")
    zhao = site.person("zhao", "other", "clerk")
    with acting(site.office, None) as act:
        end_role(act, zhao, "other", "clerk")
    answer = site.browser("lin").post(f"/admin/people/{zhao}/link")
    assert answer.status_code == 409
    assert "/welcome/" not in answer.text


def test_an_admin_above_both_lets_somebody_act_for_a_second_agency(site):
    site.agency("east", "东街道")
    with acting(site.office, None) as act:
        put_under(act, "east", "xiyuan", date(2019, 1, 1))
    zhao = site.person("zhao", "east", "clerk")
    assert site.browser("lin").post(f"/admin/people/{zhao}/roles/clerk/give").status_code == 303
    assert "Zhao" in site.browser("lin").get("/admin/people").text
