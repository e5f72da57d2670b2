"""The fee collected for disclosure fits into the charges of table 二."""

import pytest

from casework.report.fees import fees_fit


def _found(text, charged):
    return [
        (one.stated, one.computed, one.severity)
        for one in fees_fit(text, {"table2/fees_wan": charged})
    ]


def test_a_fee_that_table_two_does_not_have_is_a_warning():
    text = "2025 年有 1 件收费，收取信息处理费 380 元。"
    assert _found(text, "0") == [("0", "0.038", "warning")]


@pytest.mark.parametrize("charged", ["0.038", "7545", 1])
def test_a_fee_within_the_charges_is_right(charged):
    assert _found("全市实际收取信息处理费共计380元。", charged) == []


@pytest.mark.parametrize("charged", [None, "/", ""])
def test_without_an_amount_in_table_two_nothing_is_certain(charged):
    assert _found("收取信息处理费380元。", charged) == []


def test_no_fee_is_no_finding():
    assert _found("全年收取政府信息公开信息处理费0元。未收取信息处理费。", "0") == []
