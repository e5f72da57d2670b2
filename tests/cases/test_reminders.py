from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.cases.milestones import NAMES
from casework.cases.reminder_words import said
from casework.cases.reminders import POLICY, horizon, owed
from casework.cases.report_reminders import missing_notice, report_due, report_owed
from casework.law.calendar import WorkCalendar, issued_calendar
from casework.law.notices import NOTICES

CALENDAR = issued_calendar()
ONE_DAY = timedelta(days=1)
STREET = "晋江市人民政府西园街道办事处"
DAYS = st.dates(date(2019, 6, 1), date(2027, 6, 1))


@dataclass
class Awaited:
    name: str
    due_on: date | None
    done_on: date | None = None
    ref: str = ""
    round: int = 1


def steps_seen(name, due, first, last):
    """What one milestone is reminded of, asked each day from one to another."""
    seen = {}
    day = first
    while day <= last:
        for reminder in owed([Awaited(name, due)], POLICY, CALENDAR, day):
            seen.setdefault(reminder.step, day)
        day += ONE_DAY
    return seen


def test_a_reply_is_called_5_3_1_and_0_workdays_before_and_each_workday_after():
    due = date(2023, 3, 29)
    assert steps_seen("reply", due, date(2023, 3, 1), date(2023, 4, 3)) == {
        -5: date(2023, 3, 22),
        -3: date(2023, 3, 24),
        -1: date(2023, 3, 28),
        0: due,
        1: date(2023, 3, 30),
        2: date(2023, 3, 31),
        3: date(2023, 4, 3),
    }


def test_a_supplement_notice_is_called_on_days_5_and_7_of_its_term():
    received = date(2026, 9, 24)
    due = CALENDAR.workday_after(received, 7)
    assert steps_seen("supplement_notice", due, received, date(2026, 12, 1)) == {
        -2: CALENDAR.workday_after(received, 5),
        0: due,
    }


@pytest.mark.parametrize("name", ["supplement", "fee_payment", "opinion"])
def test_a_term_of_the_other_side_is_called_before_and_once_after_its_end(name):
    due = date(2023, 3, 29)
    assert steps_seen(name, due, date(2023, 3, 1), date(2023, 5, 31)) == {
        -3: date(2023, 3, 24),
        1: date(2023, 3, 30),
    }


def test_a_window_is_called_when_it_has_lapsed():
    due = date(2023, 5, 29)
    seen = steps_seen("reconsideration_window", due, date(2023, 3, 1), date(2023, 7, 1))
    assert seen == {1: date(2023, 5, 30)}


def test_an_option_is_not_called_once_it_has_lapsed():
    due = date(2023, 3, 29)
    seen = steps_seen("extension_notice", due, date(2023, 3, 1), date(2023, 5, 31))
    assert seen == {-3: date(2023, 3, 24)}
    assert owed([Awaited("extension_notice", due)], POLICY, CALENDAR, date(2023, 3, 30)) == []


def test_a_due_day_on_a_day_off_is_called_on_the_workday_before():
    """国庆前最后一个工作日是2026年9月30日。"""
    due = date(2026, 10, 3)
    seen = steps_seen("reply", due, date(2026, 9, 1), date(2026, 10, 9))
    assert seen[0] == date(2026, 9, 30)
    assert seen[-1] == date(2026, 9, 29)
    assert seen[1] == date(2026, 10, 8)


def test_after_days_without_power_only_the_latest_step_is_owed():
    due = date(2023, 3, 29)
    [reminder] = owed([Awaited("reply", due)], POLICY, CALENDAR, date(2023, 3, 27))
    assert (reminder.step, reminder.overdue) == (-3, False)
    [reminder] = owed([Awaited("reply", due)], POLICY, CALENDAR, date(2023, 4, 3))
    assert (reminder.step, reminder.overdue) == (3, True)


def test_what_is_done_or_has_no_day_is_not_called():
    due = date(2023, 3, 29)
    listed = [Awaited("reply", due, done_on=due), Awaited("reply", None), Awaited("other", due)]
    assert owed(listed, POLICY, CALENDAR, due) == []


@given(day=DAYS, name=st.sampled_from(sorted(POLICY)), due=DAYS)
def test_nothing_is_called_on_a_day_off(day, name, due):
    if not CALENDAR.is_workday(day):
        assert owed([Awaited(name, due)], POLICY, CALENDAR, day) == []


@given(due=DAYS, name=st.sampled_from(sorted(POLICY)), back=st.integers(0, 40))
def test_whatever_is_owed_lies_within_the_horizon_of_the_sweep(due, name, back):
    day = due - timedelta(days=back)
    if owed([Awaited(name, due)], POLICY, CALENDAR, day):
        assert due <= horizon(POLICY, CALENDAR, day)


@given(due=DAYS)
def test_no_step_before_the_due_day_comes_later_than_it_says(due):
    seen = steps_seen("reply", due, due - timedelta(days=30), due)
    for step, day in seen.items():
        assert CALENDAR.is_workday(day)
        assert CALENDAR.workdays_between(day, due) <= -step


def test_every_reminded_milestone_is_one_the_law_knows():
    assert set(POLICY) <= set(NAMES)


def test_the_report_is_due_on_31_january_even_on_a_sunday():
    assert date(2027, 1, 31).weekday() == 6
    assert report_due(STREET, 2026, "") == date(2027, 1, 31)
    assert report_owed(STREET, 2026, "", CALENDAR, date(2027, 1, 29)).step == 0
    assert report_owed(STREET, 2026, "", CALENDAR, date(2027, 2, 1)).step == 1


def test_the_report_of_a_countys_government_is_due_on_31_march_and_followed_as_long():
    county = "晋江市人民政府"
    assert report_due(county, 2026, "") == date(2027, 3, 31)
    assert report_due(county, 2026, "02-20") == date(2027, 2, 20)
    assert report_owed(county, 2026, "", CALENDAR, date(2027, 2, 1)) is None
    assert report_owed(county, 2026, "", CALENDAR, date(2027, 4, 1)).overdue
    assert report_owed(county, 2026, "", CALENDAR, date(2027, 6, 1)) is None


def test_an_office_may_set_itself_an_earlier_day_and_never_a_later_one():
    assert report_due(STREET, 2026, "01-20") == date(2027, 1, 20)
    assert report_due(STREET, 2026, "02-10") == date(2027, 1, 31)
    assert report_due(STREET, 2026, "soon") == date(2027, 1, 31)


def test_past_the_offices_own_day_the_day_of_the_law_is_called():
    reminder = report_owed(STREET, 2026, "01-20", CALENDAR, date(2027, 1, 25))
    assert reminder.due_on == date(2027, 1, 31)
    assert not reminder.overdue


def test_the_missing_notice_is_called_from_november_on():
    known = WorkCalendar([notice for notice in NOTICES if notice.year <= 2026])
    assert missing_notice(known, date(2026, 10, 31)) is None
    assert missing_notice(known, date(2026, 11, 1)) == 2027
    assert missing_notice(known, date(2027, 2, 1)) == 2027
    assert missing_notice(CALENDAR, date(CALENDAR.last_known_year, 6, 1)) is None


def test_a_report_is_not_followed_for_ever():
    assert report_owed(STREET, 2026, "", CALENDAR, date(2027, 3, 31)).overdue
    assert report_owed(STREET, 2026, "", CALENDAR, date(2027, 4, 1)) is None


@pytest.mark.parametrize(
    ("name", "today", "words"),
    [
        ("reply", date(2026, 9, 28), "作出答复：还有2个工作日，9月30日届满"),
        ("reply", date(2026, 9, 30), "作出答复：今天届满"),
        ("reply", date(2026, 10, 9), "作出答复：已于9月30日届满，逾期2个工作日"),
        ("supplement", date(2026, 10, 9), "申请人补正：期限已过，可以依法办结"),
    ],
)
def test_a_reminder_says_how_things_stand_today(name, today, words):
    assert said(name, date(2026, 9, 30), CALENDAR, today) == words


def test_a_due_day_on_a_day_off_is_said_on_the_workday_before():
    words = said("reply", date(2026, 10, 3), CALENDAR, date(2026, 9, 30))
    assert words == "作出答复：今天是最后一个工作日，10月3日届满"
