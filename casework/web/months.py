"""A year as twelve months of weeks, ready to be drawn: what each day is and what is due on it."""

from calendar import Calendar
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from casework.law.calendar import FIRST_DAY, WorkCalendar

_WEEKS = Calendar()
_MONTHS = 12
_SATURDAY = 5


class Day(NamedTuple):
    """One day: `mark` says 休 or 班 where a notice (or the prediction) speaks of it."""

    on: date
    mark: str
    look: str
    told: str
    due: int


class Month(NamedTuple):
    """A month in weeks that begin on Monday; None pads the first and the last."""

    label: str
    weeks: list[list[Day | None]]


def months_of(
    year: int, calendar: WorkCalendar, due: Mapping[date, int], today: date
) -> list[Month]:
    """The twelve months of a year."""
    return [
        Month(
            f"{month}月",
            [
                [_day(on, calendar, due, today) if on.month == month else None for on in week]
                for week in _WEEKS.monthdatescalendar(year, month)
            ],
        )
        for month in range(1, _MONTHS + 1)
    ]


def _day(on: date, calendar: WorkCalendar, due: Mapping[date, int], today: date) -> Day:
    ruling = calendar.rulings.get(on)
    works = calendar.is_workday(on) if on >= FIRST_DAY else on.weekday() < _SATURDAY
    looks = ["work" if works else "off"]
    mark = told = ""
    if ruling is not None:
        mark = "班" if ruling.working else "休"
        what = "调休上班" if ruling.working else "放假"
        told = f"{ruling.festival}{what}，{ruling.notice or '暂定，通知尚未公布'}"
        looks += [f"{looks[0]}-said"] + ([] if ruling.notice else ["unsure"])
    if on == today:
        looks.append("today")
    return Day(on, mark, " ".join(f"day--{look}" for look in looks), told, due.get(on, 0))
