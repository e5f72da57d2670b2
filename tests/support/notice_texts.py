"""A holiday notice written out again, in the manner of each period of years."""

from collections.abc import Callable, Mapping
from datetime import date

from casework.law.notices import Festival, Notice

_NUMERALS = "一二三四五六七八九十"
_WEEKDAYS = "一二三四五六日"
_ADDRESS = "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n\n"
_TAIL = "节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。\n\n国务院办公厅\n\n"


def rendered(notice: Notice, style: str) -> str:
    """The text of a notice in a style of `STYLES`."""
    write = STYLES[style]
    items = (
        f"{_NUMERALS[n]}、{festival.name}："
        f"{write(festival, notice.year)}{_worked(festival, style)}"
        for n, festival in enumerate(notice.festivals)
    )
    issued = notice.issued_on
    return (
        f"国务院办公厅关于{notice.year}年部分节假日安排的通知\n\n{notice.number}\n\n{_ADDRESS}"
        f"经国务院批准，现将{notice.year}年节假日放假调休日期的具体安排通知如下。\n\n"
        + "\n\n".join(items)
        + f"\n\n{_TAIL}{issued.year}年{issued.month}月{issued.day}日\n"
    )


def _day(on: date, year: int, *, after: date | None = None) -> str:
    """A day as it follows another: what is the same is not repeated."""
    if after and (after.year, after.month) == (on.year, on.month):
        return f"{on.day}日"
    whole = on.year != year or (after is not None and after.year != on.year)
    return f"{on.year}年{on.month}月{on.day}日" if whole else f"{on.month}月{on.day}日"


def _length(festival: Festival) -> int:
    return (festival.last - festival.first).days + 1


def _worked(festival: Festival, style: str) -> str:
    word = "周" if style == "2026" else "星期"
    days = [
        f"{_day(day, festival.last.year)}（{word}{_WEEKDAYS[day.weekday()]}）"
        for day in festival.make_up
    ]
    return f"{'、'.join(days)}上班。" if days else ""


def _as_2019(festival: Festival, year: int) -> str:
    """A single day joined to its weekend is told as such."""
    first, last = festival.first, festival.last
    if first == last:
        return f"{_day(first, year)}放假。"
    if _length(festival) == 3 and not festival.make_up:
        if first.weekday() == 4:
            return f"{_day(first, year)}放假，与周末连休。"
        if last.weekday() == 0:
            return f"{_day(last, year)}放假，与周末连休。"
    return (
        f"{_day(first, year)}至{_day(last, year, after=first)}放假调休，共{_length(festival)}天。"
    )


def _as_2022(festival: Festival, year: int) -> str:
    first, last, length = festival.first, festival.last, _length(festival)
    span = _day(first, year)
    if first != last:
        span += f"至{_day(last, year, after=first)}"
    return f"{span}放假{'调休' if length > 3 else ''}，共{length}天。"


def _as_2026(festival: Festival, year: int) -> str:
    first, last, length = festival.first, festival.last, _length(festival)
    begin = f"{_day(first, year)}（周{_WEEKDAYS[first.weekday()]}）"
    if first == last:
        return f"{begin}放假1天，不调休。"
    end = f"{_day(last, year, after=first)}（农历除夕、周{_WEEKDAYS[last.weekday()]}）"
    return f"{begin}至{end}放假调休，共{length}天。"


STYLES: Mapping[str, Callable[[Festival, int], str]] = {
    "2019": _as_2019,
    "2022": _as_2022,
    "2026": _as_2026,
}
