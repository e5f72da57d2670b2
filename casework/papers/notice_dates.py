"""Days as a notice writes them: “2022年12月31日至2023年1月2日”, “2月4日（星期日）、18日”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

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
_DIGITS = "〇一二三四五六七八九"
_DECEMBER = 12


class Unreadable(ValueError):
    """A notice cannot be read for certain; the message names the sentence."""


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
