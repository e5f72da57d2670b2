from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.report.facts import Fees
from casework.report.live_fields import figures, fill, unknown_fields
from tests.support.sample_report import report_2023

KNOWN = {"新收": "6", "公开：规划计划类": "7"}


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("共收到{{新收}}件", "共收到6件"),
        ("共收到{{ 新收 }}件", "共收到6件"),
        ("规划计划类{{公开：规划计划类}}条", "规划计划类7条"),
        (r"写成\{{新收}}的样子", "写成{{新收}}的样子"),
        ("{{新收}}{{新收}}", "66"),
        ("{{新手}}", "{{新手}}"),
        ("{{新收", "{{新收"),
        ("{{}}", "{{}}"),
        ("{{新\n收}}", "{{新\n收}}"),
        ("晋西公开〔2023〕1号", "晋西公开〔2023〕1号"),
    ],
)
def test_a_field_becomes_its_figure_and_everything_else_stays(typed, printed):
    assert fill(typed, KNOWN) == printed


def test_the_page_shows_which_figures_are_live():
    assert fill(r"{{新收}}件，\{{新收}}", KNOWN, ("<", ">")) == "<6>件，{{新收}}"


def test_names_without_a_figure_are_told_once_and_escaped_ones_not():
    assert unknown_fields(r"{{新手}}{{新收}}{{新手}}\{{别的}}", KNOWN) == ["新手"]


@given(st.text(alphabet="{}\\新收a\n ", max_size=40))
def test_words_without_a_whole_field_are_never_touched(text):
    if "{{" not in text:
        assert fill(text, KNOWN) == text


def test_every_figure_of_the_report_has_a_name():
    known = figures(report_2023(), Fees(2, Decimal(400), Decimal("380.50")), {"规划类": "7"})
    assert known["收费通知件数"] == "2"
    assert (known["收费通知金额"], known["实收金额"]) == ("400", "380.50")
    assert known["公开：规划类"] == "7"
    assert {"新收", "不予公开", "其他处理", "行政诉讼", "行政许可"} <= known.keys()
