"""Days as a notice writes them: “2022年12月31日至2023年1月2日”, “2月4日（星期日）、18日”."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from casework.law.notice_checks import WEEKDAYS

DAY = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:\([^()]*\))?"
"""A day, with what stands in brackets beside it; the month may be that of the day before."""

_PARTS = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?")
_WEEKDAY = re.compile(rf"(?:周|星期|礼拜)([{WEEKDAYS}天])")
_LUNAR = re.compile(
    r"(?:农历|阴历)?(?:除夕|大?年?初[一二三四五六七八九十]"
    r"|(?:正|腊|冬|[一二三四五六七八九十]+)月[一二三四五六七八九十初廿]+"
    r"|(?:清明|端午|中秋|国庆|劳动)节?|春节|元旦)"
)
_NUMBER = re.compile(r"(国办[\u4e00-\u9fff]{1,4})[〔\[(【](\d{4})[〕\])】]第?(\d{1,3})号")
_DIGITS = "〇一二三四五六七八九"
_DECEMBER = 12
_Value = TypeVar("_Value")


class Unreadable(ValueError):
    """A notice cannot be read for certain; the message names the sentence."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What somebody says beside a paper that does not say it itself; None for nothing said."""

    number: str | None = None
    issued_on: date | None = None
    year: int | None = None


def the_one(what: str, found: Iterable[_Value], said: _Value | None) -> _Value:
    """What a paper and whoever hands it in agree on; raises Unreadable where they do not."""
    values = {*found} | ({said} if said is not None else set())
    if not values:
        raise Unreadable(f"没有读出{what}，请连同标题和落款一起粘贴，或者另外填写{what}")
    if len(values) > 1:
        told = "、".join(sorted(map(str, values)))
        raise Unreadable(f"读出了不一致的{what}（{told}），请核对，一次只导入一份通知")
    return values.pop()


def numbers_in(text: str) -> list[str]:
    """The numbers of notices that a plain text names, in their usual writing."""
    return [f"{m[1]}〔{m[2]}〕{int(m[3])}号" for m in _NUMBER.finditer(text)]


@dataclass(frozen=True, slots=True)
class Writing:
    """In which year a day without one lies: that of the notice; December before New Year's Day."""

    year: int
    new_year: bool = False

    def of(self, festival: str) -> "Writing":
        """The same for the item of a festival."""
        return replace(self, new_year="元旦" in festival)

    def year_of(self, month: int) -> int:
        """The year of a day that names only its month."""
        return self.year - 1 if self.new_year and month == _DECEMBER else self.year


def read_days(written: str, writing: Writing, sentence: str) -> Iterator[tuple[date, str]]:
    """Each day of a span or a list with what stands beside it in brackets."""
    year, month = writing.year, 0
    for match in _PARTS.finditer(written):
        if match[2]:
            month = int(match[2])
            year = int(match[1]) if match[1] else writing.year_of(month)
        elif match[1] or not month:
            raise Unreadable(f"“{sentence}”：“{match[0]}”没有写明月份")
        try:
            yield date(year, month, int(match[3])), match[4] or ""
        except ValueError:
            raise Unreadable(f"“{sentence}”：没有{year}年{month}月{match[3]}日这一天") from None


def weekday_of(beside: str, sentence: str) -> int | None:
    """The weekday named in brackets beside a day, None for none; a lunar day says nothing new."""
    found = None
    for part in filter(None, re.split("[、,]", beside)):
        weekday = _WEEKDAY.fullmatch(part)
        if weekday and found is None:
            found = WEEKDAYS.index(weekday[1].replace("天", "日"))
        elif weekday or not _LUNAR.fullmatch(part):
            raise Unreadable(f"“{sentence}”：看不懂括号里的“{part}”")
    return found


def chinese_number(written: str) -> int:
    """A number in digits, in Chinese below a hundred, or a year digit by digit."""
    if written.isdigit():
        return int(written)
    plain = written.translate(str.maketrans("○零", "〇〇"))
    if "十" in plain:
        tens, _, ones = plain.partition("十")
        return 10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(ones) if ones else 0)
    return int("".join(str(_DIGITS.index(digit)) for digit in plain))
