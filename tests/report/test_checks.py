"""The checks find what is wrong with a report, and nothing where nothing is."""

import json
import re
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import casework
from casework.report.checks import check
from casework.report.document import Report, as_json
from casework.report.findings import RULES
from casework.report.forms import form_of
from casework.report.table2 import arrange
from casework.report.table3 import tabulate
from casework.report.table4 import tabulate_disputes
from tests.support.report_facts import DISPUTES, FACTS, YEARS

DATA = Path(__file__).parents[1] / "data" / "report"
SEED = json.loads((DATA / "xiyuan-2023.json").read_text("utf-8"))
SEED_TEXT = (DATA / "xiyuan-2023.txt").read_text("utf-8")


def _report(facts, disputes, year):
    lines = [(line.key, len(b.columns)) for b in form_of(year).table2 for line in b.lines]
    table2 = arrange({key: 0 if width == 1 else [0] * width for key, width in lines}, year)
    tables = (table2, tabulate(facts, year), tabulate_disputes(disputes, year))
    return as_json(Report("某局", year, *tables))


def _empty():
    return _report([], [], 2023)


def _found(report, **more):
    return [(one.rule, one.where, one.stated, one.computed) for one in check(report, **more)]


def test_the_published_seed_has_exactly_these_defects():
    errors = [one for one in check(SEED, text=SEED_TEXT) if one.severity == "error"]
    assert [(one.rule, one.where, one.stated, one.computed) for one in errors] == [
        ("C1", "table3/outcome_total/natural_person", 6, 0),
        ("C3", "table3/granted/total", 0, 1),
        ("C3", "table3/refused.third_party_rights/total", 0, 1),
        ("C3", "table3/unavailable.not_held/total", 0, 4),
        ("C3", "table3/outcome_total/total", 0, 6),
        ("N1", "table3/new/total", 6, 0),
    ]


def test_the_blanks_of_the_seed_are_warnings_one_for_each_cell():
    warnings = [one for one in check(SEED, text=SEED_TEXT) if one.severity == "warning"]
    assert {one.rule for one in warnings} == {"blank"}
    assert [one.where for one in warnings] == [
        f"table4/reconsideration/{column}"
        for column in ("upheld", "overturned", "other", "pending", "total")
    ]


def test_the_causes_are_sentences_that_show_both_sides():
    causes = {one.rule: one.cause for one in check(SEED, text=SEED_TEXT)}
    assert "本年新收0加上年结转0等于0，办理结果总计6加结转下年度0等于6" in causes["C1"]
    assert "共收到政府信息公开申请6件" in causes["N1"]
    assert all(cause.endswith("。") for cause in causes.values())


def test_a_cell_is_named_in_the_words_of_its_own_table():
    report = _empty()
    report["table3"]["granted"][5] = report["table4"]["reconsideration"][2] = None
    applicant, result = [one.cause for one in check(report)]
    assert "“其他”列" in applicant
    assert "“其他结果”列" in result


def test_a_finding_has_the_stable_shape():
    shape = check(SEED)[0].as_json()
    assert list(shape) == ["rule", "where", "stated", "computed", "cause", "severity"]


@given(FACTS, DISPUTES, YEARS)
def test_whatever_happened_our_own_tables_raise_no_finding(facts, disputes, year):
    last_year = _report(facts, disputes, year - 1) if year > 2019 else None
    assert check(_report(facts, disputes, year), last_year=last_year) == []


@given(FACTS, DISPUTES, YEARS, st.data(), st.integers(1, 9))
def test_every_single_cell_that_is_changed_is_found(facts, disputes, year, data, more):
    report = _report(facts, disputes, year)
    table = data.draw(st.sampled_from(["table3", "table4"]))
    row = data.draw(st.sampled_from(list(report[table])))
    place = data.draw(st.integers(0, len(report[table][row]) - 1))
    report[table][row][place] += more
    assert any(one.severity == "error" for one in check(report))


@given(FACTS, DISPUTES, YEARS, st.data())
def test_a_cell_that_is_emptied_is_blank_and_breaks_no_arithmetic(facts, disputes, year, data):
    report = _report(facts, disputes, year)
    table = data.draw(st.sampled_from(["table3", "table4"]))
    row = data.draw(st.sampled_from(list(report[table])))
    place = data.draw(st.integers(0, len(report[table][row]) - 1))
    report[table][row][place] = None
    assert [one.rule for one in check(report)] == ["blank"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(list(SEED)), inner),
    ),
    st.sampled_from(list(SEED)),
)
def test_a_file_of_any_shape_is_checked_without_an_exception(junk, key):
    check({**SEED, key: junk})


def test_a_case_lost_at_the_end_of_the_year_is_named_as_the_likely_cause():
    report = _empty()
    report["table3"]["new"] = [2, 0, 0, 0, 0, 0, 2]
    finding = check(report)[0]
    assert (finding.rule, finding.stated, finding.computed) == ("C1", 0, 2)
    assert "2件没有计入办理结果或者结转下年度" in finding.cause


def test_a_column_of_outcomes_that_does_not_add_up():
    report = _empty()
    report["table3"]["new"] = [1, 0, 0, 0, 0, 0, 1]
    report["table3"]["outcome_total"] = [1, 0, 0, 0, 0, 0, 1]
    assert _found(report) == [
        ("C2", "table3/outcome_total/natural_person", 1, 0),
        ("C2", "table3/outcome_total/total", 1, 0),
    ]


def test_last_years_carry_out_is_this_years_carry_in():
    last_year = _empty()
    last_year["table3"]["carried_out"] = [0, 3, 0, 0, 0, 0, 3]
    assert _found(_empty(), last_year=last_year) == [
        ("C4", "table3/carried_in/commercial", 0, 3),
        ("C4", "table3/carried_in/total", 0, 3),
    ]


@pytest.mark.parametrize("value", [-1, "/", "六"])
def test_a_count_is_an_integer_and_not_negative(value):
    report = _empty()
    report["table2"]["licences"] = value
    assert _found(report) == [("C5", "table2/licences", value, None)]


@pytest.mark.parametrize("value", ["0", "7545", "24252.311082", 0])
def test_money_is_a_decimal(value):
    report = _empty()
    report["table2"]["fees_wan"] = value
    assert _found(report) == []


@pytest.mark.parametrize("value", ["/", "-1", "无", ""])
def test_money_that_is_no_amount_is_found(value):
    report = _empty()
    report["table2"]["fees_wan"] = value
    assert _found(report) == [("C5", "table2/fees_wan", value, None)]


def test_a_decrease_of_the_2019_form_may_be_negative():
    report = _report([], [], 2019)
    report["table2"]["licences"] = [6, -4, 2]
    report["table2"]["procurement"] = [6, "251000元"]
    assert _found(report) == []


def test_the_total_of_a_group_of_table_four():
    report = _empty()
    report["table4"]["litigation_direct"] = [0, 2, 0, 0, 1]
    assert _found(report) == [("T1", "table4/litigation_direct/total", 1, 2)]


def test_what_could_not_be_read_is_not_called_blank():
    report = _empty()
    report["table3"]["carried_out"] = [0, 0, 0, 0, 0, 0, None]
    report["table4"] = None
    assert _found(report, unread=["table3/carried_out/total", "table4"]) == []
    assert [where for _, where, _, _ in _found(report)] == ["table4", "table3/carried_out/total"]


def test_a_report_on_the_form_of_other_years_is_warned_of_once():
    report = {**_report([], [], 2020), "year": 2023}
    finding = check(report)
    assert [(one.rule, one.where, one.severity) for one in finding] == [
        ("form", "form", "warning")
    ]
    assert "2019年试行格式" in finding[0].cause


def test_other_handling_left_in_one_row_is_the_older_form():
    report = _empty()
    for row in ("other.not_supplemented", "other.fee_unpaid", "other.other"):
        report["table3"][row] = [None] * 7
    report["table3"]["other_all"] = [0] * 7
    assert [(one.rule, one.where) for one in check(report)] == [("form", "table3/other_all")]


def test_the_older_table_two_in_a_new_report():
    report = {**_empty(), "table2": _report([], [], 2019)["table2"]}
    assert [(one.rule, one.where) for one in check(report)] == [("form", "table2")]


def test_a_check_changes_nothing():
    before = deepcopy(SEED)
    check(SEED, text=SEED_TEXT)
    assert before == SEED


def test_every_rule_has_a_name_for_lists():
    sources = Path(casework.__file__).parent.rglob("*.py")
    code = "\n".join(source.read_text("utf-8") for source in sources)
    rules = set(re.findall(r'(?:Finding\(\s*|_row\(cells, )"(\w+)"', code))
    assert rules == set(RULES)
