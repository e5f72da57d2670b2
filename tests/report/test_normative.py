"""行政规范性文件 in the words of a report and in its table 二."""

import pytest

from casework.report.checks import check

REPORT = {
    "form": "2021",
    "agency": "某市某局",
    "year": 2023,
    "table2": {"normative_documents": [3, 1, 12]},
    "table3": None,
    "table4": None,
}


def said(text):
    found = check(REPORT, text=text)
    return [
        (one.where, one.stated, one.computed, one.severity) for one in found if one.rule == "N1"
    ]


@pytest.mark.parametrize(
    ("text", "where", "stated", "computed"),
    [
        ("全年制定行政规范性文件4件。", "table2/normative_documents/issued", 4, 3),
        ("2023年制发规范性文件五件。", "table2/normative_documents/issued", 5, 3),
        ("废止行政规范性文件2件。", "table2/normative_documents/repealed", 2, 1),
        ("现行有效行政规范性文件共13件。", "table2/normative_documents/in_force", 13, 12),
    ],
)
def test_a_number_that_table_two_has_not_is_a_warning(text, where, stated, computed):
    assert said(text) == [(where, stated, computed, "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "全年制定行政规范性文件3件，废止行政规范性文件1件，现行有效行政规范性文件12件。",
        "2022年制定行政规范性文件9件。",
        "主动公开行政规范性文件9件。",
        "2019年以来累计制定行政规范性文件40件。",
        "全区制定行政规范性文件21件。",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert said(text) == []
