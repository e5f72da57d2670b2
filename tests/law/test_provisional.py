"""The two reckonings of a date whose year has no notice yet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.law.calendar import issued_calendar
from casework.law.provisional import provisional_range

CALENDAR = issued_calendar()


@pytest.mark.parametrize(
    ("due_on", "since", "earliest"),
    [
        pytest.param(date(2026, 12, 25), date(2026, 11, 20), date(2026, 12, 25), id="still firm"),
        pytest.param(date(2027, 1, 19), date(2026, 12, 21), date(2027, 1, 19), id="no span"),
        pytest.param(date(2027, 2, 18), date(2027, 1, 14), date(2027, 2, 12), id="春节"),
        pytest.param(date(2028, 2, 10), None, date(2028, 1, 17), id="two years without"),
    ],
)
def test_the_earlier_reckoning_takes_only_the_days_that_the_law_gives(due_on, since, earliest):
    assert provisional_range(due_on, since, CALENDAR) == (earliest, due_on)


@given(st.dates(date(2026, 11, 1), date(2029, 6, 1)), st.integers(1, 60))
def test_the_date_shown_is_the_later_and_a_working_day_lies_at_both_ends(since, count):
    due = CALENDAR.workday_after(since, count)
    earliest, latest = provisional_range(due, since, CALENDAR)
    assert earliest <= latest == due
    assert earliest > since
    assert not CALENDAR.is_provisional(due) or earliest >= date(2026, 12, 28)
    assert latest - earliest < timedelta(days=60)
