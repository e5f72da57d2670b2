"""Until when an agency publishes its report follows from what it is."""

from datetime import date

import pytest

from casework.law.filers import is_government, report_day


@pytest.mark.parametrize(
    "agency",
    [
        "晋江市人民政府西园街道办事处",
        "晋江市东石镇人民政府",
        "某某民族乡人民政府",
        "晋江市教育局",
        "晋江市人民政府办公室",
    ],
)
def test_departments_streets_and_towns_publish_by_31_january(agency):
    assert report_day(agency, 2025) == date(2026, 1, 31)


@pytest.mark.parametrize("agency", ["晋江市人民政府", "青阳区人民政府", "某某县人民政府"])
def test_the_government_of_a_county_or_above_by_31_march(agency):
    assert report_day(agency, 2025) == date(2026, 3, 31)


def test_a_town_is_a_government_too():
    assert is_government("晋江市东石镇人民政府")
    assert not is_government("晋江市人民政府办公室")
