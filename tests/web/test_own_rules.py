"""What an agency sets for itself."""

import pytest

RULES = "/admin/agency/rules"
USUAL = "{mark}〔{year}〕{serial}号"


def test_an_agency_sets_how_its_numbers_read_and_when_its_report_is_to_be_done(site):
    lin = site.browser("lin")
    assert USUAL in lin.get(RULES).text
    given = {"number": "{mark}{year}-{serial}", "report_due": "01-20"}
    assert lin.post(RULES, given).status_code == 303
    page = lin.get(RULES).text
    assert 'value="{mark}{year}-{serial}"' in page
    assert 'value="01-20"' in page
    assert "2026-01-20" in lin.get("/reports").text


def test_the_day_of_the_law_holds_again_once_the_own_day_is_emptied(site):
    lin = site.browser("lin")
    lin.post(RULES, {"number": USUAL, "report_due": "01-20"})
    assert lin.post(RULES, {"number": USUAL, "report_due": ""}).status_code == 303
    assert "2026-01-20" not in lin.get("/reports").text


@pytest.mark.parametrize("day", ["02-01", "1-20", "soon", "02-29", "13-01", "0120"])
def test_what_is_no_day_or_too_late_a_day_changes_nothing(site, day):
    lin = site.browser("lin")
    given = {"number": "{year}/{serial}", "report_due": day}
    assert lin.post(RULES, given).status_code == 409
    assert lin.post(RULES, given | {"number": "{mark}{year}-{serial}"}).status_code == 409
    page = lin.get(RULES).text
    assert USUAL in page
    assert f'value="{day}"' not in page


def test_a_mark_that_no_address_can_hold_is_told_at_its_field(site):
    lin = site.browser("lin")
    answer = lin.post("/admin/agency", {"name": "西园", "short_name": "西园", "mark": "西/园"})
    assert answer.status_code == 422
    assert "写进办件编号" in answer.text
