"""Table 四 counts disputes by the year of their end, and what is left as pending."""

from datetime import date

import pytest
from hypothesis import given

from casework.report.facts import DisputeFact
from casework.report.table4 import table4_of, tabulate_disputes
from tests.support.report_facts import DISPUTES, YEARS


def test_a_dispute_is_pending_in_the_year_it_was_filed_and_decided_in_the_next():
    dispute = DisputeFact("reconsideration", date(2022, 11, 1), date(2023, 1, 10), "overturned")
    assert tabulate_disputes([dispute], 2022)["reconsideration"] == [0, 0, 0, 1, 1]
    assert tabulate_disputes([dispute], 2023)["reconsideration"] == [0, 1, 0, 0, 1]
    assert tabulate_disputes([dispute], 2024)["reconsideration"] == [0, 0, 0, 0, 0]


def test_one_filed_later_does_not_count_yet():
    dispute = DisputeFact("litigation_direct", date(2024, 1, 1))
    assert tabulate_disputes([dispute], 2023)["litigation_direct"] == [0, 0, 0, 0, 0]


def test_the_three_kinds_stand_apart():
    disputes = [
        DisputeFact("litigation_direct", date(2023, 2, 1), date(2023, 6, 1), "upheld"),
        DisputeFact("litigation_after_reconsideration", date(2023, 3, 1)),
    ]
    assert tabulate_disputes(disputes, 2023) == {
        "reconsideration": [0, 0, 0, 0, 0],
        "litigation_direct": [1, 0, 0, 0, 1],
        "litigation_after_reconsideration": [0, 0, 0, 1, 1],
    }


@pytest.mark.parametrize("cell", [("mediation", "upheld"), ("reconsideration", "won")])
def test_a_cell_the_form_does_not_have_is_refused(cell):
    with pytest.raises(ValueError, match="没有这些行或列"):
        table4_of({cell: 1})


@given(DISPUTES, YEARS)
def test_every_dispute_of_the_year_stands_in_exactly_one_cell(disputes, year):
    concerned = sum(
        one.filed_on.year <= year and (one.decided_on is None or one.decided_on.year >= year)
        for one in disputes
    )
    assert sum(row[-1] for row in tabulate_disputes(disputes, year).values()) == concerned
