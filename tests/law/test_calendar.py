"""The working calendar against the collected days, a brute-force loop and two other packages."""

import json
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.law.calendar import (
    FIRST_DAY,
    LAST_DAY,
    OutsideCalendar,
    WorkCalendar,
    issued_calendar,
)
from casework.law.notices import NOTICES
from casework.law.predicted import LAST_PREDICTED_YEAR, predicted_festivals

CALENDAR = issued_calendar()
COLLECTED = json.loads((Path(__file__).parents[1] / "data" / "holidays.json").read_text("utf-8"))
ONE_DAY = timedelta(days=1)
LAST_KNOWN = date(2026, 12, 31)
KNOWN_DAYS = [
    date.fromordinal(n) for n in range(FIRST_DAY.toordinal(), LAST_KNOWN.toordinal() + 1)
]
days = st.dates(FIRST_DAY, LAST_KNOWN)


def collected(kind: str) -> set[date]:
    return {date.fromisoformat(day) for year in COLLECTED.values() for day in year.get(kind, [])}


def test_each_day_counts_as_the_collected_notices_say():
    off, work = collected("off"), collected("work")
    for day in KNOWN_DAYS:
        expected = day in work or (day.weekday() < 5 and day not in off)
        assert CALENDAR.is_workday(day) is expected, day


def test_two_other_packages_agree_on_each_day():
    others = holidays.country_holidays("CN", years=range(2018, 2027))
    for day in KNOWN_DAYS:
        mine = CALENDAR.is_workday(day)
        assert mine is others.is_working_day(day), day
        assert mine is chinese_calendar.is_workday(day), day


def test_the_nth_working_day_is_what_a_loop_finds_for_every_date_and_n_up_to_60():
    for start in KNOWN_DAYS:
        day, found = start, []
        while len(found) < 60:
            day += ONE_DAY
            if CALENDAR.is_workday(day):
                found.append(day)
        assert [CALENDAR.workday_after(start, n) for n in range(1, 61)] == found


@given(days, st.integers(1, 200))
def test_counting_back_undoes_counting_on(day, count):
    end = CALENDAR.workday_after(day, count)
    assert CALENDAR.workdays_between(day, end) == count
    start = CALENDAR.workday_before(end, count)
    assert start <= day
    assert CALENDAR.workdays_between(start, day) == 0


@given(days, days)
def test_days_between_are_counted_both_ways(one, other):
    assert CALENDAR.workdays_between(one, other) == -CALENDAR.workdays_between(other, one)


@pytest.mark.parametrize(
    ("known_on", "day", "works"),
    [
        (date(2019, 3, 21), date(2019, 5, 2), True),
        (date(2019, 3, 22), date(2019, 5, 2), False),
        (date(2019, 3, 21), date(2019, 4, 28), False),
        (date(2019, 3, 22), date(2019, 4, 28), True),
        (date(2020, 1, 25), date(2020, 1, 31), True),
        (date(2020, 1, 26), date(2020, 1, 31), False),
        (date(2020, 1, 25), date(2020, 2, 1), True),
        (date(2020, 1, 26), date(2020, 2, 1), False),
    ],
)
def test_an_amending_notice_counts_from_its_day_of_issue(known_on, day, works):
    assert CALENDAR.known_on(known_on).is_workday(day) is works


def test_known_on_is_the_same_calendar_when_nothing_was_issued_since():
    assert CALENDAR.known_on(date(2026, 11, 22)) is CALENDAR
    assert CALENDAR.known_on(date(2024, 1, 1)) is CALENDAR.known_on(date(2024, 6, 1))


@pytest.mark.parametrize(
    ("day", "provisional"),
    [(date(2026, 12, 28), False), (date(2026, 12, 29), True), (date(2027, 6, 1), True)],
)
def test_dates_from_29_december_of_the_last_known_year_are_provisional(day, provisional):
    assert CALENDAR.is_provisional(day) is provisional


def test_a_year_without_notice_keeps_all_later_years_provisional():
    gap = WorkCalendar(notice for notice in NOTICES if notice.year != 2025)
    assert gap.is_provisional(date(2026, 6, 1))


def test_the_predicted_days_of_2027_are_the_collected_ones():
    off = collected("provisional_off")
    year = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
    resting = {day for day in year if not CALENDAR.is_workday(day)}
    assert resting == off | {day for day in year if day.weekday() >= 5}


def test_the_predicted_festivals_fall_on_the_statutory_days_of_another_package():
    for year in range(2027, LAST_PREDICTED_YEAR + 1):
        others = holidays.country_holidays("CN", years=year, language="zh_CN")
        spans = {
            name: (festival.first, festival.last)
            for festival in predicted_festivals(year)
            for name in festival.names()
        }
        for day, said in others.items():
            for name in said.split("; "):
                if name in spans:
                    first, last = spans[name]
                    assert first <= day <= last, (day, name)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: CALENDAR.workday_after(LAST_DAY, 1),
        lambda: CALENDAR.workday_after(FIRST_DAY - ONE_DAY, 1),
        lambda: CALENDAR.workday_after(FIRST_DAY, 0),
        lambda: CALENDAR.workdays_between(FIRST_DAY, LAST_DAY + ONE_DAY),
        lambda: CALENDAR.workdays_between(FIRST_DAY - ONE_DAY, LAST_DAY),
        lambda: CALENDAR.workday_before(FIRST_DAY + ONE_DAY, 30),
        lambda: CALENDAR.is_workday(LAST_DAY + ONE_DAY),
    ],
)
def test_outside_the_calendar_there_is_an_error_not_a_guess(ask):
    with pytest.raises(OutsideCalendar):
        ask()


def test_the_days_of_a_holiday_made_longer_rest_on_the_notice_that_gave_them():
    first, longer = "国办发明电〔2019〕16号", "国办发明电〔2020〕1号"
    rulings = issued_calendar().rulings
    given = {day: rulings[day].notice for day in rulings if "春节" in rulings[day].festival}
    assert given[date(2020, 1, 19)] == given[date(2020, 1, 30)] == first
    assert given[date(2020, 1, 31)] == given[date(2020, 2, 1)] == longer
    assert rulings[date(2019, 5, 1)].notice == "国办发明电〔2019〕3号"
