"""What an office is told before it publishes, each defect apart; what is in order is let be."""

from dataclasses import replace
from decimal import Decimal

import pytest

from casework.report.counted import Counted
from casework.report.facts import Fees
from casework.report.findings import Finding
from casework.report.publication import (
    LastYear,
    Words,
    as_blocking,
    before_publication,
    is_government,
    may_make_rules,
)
from tests.support.sample_report import report_2023

REPORT = report_2023()
WORDS = Words({}, {})
SECTIONS = ("disclosed", "on_application", "management", "platforms", "safeguards")
OUT, IN, NEW = (f"{row}/natural_person" for row in ("carried_out", "carried_in", "new"))
GRANTED = "granted/natural_person"
BEFORE = replace(
    REPORT,
    year=2022,
    table2={**REPORT.table2, "normative_documents": [0, 0, 0]},
    texts=replace(REPORT.texts, **dict.fromkeys(("overview", "problems"), "去年的话，各不相同。")),
)
QUIET = replace(BEFORE, texts=replace(BEFORE.texts, **{
    name: f"去年写的是别的：{name}" for name in REPORT.texts.__slots__
}))  # fmt: skip


def case(number, *cells, case_id=1):
    return Counted("case", case_id, number, 1, tuple(f"table3/{cell}" for cell in cells))


def dispute(*cells):
    return Counted("dispute", 5, "（2022）闽行初1号", 1, tuple(f"table4/{cell}" for cell in cells))


def found(report=REPORT, words=WORDS, counted=(), last=None, fees=Fees()):  # noqa: B008
    return before_publication(report, words, counted, last, fees)


def rules(findings):
    return [(one.rule, one.severity) for one in findings]


def test_a_report_in_order_has_nothing():
    assert (
        found(last=LastYear(QUIET, ()), words=Words({"problems": "{{新收}}"}, {"新收": "6"})) == []
    )


@pytest.mark.parametrize(
    ("agency", "power"),
    [
        ("晋江市人民政府西园街道办事处", False),
        ("陈埭镇人民政府", False),
        ("某区人民政府", False),
        ("某县人民政府", False),
        ("晋江市教育局", False),
        ("福建省人民政府", True),
        ("泉州市人民政府", True),
        ("延边朝鲜族自治州人民政府", True),
        ("国务院办公厅", True),
    ],
)
def test_who_may_make_rules(agency, power):
    assert may_make_rules(agency) is power
    texts = replace(REPORT.texts, safeguards="考核、评议、责任追究。")
    table2 = {**REPORT.table2, "rules": [0, 0, 2]}
    report = replace(REPORT, agency=agency, table2=table2, texts=texts)
    assert rules(found(report)) == ([] if power else [("D1", "error")])


def test_a_government_is_known_by_its_name():
    assert is_government("泉州市人民政府")
    assert not is_government("晋江市人民政府西园街道办事处")


def test_a_government_says_how_its_work_was_examined_judged_and_answered_for():
    report = replace(REPORT, agency="泉州市人民政府")
    (one,) = found(report)
    assert (one.where, one.severity) == ("texts/safeguards", "warning")
    assert "考核、评议、追究" in one.cause
    said = "开展工作考核、社会评议，没有责任追究情形。"
    assert found(replace(report, texts=replace(REPORT.texts, safeguards=said))) == []


@pytest.mark.parametrize("section", ["problems", "overview"])
def test_a_part_that_the_form_wants_is_missed(section):
    texts = replace(
        REPORT.texts, **{section: ""},
        **(dict.fromkeys(SECTIONS, "") if section == "overview" else {}),
    )  # fmt: skip
    (one,) = found(replace(REPORT, texts=texts))
    assert (one.rule, one.where, one.severity) == ("empty", f"texts/{section}", "error")


def test_an_unknown_field_is_told_and_an_escaped_one_not():
    words = Words({"problems": r"{{新手}}，\{{新手}}"}, {"新收": "6"})
    (one,) = found(words=words)
    assert (one.rule, one.where, one.stated) == ("field", "texts/problems", "新手")


def test_words_of_last_year_are_told_and_a_short_sentence_may_be_said_again():
    last = replace(
        QUIET, texts=replace(QUIET.texts, problems=REPORT.texts.problems, other_matters="无。")
    )
    report = replace(REPORT, texts=replace(REPORT.texts, other_matters="无。"))
    assert [(one.rule, one.where) for one in found(report, last=LastYear(last))] == [
        ("copy", "texts/problems")
    ]


@pytest.mark.parametrize(
    ("said", "paid", "wrong"),
    [
        ("无。", "380", "error"),
        ("无", "380", "error"),
        ("本年度没有其他需要报告的事项。", "380", "error"),
        ("全年未收取信息处理费。", "380", "error"),
        ("实际收取信息处理费0元。", "380", "error"),
        ("收费通知1件，总金额380元，实际收取信息处理费380元。", "380", None),
        ("本年度开展培训2次。", "380", "warning"),
        ("无。", "0", "warning"),
    ],
)
def test_fees_that_were_collected_are_not_denied(said, paid, wrong):
    report = replace(REPORT, texts=replace(REPORT.texts, other_matters=said))
    told = found(report, fees=Fees(1, Decimal(380), Decimal(paid)))
    assert rules(told) == ([("F1", wrong)] if wrong else [])


def test_documents_that_do_not_add_up_are_a_warning():
    last = replace(QUIET, table2={**QUIET.table2, "normative_documents": [0, 0, 3]})
    (one,) = found(last=LastYear(last))
    assert (one.rule, one.severity, one.stated, one.computed) == ("D2", "warning", 1, 4)


# -- case by case -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        ((OUT,), (IN, GRANTED), ""),
        ((OUT,), ("carried_in/commercial",), "申请人类型不同"),
        ((OUT,), (NEW,), "没有计入上年结转"),
        ((NEW, GRANTED), (IN,), "没有计入结转下年度"),
    ],
)
def test_each_case_that_is_not_handed_on_is_named(then, now, told):
    number = "晋西公开〔2022〕1号"
    findings = found(counted=[case(number, *now)], last=LastYear(QUIET, (case(number, *then),)))
    assert [one.rule for one in findings] == (["C4"] if told else [])
    for one in findings:
        assert told in one.cause
        assert number in one.cause
        assert "更正2022年度报告" in one.cause
        assert (one.where, one.severity) == (f"cases/{number}", "error")


def test_two_that_make_up_for_each_other_are_both_named():
    last = LastYear(QUIET, (case("甲", "carried_out/other"),))
    findings = found(counted=[case("乙", "carried_in/other", case_id=2)], last=last)
    assert [one.where for one in findings] == ["cases/甲", "cases/乙"]


def test_without_a_seal_nothing_is_held_against_the_cases():
    assert found(counted=[case("乙", "carried_in/other")], last=LastYear(QUIET, None)) == []


def test_a_dispute_that_was_pending_cannot_vanish():
    last = LastYear(QUIET, (dispute("litigation_direct/pending"),))
    (one,) = found(last=last)
    assert (one.rule, one.where) == ("T2", "disputes/5")
    assert "（2022）闽行初1号" in one.cause
    for cell in ("litigation_direct/pending", "litigation_direct/upheld"):
        assert found(counted=[dispute(cell)], last=last) == []
    decided = LastYear(QUIET, (dispute("litigation_direct/upheld"),))
    assert found(last=decided) == []


def test_blanks_stop_our_own_report():
    blank = Finding("blank", "table2/licences", None, None, "空白。", "warning")
    assert rules(as_blocking([blank])) == [("blank", "error")]
