"""A fact that no table could place is refused."""

from datetime import date

import pytest

from casework.report.facts import DisputeFact, Fact

MARCH = date(2023, 3, 1)
APRIL = date(2023, 4, 1)


def test_a_day_of_counting_needs_its_outcome():
    with pytest.raises(ValueError, match="belong together"):
        Fact("2023-1", "natural_person", MARCH, APRIL)


def test_a_case_is_not_counted_before_it_came():
    with pytest.raises(ValueError, match="before it was received"):
        Fact("2023-1", "natural_person", APRIL, MARCH, "granted")


def test_a_decision_needs_its_result():
    with pytest.raises(ValueError, match="belong together"):
        DisputeFact("reconsideration", MARCH, APRIL)


def test_a_dispute_is_not_decided_before_it_was_filed():
    with pytest.raises(ValueError, match="before it was filed"):
        DisputeFact("reconsideration", APRIL, MARCH, "upheld")


def test_a_case_closed_on_new_years_eve_is_not_open_at_the_end_of_the_year():
    fact = Fact("2023-1", "commercial", MARCH, date(2023, 12, 31), "granted")
    assert not fact.open_at_end_of(2023)


def test_a_case_received_next_year_is_not_open_at_the_end_of_this_one():
    assert not Fact("2024-1", "commercial", date(2024, 1, 1)).open_at_end_of(2023)
