"""The fee for disclosure fits into the charges of table 二, and is what the cases tell."""

from decimal import Decimal

import pytest

from casework.report.document import Texts
from casework.report.facts import Fees
from casework.report.fees import fees_fit, fees_told

RECORDED = Fees(2, Decimal("400.50"), Decimal(380))


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


def _told(text, section="other_matters", fees=RECORDED):
    return [
        (one.where, one.stated, one.computed, one.severity)
        for one in fees_told(Texts(**{section: text}), 2025, fees)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2025年发出收费通知2件，通知收费总金额400.50元，实际收取信息处理费380元。",
        "发出收费通知书2份，通知总金额400.5元，实收金额380.00元。",
        "全年收取信息处理费380元。2024年收取信息处理费100元。",
        "上年收取信息处理费100元；今年收取信息处理费380元。",
        "收取信息处理费380元。全市收取信息处理费共计1,400元。",
    ],
)
def test_words_that_say_what_is_recorded_are_right(text):
    assert _told(text) == []


@pytest.mark.parametrize(
    ("text", "stated", "recorded"),
    [
        ("发出收费通知3件，收取信息处理费380元。", "3", "2"),
        ("收费通知2件，通知总金额40元，实际收取380元。", "40", "400.50"),
        ("本年度收取信息处理费100元。", "100", "380"),
    ],
)
def test_words_that_say_another_fee_are_an_error_where_they_stand(text, stated, recorded):
    expected = [("texts/on_application", stated, recorded, "error")]
    assert _told(text, "on_application") == expected


def test_a_fee_that_nobody_recorded_is_an_error():
    assert _told("收取信息处理费380元。", fees=Fees()) == [
        ("texts/other_matters", "380", "0", "error")
    ]


def test_an_office_without_fees_may_say_nothing():
    assert _told("无。", fees=Fees()) == []
