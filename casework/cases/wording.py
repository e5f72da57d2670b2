"""How days and stretches of days are said in Chinese."""

from datetime import date, timedelta
from itertools import groupby

from casework.law.calendar import WorkCalendar
from casework.law.rulings import Ruling

_WEEKDAYS = "一二三四五六日"
_SATURDAY = 5
UNPUBLISHED = "放假安排尚未公布，按法定节日推定"
"""Instead of the number of a notice, where there is none yet."""


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

    Weekends are named once; a festival with its dates, a weekend day worked for one with its own,
    and the number of the notice after what it orders. Empty where every day counts.
    """
    days = [after + timedelta(days=n) for n in range(1, (until - after).days + 1)]
    ruled = [(day, calendar.rulings.get(day)) for day in days]
    plain = any(ruling is None and day.weekday() >= _SATURDAY for day, ruling in ruled)
    parts = ["周六、周日不计"] if plain else []
    stretches = [
        (ruling, _ruled(ruling, [day for day, _ in group]))
        for ruling, group in groupby(ruled, key=lambda pair: pair[1])
        if ruling is not None
    ]
    for notice, told in groupby(stretches, key=lambda pair: pair[0].notice):
        source = notice or UNPUBLISHED
        parts.append(f"{'，'.join(text for _, text in told)}（{source}）")
    return "；".join(parts)


def day_off_because(first: date, until: date, calendar: WorkCalendar) -> str:
    """Of which festival, and by which notice, days before a workday are off; “” for weekends."""
    days = (first + timedelta(days=n) for n in range((until - first).days))
    rulings = [calendar.rulings[day] for day in days if day in calendar.rulings]
    return f"（{rulings[0].festival}放假，{rulings[0].notice or UNPUBLISHED}）" if rulings else ""


def _ruled(ruling: Ruling, days: list[date]) -> str:
    if ruling.working:
        return f"{'、'.join(map(day_in_short, days))}调休上班计入"
    return f"{span_in_short(days[0], days[-1])}{ruling.festival}放假不计"


def day_in_short(day: date) -> str:
    """“4月23日（周日）”."""
    return f"{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"
