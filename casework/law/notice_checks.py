"""What stands against a holiday notice that was read from a paper, before anybody relies on it.

A notice moves the deadlines of every open case, so a slip of the pen must be caught here: each
check gives a sentence that names the item. Above 150 lines because they are read in one piece.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casework.law.calendar import FIRST_DAY
from casework.law.notices import Festival, Notice
from casework.law.predicted import LAST_PREDICTED_YEAR, statutory_festivals

FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
"""What a yearly notice must arrange."""

WEEKDAYS = "一二三四五六日"
_SATURDAY = 5
_LONGEST = 14
_ONE_DAY = timedelta(days=1)
_OTHERWISE = "请核对原文；原来导入有误的，先撤回再导入"


@dataclass(frozen=True, slots=True)
class Item:
    """One festival as a paper arranges it, with what the paper itself says of its days.

    `days` is the stated number of days off, `weekdays` the days with the weekday named beside
    each, `resumes_on` the day from which the paper says that everybody works again.
    """

    festival: Festival
    sentence: str = ""
    days: int | None = None
    weekdays: tuple[tuple[date, int], ...] = ()
    resumes_on: date | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A notice as it was read, not yet relied on. `amends`: the paper says it changes one."""

    number: str
    issued_on: date
    year: int
    items: tuple[Item, ...]
    amends: bool

    @property
    def notice(self) -> Notice:
        """The notice as the calendar takes it."""
        return Notice(
            self.number, self.issued_on, self.year, tuple(item.festival for item in self.items)
        )


def days_of(festivals: Iterable[Festival]) -> list[tuple[date, Festival, bool]]:
    """Every day that festivals arrange, in order; the third tells whether it is worked."""
    days = [(day, festival, False) for festival in festivals for day in off_days(festival)]
    days += [(day, festival, True) for festival in festivals for day in festival.make_up]
    return sorted(days, key=lambda each: each[0])


def off_days(festival: Festival) -> list[date]:
    """The days off of a festival."""
    span = range(festival.first.toordinal(), festival.last.toordinal() + 1)
    return [date.fromordinal(day) for day in span]


def standing(known: Iterable[Notice], year: int, issued_on: date) -> dict[str, Festival]:
    """How each festival of a year stood before a day of issue, by its single name."""
    found: dict[str, Festival] = {}
    for notice in sorted(known, key=lambda each: each.issued_on):
        if notice.year == year and notice.issued_on < issued_on:
            for festival in notice.festivals:
                found |= dict.fromkeys(festival.names(), festival)
    return found


def missing_festivals(items: Iterable[Item]) -> list[str]:
    """What a yearly notice arranges and these items do not."""
    names = {name for item in items for name in item.festival.names()}
    return [name for name in FESTIVALS if name not in names]


def is_known(draft: Draft, known: Iterable[Notice]) -> bool:
    """Whether this very notice is in the calendar already, day for day."""
    same = next((notice for notice in known if notice.number == draft.number), None)
    return same is not None and _content(same) == _content(draft.notice)


def doubts(draft: Draft, known: Sequence[Notice], today: date) -> list[str]:
    """Everything that forbids to rely on the notice, a sentence each; empty when it is sound."""
    found = [*_about_the_paper(draft, today), *_about_known(draft, known)]
    for item in draft.items:
        said = f"（{item.sentence}）" if item.sentence else ""
        about = f"{item.festival.name}一项{said}"
        found += [f"{about}：{sentence}" for sentence in _about_item(draft, item)]
    return [*found, *_contradictions(draft, known)]


def _content(notice: Notice) -> tuple[date, int, list[tuple[date, bool]]]:
    days = [(day, working) for day, _, working in days_of(notice.festivals)]
    return notice.issued_on, notice.year, days


def _about_the_paper(draft: Draft, today: date) -> Iterator[str]:
    issued = draft.issued_on
    if not FIRST_DAY.year < draft.year <= LAST_PREDICTED_YEAR:
        yield f"年度{draft.year}不在本系统的日历范围内"
    if f"〔{issued.year}〕" not in draft.number:
        yield f"文号{draft.number}的年份与发布日期{issued}不一致"
    if issued > today:
        yield f"发布日期{issued}在今天以后"
    if not draft.year - 1 <= issued.year <= draft.year:
        yield f"发布日期{issued}与所安排的{draft.year}年不相符"


def _about_known(draft: Draft, known: Sequence[Notice]) -> Iterator[str]:
    same = next((notice for notice in known if notice.number == draft.number), None)
    of_year = next((notice for notice in known if notice.year == draft.year), None)
    if same is not None:
        if not is_known(draft, known):
            yield f"{draft.number}已经在日历中，但{_differs(same, draft)}，{_OTHERWISE}"
    elif of_year is None:
        yield from _about_first(draft)
    elif not draft.amends:
        told = f"{draft.year}年的安排已有{of_year.number}，这份通知没有写明是调整它"
        yield f"{told}，{_OTHERWISE}"
    elif draft.issued_on <= of_year.issued_on:
        yield f"调整的通知不会早于原通知（{of_year.number}，{of_year.issued_on}）"


def _differs(same: Notice, draft: Draft) -> str:
    if _content(same)[1:] == _content(draft.notice)[1:]:
        return f"发布日期是{same.issued_on}，与这份（{draft.issued_on}）不同"
    return "所载的日期与这份不同"


def _about_first(draft: Draft) -> Iterator[str]:
    """The first notice of a year arranges all of it."""
    missing = missing_festivals(draft.items)
    if draft.amends:
        yield f"这是调整{draft.year}年安排的通知，请先导入{draft.year}年部分节假日安排的通知"
    elif missing:
        yield f"{draft.year}年的通知缺少{'、'.join(missing)}的安排"


def _about_item(draft: Draft, item: Item) -> Iterator[str]:
    festival = item.festival
    length = (festival.last - festival.first).days + 1
    if not 1 <= length <= _LONGEST:
        yield f"放假由{festival.first}至{festival.last}，起止日期不对"
        return
    if item.days is not None and item.days != length:
        yield f"写明共{item.days}天，由{festival.first}至{festival.last}却是{length}天"
    if item.resumes_on and item.resumes_on != festival.last + _ONE_DAY:
        yield f"写明{item.resumes_on}起上班，与放假至{festival.last}不一致"
    yield from _wrong_weekdays(item)
    yield from _out_of_place(draft, festival)


def _wrong_weekdays(item: Item) -> Iterator[str]:
    for day, weekday in item.weekdays:
        if day.weekday() != weekday:
            yield f"{day}写作周{WEEKDAYS[weekday]}，实为周{WEEKDAYS[day.weekday()]}"
    for day in item.festival.make_up:
        if day.weekday() < _SATURDAY:
            yield f"{day}（周{WEEKDAYS[day.weekday()]}）本是工作日，不应列为调休上班"


def _out_of_place(draft: Draft, festival: Festival) -> Iterator[str]:
    """Days outside the year, and a span that leaves out a day the law itself gives."""
    for day in (festival.first, festival.last, *festival.make_up):
        reaches_back = day.year == draft.year - 1 and day.month == 12  # noqa: PLR2004
        if day.year != draft.year and not (reaches_back and "元旦" in festival.names()):
            yield f"{day}不在{draft.year}年"
    for own in statutory_festivals(draft.year):
        inside = festival.first <= own.first and own.last <= festival.last
        if own.name in festival.names() and not inside:
            yield f"放假由{festival.first}至{festival.last}，没有包含法定假日{own.first}"


def _contradictions(draft: Draft, known: Sequence[Notice]) -> Iterator[str]:
    """No day may be given twice, off and worked, or off for two festivals."""
    changed = {name for item in draft.items for name in item.festival.names()}
    names = [name for item in draft.items for name in item.festival.names()]
    yield from (f"{name}安排了两次" for name in sorted(changed) if names.count(name) > 1)
    before = standing(known, draft.year, draft.issued_on)
    lost = {name for name in before if before[name].names() & changed} - changed
    yield from (f"{name}原来与别的节日合并安排，这份通知没有写明它" for name in sorted(lost))
    kept = {f for f in before.values() if f.names().isdisjoint(changed)}
    new = [item.festival for item in draft.items]
    seen: dict[date, tuple[Festival, bool]] = {}
    for day, festival, working in days_of([*kept, *new]):
        other, as_worked = seen.setdefault(day, (festival, working))
        if (other, as_worked) != (festival, working):
            both = "既放假又上班" if working != as_worked else "安排了两次"
            yield f"{day}{both}（{other.name}、{festival.name}）"


# -- from bare days -----------------------------------------------------------------------------


def festivals_of(
    year: int, off: Iterable[date], work: Iterable[date], names: dict[date, str]
) -> tuple[Festival, ...]:
    """The festivals that bare days make: stretches of days off, each worked day to the nearest.

    `names` tells the festival of days where the paper does. Raises ValueError, with the sentence,
    for days off that belong to no festival.
    """
    worked = sorted(set(work))
    spans = [Festival(_name(year, span, names), *span) for span in _spans(off, worked, names)]
    if not spans:
        raise ValueError("没有放假的日子")
    mine: dict[Festival, list[date]] = {span: [] for span in spans}
    for day in worked:
        named = [span for span in spans if names.get(day) == span.name]
        mine[min(named or spans, key=lambda span: _distance(span, day))].append(day)
    return tuple(Festival(f.name, f.first, f.last, tuple(days)) for f, days in mine.items())


def _spans(
    off: Iterable[date], worked: Sequence[date], names: dict[date, str]
) -> list[tuple[date, date]]:
    """Stretches of days off; a weekend between two of them that is not worked joins them."""
    spans: list[tuple[date, date]] = []
    for day in sorted(set(off)):
        if spans and _joined(spans[-1][1], day, worked) and _same(spans[-1][1], day, names):
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans


def _same(last: date, day: date, names: dict[date, str]) -> bool:
    return names.get(last) == names.get(day)


def _joined(last: date, day: date, worked: Sequence[date]) -> bool:
    between = [date.fromordinal(n) for n in range(last.toordinal() + 1, day.toordinal())]
    return all(each.weekday() >= _SATURDAY and each not in worked for each in between)


def _name(year: int, span: tuple[date, date], names: dict[date, str]) -> str:
    first, last = span
    if names.get(first):
        return names[first]
    own = [f for f in statutory_festivals(year) if f.first <= last and first <= f.last]
    if not own:
        raise ValueError(f"{first}至{last}放假，不知是哪个节日")
    return "、".join(festival.name for festival in sorted(own, key=lambda f: f.first))


def _distance(span: Festival, day: date) -> int:
    return (span.first - day).days if day < span.first else (day - span.last).days
