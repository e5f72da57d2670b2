"""Working-day arithmetic against the bare rank index and two packages.

python -m tests.bench.calendar
"""

from bisect import bisect_right
from datetime import date, timedelta
from random import Random

import chinese_calendar
import holidays

from casework.law.calendar import FIRST_DAY, LAST_DAY, issued_calendar
from tests.bench.rounds import alternate, print_machine, print_table, verdict

N = 20
ROUNDS = 15
SLOW = 40
"""How many of the dates the slow rivals get."""


def main():
    print_machine()
    rng = Random(1)
    span = (date(2025, 12, 31) - date(2019, 5, 15)).days
    dates = [date(2019, 5, 15) + timedelta(days=rng.randrange(span - 120)) for _ in range(4000)]
    additions(dates)
    differences(dates)
    flatness(dates)


def rank_index():
    """The limit: the n-th working day after d is workdays[ranks[d - base] + n - 1]."""
    calendar = issued_calendar()
    days = [FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
    workdays = [day for day in days if calendar.is_workday(day)]
    ordinals = [day.toordinal() for day in workdays]
    ranks = [bisect_right(ordinals, day.toordinal()) for day in days]
    return workdays, ranks, FIRST_DAY.toordinal()


def additions(dates):
    """The twentieth working day after a day."""
    workdays, ranks, base = rank_index()
    ours = issued_calendar().workday_after
    few = dates[:SLOW]
    china = holidays.country_holidays("CN", years=range(2019, 2027))
    step = timedelta(days=1)
    jobs = {
        "rank index, inline": lambda: [
            workdays[ranks[d.toordinal() - base] + N - 1] for d in dates
        ],
        "WorkCalendar.workday_after": lambda: [ours(d, N) for d in dates],
        "holidays.get_nth_working_day": lambda: [china.get_nth_working_day(d, N) for d in few],
        "chinesecalendar.find_workday": lambda: [
            chinese_calendar.find_workday(N - 1, d + step) for d in few
        ],
    }
    inline, mine, nth, found = (job() for job in jobs.values())
    assert inline == mine
    assert mine[:SLOW] == nth == found
    taken = _a_call(
        alternate(jobs, ROUNDS), dates, {"rank index, inline", "WorkCalendar.workday_after"}
    )
    print_table(
        f"the {N}th working day after a day", taken, against="rank index, inline", unit="ns"
    )
    reached = taken["WorkCalendar.workday_after"]
    verdict("workday_after / inline index", reached / taken["rank index, inline"], most=3)
    verdict(
        "workday_after / holidays", reached / taken["holidays.get_nth_working_day"], most=1 / 100
    )
    verdict(
        "workday_after / chinesecalendar",
        reached / taken["chinesecalendar.find_workday"],
        most=1 / 1000,
    )


def differences(dates):
    """How many working days lie between two days."""
    _, ranks, base = rank_index()
    ours = issued_calendar().workdays_between
    pairs = [(min(a, b), max(a, b)) for a, b in zip(dates, reversed(dates), strict=True)]
    few = pairs[:SLOW]
    step = timedelta(days=1)
    jobs = {
        "rank index, inline": lambda: [
            ranks[b.toordinal() - base] - ranks[a.toordinal() - base] for a, b in pairs
        ],
        "WorkCalendar.workdays_between": lambda: [ours(a, b) for a, b in pairs],
        "chinesecalendar.get_workdays": lambda: [
            len(chinese_calendar.get_workdays(a + step, b)) for a, b in few
        ],
    }
    inline, mine, rival = (job() for job in jobs.values())
    assert inline == mine
    assert mine[:SLOW] == rival
    fast = {"rank index, inline", "WorkCalendar.workdays_between"}
    taken = _a_call(alternate(jobs, ROUNDS // 5), dates, fast)
    print_table("working days between two days", taken, against="rank index, inline", unit="ns")
    reached = taken["WorkCalendar.workdays_between"] / taken["rank index, inline"]
    verdict("workdays_between / inline index", reached, most=3)


def flatness(dates):
    """A long term costs no more than a short one."""
    ours = issued_calendar().workday_after
    jobs = {f"n = {n}": lambda n=n: [ours(d, n) for d in dates] for n in (5, 20, 240)}
    taken = _a_call(alternate(jobs, ROUNDS), dates, set(jobs))
    print_table("growth with n", taken, against="n = 5", unit="ns")
    verdict("n = 240 / n = 5", taken["n = 240"] / taken["n = 5"], most=1.3)


def _a_call(seconds, dates, fast):
    return {job: s / (len(dates) if job in fast else SLOW) for job, s in seconds.items()}


if __name__ == "__main__":
    main()
