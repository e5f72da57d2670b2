"""A case as a row of the lists: what it says, where it leads, and that it never says what was."""

import re
from datetime import date, timedelta

import pytest

from casework.store.tables import ApplicantRow, CaseRow, PersonRow
from tests.support.desk import log


@pytest.fixture
def lin(site):
    return site.browser("lin")


_LATE = '<span class="mark mark--danger">已逾期</span>'


def test_a_row_is_drawn_anew_when_anything_in_it_changes(site, lin):
    log(site.office)
    before = lin.get("/cases").text
    assert lin.get("/cases").text.split("<main")[1] == before.split("<main")[1]
    assert _LATE not in before
    with site.office.transaction() as tx:
        tx.get_one(PersonRow, 1).name = "林更名"
        tx.get_one(ApplicantRow, 1).name = "陈更名"
    site.clock.pass_by(timedelta(days=40))
    after = site.browser("lin").get("/cases").text
    assert all(word in after for word in (_LATE, "林更名", "陈更名"))


def test_each_list_says_of_a_case_what_stands_above_its_columns(site, lin):
    log(site.office)
    with site.office.transaction() as tx:
        case = tx.get_one(CaseRow, 1)
        case.state, case.counted_outcome = "closed", "granted"
        case.closed_on, case.late = date(2026, 4, 9), True
    log(site.office)
    row = lin.get("/cases/all?state=closed").text.partition("<tbody>")[2].partition("</tr>")[0]
    for said in ("征地补偿标准", "陈某", "已办结", ">逾期<", "予以公开", "2026-04-09"):
        assert said in row
    row = lin.get("/cases").text.partition("<tbody>")[2].partition("</tr>")[0]
    for said in ("征地补偿标准", "陈某", "2026-03-30", "作出答复", "2026-03-02"):
        assert said in row


def test_rows_and_pages_lead_below_the_path_where_the_program_stands(site, lin):
    log(site.office)
    for root in ("", "/ysqgk"):
        page = lin.get("/cases", base_url=f"http://localhost{root}/").text
        paths = re.findall(r'(?:href|src|action)="(/[^"]*)"', page)
        assert len(paths) > 20
        assert {path.startswith("/ysqgk/") for path in paths} == {bool(root)}
