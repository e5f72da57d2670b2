"""How days and stretches of days are said in Chinese."""

from datetime import date, timedelta
from itertools import groupby

from casework.law.calendar import Ruling, WorkCalendar

_WEEKDAYS = "一二三四五六日"
_SATURDAY = 5


def day_in_full(day: date) -> str:
    """“2023年3月1日（周三）”."""
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


def span_in_short(first: date, last: date) -> str:
    """“10月1日至7日”, “9月29日至10月6日” or a single “4月5日”."""
    if first == last:
        return f"{first.month}月{first.day}日"
    month = "" if first.month == last.month else f"{last.month}月"
    return f"{first.month}月{first.day}日至{month}{last.day}日"


def why_not_counted(after: date, until: date, calendar: WorkCalendar) -> str:
    """What is left out, and what is worked, on the days after one day up to another.

    Weekends are named once; a festival with its dates and the number of its notice; a weekend
    day worked for a festival with its date. Empty where every day counts.
    """
    days = [after + timedelta(days=n) for n in range(1, (until - after).days + 1)]
    ruled = [(day, calendar.rulings.get(day)) for day in days]
    plain = any(ruling is None and day.weekday() >= _SATURDAY for day, ruling in ruled)
    parts = ["周六、周日不计"] if plain else []
    for ruling, group in groupby(ruled, key=lambda pair: pair[1]):
        if ruling is not None:
            stretch = [day for day, _ in group]
            parts.append(_ruled(ruling, stretch))
    return "；".join(parts)


def _ruled(ruling: Ruling, days: list[date]) -> str:
    source = f"（{ruling.notice}）" if ruling.notice else "（放假安排尚未公布，按法定节日推定）"
    if ruling.working:
        worked = "、".join(f"{day_in_short(day)}" for day in days)
        return f"{worked}调休上班，计入{source}"
    return f"{span_in_short(days[0], days[-1])}{ruling.festival}放假不计{source}"


def day_in_short(day: date) -> str:
    """“4月23日（周日）”."""
    return f"{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"
