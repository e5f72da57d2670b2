"""An admin opens the registers of the agencies below, and what they stand under has dates."""

import re

from casework.store.queries.agencies import agency_by_code, parent_on
from tests.support.web import PASSWORD

GIVEN = {
    "name": "青阳区人民政府梅岭街道办事处",
    "short_name": "梅岭街道",
    "code": "meiling",
    "since": "2026-01-01",
    "person_name": "冯某",
    "login": "feng",
}
PAGE = "/admin/below"


def stands_under(site, code):
    with site.office.reading() as tx:
        agency = agency_by_code(tx, code)
        return agency and parent_on(tx, agency.id, site.office.today())


def test_an_agency_below_is_opened_with_its_first_person(site):
    lin = site.browser("lin")
    assert "还没有下级机关" in lin.get(PAGE).text
    page = lin.post(PAGE, GIVEN)
    link = re.search(r"http://localhost(/welcome/[\w-]+)", page.text)[1]
    feng = site.stranger()
    assert feng.post(link, {"password": PASSWORD, "repeated": PASSWORD}).status_code == 303
    account = feng.get("/account").text
    assert all(role in account for role in (GIVEN["name"], "管理员", "承办人", "工作机构负责人"))
    assert stands_under(site, "meiling") == 1
    assert "梅岭街道" in lin.get(PAGE).text
    site.person("sun", "xiyuan", "supervisor")
    assert "梅岭街道" in site.browser("sun").get("/reports/2026/units").text


def test_what_is_missing_is_said_and_nothing_is_opened(site):
    lin = site.browser("lin")
    for wrong in ({"code": "梅岭"}, {"login": ""}, {"since": "昨天"}):
        assert lin.post(PAGE, GIVEN | wrong).status_code == 422
    for wrong in ({"code": "xiyuan"}, {"login": "lin"}, {"since": "2026-03-03"}):
        assert lin.post(PAGE, GIVEN | wrong).status_code == 409
    assert stands_under(site, "meiling") is None


def test_an_agency_leaves_on_a_day_and_only_by_those_above(site):
    lin = site.browser("lin")
    lin.post(PAGE, GIVEN)
    assert lin.post(f"{PAGE}/xiyuan/end", {"until": "2026-03-01"}).status_code == 404
    assert lin.post(f"{PAGE}/meiling/end", {"until": ""}).status_code == 422
    assert lin.post(f"{PAGE}/meiling/end", {"until": "2026-01-01"}).status_code == 409
    assert lin.post(f"{PAGE}/meiling/end", {"until": "2026-03-01"}).status_code == 303
    assert stands_under(site, "meiling") is None


def test_no_clerk_and_no_neighbour_opens_one(site):
    site.person("wu", "xiyuan", "clerk", "supervisor")
    wu = site.browser("wu")
    assert wu.get(PAGE).status_code == 403
    assert wu.post(PAGE, GIVEN).status_code == 403
    site.agency("shishi", "石狮市")
    site.person("mo", "shishi", "admin")
    site.browser("lin").post(PAGE, GIVEN)
    end = site.browser("mo").post(f"{PAGE}/meiling/end", {"until": "2026-03-01"})
    assert end.status_code == 404
    assert stands_under(site, "meiling") == 1
