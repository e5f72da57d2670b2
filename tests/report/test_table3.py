"""Table 三 counts every case where the form wants it."""

from datetime import date

import pytest
from hypothesis import given

from casework.report.facts import Fact
from casework.report.forms import form_of
from casework.report.table3 import table_of, tabulate
from tests.support.report_facts import FACTS, YEARS

ZEROS = [0] * 7


def _case(received, counted=None, outcome=None, kind="natural_person"):
    day = None if counted is None else date.fromisoformat(counted)
    return Fact("1", kind, date.fromisoformat(received), day, outcome)


def test_the_six_cases_of_the_seed_make_the_table_it_should_have_had():
    outcomes = ["granted", "refused.third_party_rights", *["unavailable.not_held"] * 4]
    table = tabulate([_case("2023-03-01", "2023-03-20", one) for one in outcomes], 2023)
    filled = {row: numbers for row, numbers in table.items() if numbers != ZEROS}
    assert filled == {
        "new": [6, 0, 0, 0, 0, 0, 6],
        "granted": [1, 0, 0, 0, 0, 0, 1],
        "refused.third_party_rights": [1, 0, 0, 0, 0, 0, 1],
        "unavailable.not_held": [4, 0, 0, 0, 0, 0, 4],
        "outcome_total": [6, 0, 0, 0, 0, 0, 6],
    }


def test_a_case_open_over_new_year_is_carried_out_and_then_in():
    case = _case("2023-12-20", "2024-01-15", "granted", kind="commercial")
    assert tabulate([case], 2023)["new"] == [0, 1, 0, 0, 0, 0, 1]
    assert tabulate([case], 2023)["carried_out"] == [0, 1, 0, 0, 0, 0, 1]
    assert tabulate([case], 2023)["outcome_total"] == ZEROS
    assert tabulate([case], 2024)["carried_in"] == [0, 1, 0, 0, 0, 0, 1]
    assert tabulate([case], 2024)["granted"] == [0, 1, 0, 0, 0, 0, 1]
    assert tabulate([case], 2024)["carried_out"] == ZEROS


def test_a_case_that_stays_open_is_carried_in_every_year():
    table = tabulate([_case("2021-06-01")], 2024)
    assert table["carried_in"] == table["carried_out"] == [1, 0, 0, 0, 0, 0, 1]
    assert table["new"] == ZEROS


def test_a_case_of_a_later_or_of_a_finished_year_does_not_count():
    cases = [_case("2025-01-02"), _case("2022-03-01", "2022-04-01", "granted")]
    assert set(map(tuple, tabulate(cases, 2023).values())) == {tuple(ZEROS)}


def test_the_form_of_2019_folds_three_outcomes_into_one_row():
    closings = ["other.not_supplemented", "other.fee_unpaid", "other.other", "granted"]
    table = tabulate([_case("2020-03-01", "2020-03-20", one) for one in closings], 2020)
    assert table["other_all"] == [3, 0, 0, 0, 0, 0, 3]
    assert table["outcome_total"] == [4, 0, 0, 0, 0, 0, 4]
    assert "other.other" not in table


def test_the_rows_stand_in_the_printed_order():
    for year in (2020, 2023):
        assert list(tabulate([], year)) == [row.key for row in form_of(year).table3]


@pytest.mark.parametrize("cell", [("refused.unknown", "other"), ("granted", "alien")])
def test_a_cell_the_form_does_not_have_is_refused(cell):
    with pytest.raises(ValueError, match="没有这些行或列"):
        table_of({cell: 1}, 2023)


@given(FACTS, YEARS)
def test_whatever_happened_every_column_balances(facts, year):
    table = tabulate(facts, year)
    for column in range(7):
        received = table["new"][column] + table["carried_in"][column]
        assert received == table["outcome_total"][column] + table["carried_out"][column]


@given(FACTS, YEARS)
def test_what_one_year_carries_out_the_next_carries_in(facts, year):
    assert tabulate(facts, year)["carried_out"] == tabulate(facts, year + 1)["carried_in"]


@given(FACTS, YEARS)
def test_every_case_counted_in_the_year_stands_in_exactly_one_row(facts, year):
    counted = sum(fact.counted_on is not None and fact.counted_on.year == year for fact in facts)
    table = tabulate(facts, year)
    assert sum(table[row][6] for row in form_of(year).leaves) == counted
    assert table["outcome_total"][6] == counted
