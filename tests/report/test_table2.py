"""Table 二 takes what was entered and gives it the form's shape."""

from decimal import Decimal

import pytest

from casework.report.table2 import arrange


def test_the_form_of_2021_has_two_lists_and_four_values():
    entries = {
        "rules": [0, 0, 0],
        "normative_documents": (1, 0, 1),
        "licences": 3,
        "penalties": 0,
        "coercive_measures": 0,
        "fees_wan": Decimal("0.038"),
    }
    assert arrange(entries, 2023) == {
        "rules": [0, 0, 0],
        "normative_documents": [1, 0, 1],
        "licences": 3,
        "penalties": 0,
        "coercive_measures": 0,
        "fees_wan": "0.038",
    }


def test_the_form_of_2019_has_lists_only():
    table = arrange({"licences": [6, -4, 2], "procurement": [6, "251000元"]}, 2019)
    assert table["licences"] == [6, -4, 2]
    assert table["procurement"] == [6, "251000元"]
    assert table["fee"] == [None, None]


def test_what_nobody_entered_is_null_and_never_zero():
    assert arrange({}, 2023)["licences"] is None
    assert arrange({}, 2023)["rules"] == [None, None, None]


def test_money_entered_as_a_number_is_text():
    assert arrange({"fees_wan": 7545}, 2024)["fees_wan"] == "7545"


def test_a_line_of_the_other_form_is_refused():
    with pytest.raises(ValueError, match="procurement"):
        arrange({"procurement": [0, "0"]}, 2023)


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="应有3个数"):
        arrange({"rules": [0, 0]}, 2023)
