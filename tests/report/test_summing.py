"""A sum of reports is the sum of each cell, and says so where one of them is blank."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from casework.report.addresses import addresses, values
from casework.report.checks import check
from casework.report.document import as_json
from casework.report.forms import form_of
from casework.report.summing import Sum, differences, report_from
from tests.support.sample_report import report_2023

YEAR = 2023
FORM = form_of(YEAR)
CELLS = st.fixed_dictionaries(
    {
        each.where: st.decimals(0, 100, places=3).map(str)
        if each.unit == "money"
        else st.integers(0, 99)
        for each in addresses(FORM)
    }
)


def told(cells):
    return as_json(report_from(cells, YEAR, "某机关", None))


@given(st.lists(CELLS, min_size=1, max_size=4))
def test_each_cell_is_the_sum_of_the_parts(parts):
    whole = Sum(YEAR)
    for part in parts:
        whole.add(told(part))
    cells = whole.cells
    for each in addresses(FORM):
        expected = sum(Decimal(part[each.where]) for part in parts)
        assert Decimal(cells[each.where]) == expected


@given(CELLS)
def test_a_report_is_made_of_its_cells(cells):
    assert values(told(cells), FORM) == cells
    assert list(differences(cells, cells, YEAR)) == []


def test_one_blank_makes_the_sum_blank_and_says_how_many_are():
    whole, full = Sum(YEAR), as_json(report_2023())
    whole.add(full)
    whole.add(full | {"table4": None})
    assert whole.cells["table3/new/total"] == 2 * full["table3"]["new"][-1]
    assert whole.cells["table4/reconsideration/total"] is None
    assert whole.blanks("table4/reconsideration/total") == 1


def test_nothing_added_is_no_zero():
    assert set(Sum(YEAR).cells.values()) == {None}


def test_reports_in_order_add_up_to_one_in_order():
    whole = Sum(YEAR)
    for _ in range(3):
        whole.add(as_json(report_2023()))
    assert [f for f in check(told(whole.cells)) if f.severity == "error"] == []


def test_a_difference_is_told_with_both_numbers_and_money_by_its_value():
    cells = {each.where: "1.50" if each.unit == "money" else 1 for each in addresses(FORM)}
    other = cells | {"table2/fees_wan": "1.5", "table3/new/research": 4}
    assert list(differences(cells, other, YEAR)) == [("table3/new/research", 1, 4)]
