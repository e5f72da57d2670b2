"""One item of a notice, read sentence by sentence: “1月1日（周四）至3日（周六）放假调休，共3天”.

Each clause must be one of those that notices use; what is not wholly understood and may arrange
something is refused. Above 150 lines because the styles of all years are read in one place.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from casework.law.notice_checks import FESTIVALS, WEEKDAYS, Item, standing
from casework.law.notices import Festival, Notice
from casework.papers.notice_dates import (
    DAY,
    Unreadable,
    Writing,
    chinese_number,
    read_days,
    weekday_of,
)
from casework.papers.notice_words import printed

_ALIASES = {
    "元旦节": "元旦",
    "五一国际劳动节": "劳动节",
    "国际劳动节": "劳动节",
    "清明": "清明节",
    "端午": "端午节",
    "中秋": "中秋节",
    "国庆": "国庆节",
}
NAME = "|".join(sorted({*FESTIVALS, *_ALIASES}, key=len, reverse=True))

_COUNT = r"(\d+|[一二三四五六七八九十]+)天"
_OFF = "(?:放假调休|调休放假|放假)"
_TO = r"[至到~—–-]+"
_MONDAY, _FRIDAY = 0, 4

_ADVICE = re.compile(r"鼓励|倡导|提倡")
_GENERAL = re.compile(
    r"各地区|各部门|各地|各级|各单位|[^,]{0,8}期间,|因[^,]{2,12}不能休假的职工"
    r"|特此通知$|\(此件公开发布\)$"
)
_MENTIONS = re.compile(r"放假|调休|补班|休息|连休")
_ARRANGES = re.compile(
    rf"上班|照常|\d日|[{WEEKDAYS}七八九十半两\d]天|(?:周|星期|礼拜)[{WEEKDAYS}天末]|除夕"
)
"""What names a day, a number of days, or work: never passed over outside mere advice."""


@dataclass(slots=True)
class Reading:
    """One item while its sentences are read."""

    name: str
    writing: Writing
    known: Sequence[Notice]
    issued_on: date
    said: list[str] = field(default_factory=list)
    span: tuple[date, date] | None = None
    days: int | None = None
    make_up: list[date] = field(default_factory=list)
    weekdays: list[tuple[date, int]] = field(default_factory=list)
    resumes_on: date | None = None
    alone: bool = False
    """Whether the paper says that nothing is worked for it."""

    def item(self) -> Item:
        """What was read."""
        assert self.span is not None
        festival = Festival(self.name, *self.span, tuple(self.make_up))
        return Item(festival, self.all_said, self.days, tuple(self.weekdays), self.resumes_on)

    @property
    def heading(self) -> str:
        """What stands before the first sentence of an item."""
        return f"{self.name}:" if self.name and not self.said else ""

    @property
    def all_said(self) -> str:
        """The sentences that arrange something, as printed."""
        return "；".join(self.said)


def festivals_in(written: str) -> list[str]:
    """The festivals a text names, by their usual names."""
    return [_ALIASES.get(name, name) for name in re.findall(NAME, written)]


def read_sentence(reading: Reading, sentence: str) -> None:
    """Take what a sentence arranges; raises Unreadable if it may arrange more than understood."""
    clauses = re.sub(r"\([^()]*\)", lambda m: m[0].replace(",", "、"), sentence).split(",")
    understood = [_understood(clause) for clause in clauses if clause]
    if None in understood:
        of_festival = reading.name or reading.span
        if any(understood) or _may_arrange(sentence) or (of_festival and not _is_usual(sentence)):
            raise Unreadable(f"看不懂“{printed(reading.heading + sentence)}”")
        return
    reading.said.append(printed(sentence))
    for found in filter(None, understood):
        take, match = found
        take(reading, match, printed(sentence))


def _may_arrange(sentence: str) -> bool:
    """Whether a sentence that was not understood may give days off or have some worked."""
    if _ADVICE.match(sentence):
        return False
    return bool(_ARRANGES.search(sentence)) or (
        bool(_MENTIONS.search(sentence)) and not _GENERAL.match(sentence)
    )


def _is_usual(sentence: str) -> bool:
    """Whether a sentence is one of those that notices say beside the days of a festival."""
    return bool(_ADVICE.match(sentence) or _GENERAL.match(sentence))


# -- the clauses --------------------------------------------------------------------------------


def _take_span(reading: Reading, match: re.Match[str], sentence: str) -> None:
    if reading.span is not None:
        raise Unreadable(f"“{sentence}”：同一项里有两段放假，看不懂")
    days = _days(reading, match[1], sentence)
    reading.span = (days[0], days[-1])
    if match[2]:
        _note_total(reading, match[2], sentence)


def _take_total(reading: Reading, match: re.Match[str], sentence: str) -> None:
    _note_total(reading, match[1], sentence)


def _note_total(reading: Reading, written: str, sentence: str) -> None:
    days = chinese_number(written)
    if reading.days not in (None, days):
        raise Unreadable(f"“{sentence}”：前面写明{reading.days}天，这里是{days}天")
    reading.days = days


def _join_weekend(reading: Reading, _match: re.Match[str], sentence: str) -> None:
    """A Friday is joined to the weekend after it, a Monday to the one before."""
    if reading.span is None:
        raise Unreadable(f"“{sentence}”没有写明哪天放假")
    first, last = reading.span
    before = 2 if first.weekday() == _MONDAY else 0
    after = 2 if last.weekday() == _FRIDAY else 0
    if not (before or after):
        raise Unreadable(f"“{sentence}”：放假的日子前后没有连着周末")
    reading.span = (first - timedelta(days=before), last + timedelta(days=after))


def _take_alone(reading: Reading, _match: re.Match[str], sentence: str) -> None:
    """“不调休”: nothing is worked for it."""
    reading.alone = True
    _refuse_both_ways(reading, sentence)


def _take_worked(reading: Reading, match: re.Match[str], sentence: str) -> None:
    reading.make_up += _days(reading, match[1], sentence)
    if len(set(reading.make_up)) < len(reading.make_up):
        raise Unreadable(f"“{sentence}”：同一天写了两次上班")
    _refuse_both_ways(reading, sentence)


def _refuse_both_ways(reading: Reading, sentence: str) -> None:
    if reading.alone and reading.make_up:
        raise Unreadable(f"“{sentence}”：同一项里既写不调休，又写了上班的日子")


def _take_resumed(reading: Reading, match: re.Match[str], sentence: str) -> None:
    if reading.resumes_on is not None:
        raise Unreadable(f"“{sentence}”：同一项里写了两次起上班的日子")
    [reading.resumes_on] = _days(reading, match[1], sentence)


def _extend(reading: Reading, match: re.Match[str], sentence: str) -> None:
    """The holiday keeps its beginning; days it was to be worked for fall away inside it."""
    year, [name] = int(match[1] or match[3]), festivals_in(match[2] or match[4])
    before = standing(reading.known, year, reading.issued_on).get(name)
    if year != reading.writing.year or before is None:
        raise Unreadable(f"“{sentence}”：没有找到{year}年{name}原来的安排，请先导入原通知")
    if reading.span is not None:
        raise Unreadable(f"“{sentence}”：同一项里有两段放假，看不懂")
    [last] = _days(reading, match[5], sentence)
    reading.name, reading.span = before.name, (before.first, last)
    reading.make_up += [day for day in before.make_up if not before.first <= day <= last]


def _days(reading: Reading, written: str, sentence: str) -> list[date]:
    """The days of a clause; what stands in brackets beside them is kept for the checks."""
    found = []
    for day, beside in read_days(written, reading.writing, sentence):
        found.append(day)
        weekday = weekday_of(beside, sentence)
        if weekday is not None:
            reading.weekdays.append((day, weekday))
    return found


_Take = Callable[[Reading, "re.Match[str]", str], None]
_CLAUSES: Mapping[str, _Take] = {
    rf"[自从]?({DAY}(?:{_TO}{DAY})?)(?:期间)?{_OFF}(?:共?{_COUNT})?": _take_span,
    rf"(?:共计?|合计|总共|连休){_COUNT}": _take_total,
    r"[与和]周末连休": _join_weekend,
    r"不(?:再)?调休": _take_alone,
    rf"({DAY}(?:[、和及]{DAY})*)均?(?:正常|照常|调休|补)?(?:上班|补班)": _take_worked,
    rf"({DAY})起(?:正常|照常|恢复)?上班": _take_resumed,
    rf"将?(?:延长(\d{{4}})年({NAME})假期|(\d{{4}})年({NAME})假期延长)至({DAY})": _extend,
}
_PATTERNS = [(re.compile(pattern), take) for pattern, take in _CLAUSES.items()]


def _understood(clause: str) -> tuple[_Take, re.Match[str]] | None:
    matches = ((take, pattern.fullmatch(clause)) for pattern, take in _PATTERNS)
    return next(((take, match) for take, match in matches if match), None)
