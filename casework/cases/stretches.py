"""The steps between the start of a term and its end: days counted, days that stood still."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from casework.cases.events import Consulted
from casework.cases.standstill import OPINION_TERMS, Stop
from casework.cases.wording import day_in_full, why_not_counted
from casework.law.calendar import WorkCalendar
from casework.law.terms import REPLY

_PARTIES = {
    "third_party": "第三方意见",
    "co_author": "共同制作机关意见",
    "other_agency": "其他机关意见",
}
_STANDSTILL_ARTICLE = "条例第三十三条第三款"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an explanation: from and to which day, how many working days, and why."""

    n: int
    start: date | None
    end: date | None
    workdays: int | None
    text: str
    article: str


def stretch(
    after: date, until: date, calendar: WorkCalendar, article: str, since: str = "次日"
) -> Step:
    """Days that count, and why those between them do not; `since` names the first of them.

    “次日” will do where the step before this one has just named the day before.
    """
    days = calendar.workdays_between(after, until)
    reasons = why_not_counted(after, until, calendar)
    text = f"自{since}起至{day_in_full(until)}，计{days}个工作日"
    said = f"{text}（{reasons}）。" if reasons else f"{text}。"
    return Step(0, after + ONE_DAY, until, days, said, article)


def stretches(
    start: date, end: date, stops: list[Stop], calendar: WorkCalendar, since: str = "次日"
) -> Iterator[Step]:
    """The days counted and, between them, the days on which the clock stood still."""
    cursor = start
    for stop in sorted(stops, key=lambda each: each[:2]):
        if stop.after >= end or stop.until <= start:
            continue
        begin, until = max(stop.after, cursor), min(stop.until, end)
        if until <= begin:
            yield _covered(stop)
            continue
        if begin > cursor:
            yield stretch(cursor, begin, calendar, REPLY.article, since)
        yield _standstill(stop, begin, until, calendar)
        cursor, since = until, day_in_full(until + ONE_DAY)
    if cursor < end:
        yield stretch(cursor, end, calendar, REPLY.article, since)


def _standstill(stop: Stop, begin: date, until: date, calendar: WorkCalendar) -> Step:
    days = calendar.workdays_between(begin, until)
    since = "自次日起"
    if begin > stop.after:
        since = f"截至{day_in_full(begin)}的已在上文扣除，此后"
    text = f"{_asked(stop)}，{since}至{_end_of(stop)}的{days}个工作日不计算在内。"
    return Step(0, begin + ONE_DAY, until, days, text, _STANDSTILL_ARTICLE)


def _covered(stop: Stop) -> Step:
    """A consultation that went on while another stopped the clock anyway."""
    text = f"{_asked(stop)}，至{_end_of(stop)}都在上述不计算的期间内，不重复扣除。"
    return Step(0, stop.after + ONE_DAY, stop.until, 0, text, _STANDSTILL_ARTICLE)


def _asked(stop: Stop) -> str:
    consulted = stop.letter.event
    party = _PARTIES[consulted.party] if isinstance(consulted, Consulted) else "意见"
    return f"{day_in_full(stop.after)}发出征求意见书（编号{stop.letter.ref}），征求{party}"


def _end_of(stop: Stop) -> str:
    """The day on which a standstill ended, and by what."""
    letter, day = stop.letter, day_in_full(stop.until)
    ends = (
        (letter.answered_on, "收到意见之日"),
        (letter.returned_on, "征求意见书退回之日"),
        (letter.ended_on, "终止征求意见之日"),
        (letter.withdrawn_on, "收回征求意见书之日"),
    )
    for ended_on, why in ends:
        if ended_on == stop.until:
            return f"{day}{why}"
    if isinstance(letter.event, Consulted) and letter.event.party in OPINION_TERMS:
        return f"{day}意见期限届满之日"
    return f"{day}（意见尚未收到，计至这一天）"
