"""How a date came about, in numbered steps: one text for page, letter and program.

Steps are made only when somebody asks; the reckoning itself carries no text.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from casework.cases.events import Consulted, Event, FeePaid, Received, Reopened, Supplemented
from casework.cases.fields import LETTER
from casework.cases.milestones import WAITING, Counted, Milestone
from casework.cases.runs import Reckoning
from casework.cases.standstill import Stop
from casework.cases.wording import day_in_full, why_not_counted
from casework.law.calendar import WorkCalendar
from casework.law.readings import READINGS_BY_CODE, Reading
from casework.law.receipt import CHANNELS_BY_CODE
from casework.law.terms import REPLY, Unit

_PARTIES = {
    "third_party": "第三方意见",
    "co_author": "共同制作机关意见",
    "other_agency": "其他机关意见",
}
_ONE_DAY = timedelta(days=1)
_LETTER_NAMES = dict(LETTER)
_READING_OF_FLAG = {
    "late_supplement_notice": "late_supplement_notice",
    "late_extension": "extension_base",
    "consultation_unproven": "consultation_proof",
}
_GROUNDS = {
    "reconsideration": "收到行政复议决定",
    "litigation": "收到人民法院裁判",
    "own_motion": "本机关自行纠正原答复",
}
_STANDSTILL_ARTICLE = "条例第三十三条第三款"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an explanation: from and to which day, how many working days, and why."""

    n: int
    start: date | None
    end: date | None
    workdays: int | None
    text: str
    article: str


def explain(milestone: Milestone, calendar: WorkCalendar) -> tuple[Step, ...]:
    """The numbered steps to a milestone's date, by the calendar it was reckoned with."""
    if isinstance(milestone.basis, Counted):
        steps = _counted(milestone, milestone.basis, calendar)
    elif isinstance(milestone.basis, Reckoning):
        steps = _reckoned(milestone, _part_of(milestone, milestone.basis), calendar)
    else:
        steps = _bare(milestone)
    all_steps = chain(steps, _other_readings(milestone, calendar))
    return tuple(replace(step, n=place) for place, step in enumerate(all_steps, start=1))


def readings_of(milestone: Milestone, calendar: WorkCalendar) -> list[Reading]:
    """The open questions of law that a reply date turns on."""
    basis = milestone.basis
    if milestone.name != "reply" or not isinstance(basis, Reckoning):
        return []
    told = [_READING_OF_FLAG[flag] for flag in milestone.flags if flag in _READING_OF_FLAG]
    if isinstance(basis.cause, Received):
        told.extend(_about_receipt(basis.cause, milestone.flags, calendar))
    elif isinstance(basis.cause, FeePaid):
        told.append("fee_restart")
    if basis.stops:
        told.append("consultation_ends")
    return [READINGS_BY_CODE[code] for code in dict.fromkeys(told)]


def _about_receipt(
    received: Received, flags: tuple[str, ...], calendar: WorkCalendar
) -> Iterator[str]:
    if "receipt_disputable" in flags:
        mail = received.channel == "ordinary_mail"
        yield "ordinary_mail_receipt" if mail else "internet_receipt"
    if received.channel == "forwarded":
        yield "forwarded_receipt"
    if not calendar.is_workday(received.on):
        yield "receipt_on_rest_day"


def _other_readings(milestone: Milestone, calendar: WorkCalendar) -> Iterator[Step]:
    for reading in readings_of(milestone, calendar):
        others = "；".join(reading.others)
        followed = f"这里按“{reading.followed}”"
        text = f"法律没有明确规定的：{reading.question}{followed}；也有认为“{others}”。"
        yield Step(0, None, None, None, text, reading.articles[0])
    cautious = milestone.cautious_on
    if milestone.name == "reply" and cautious and cautious != milestone.due_on:
        text = f"按较严的理解，最迟应当在{day_in_full(cautious)}答复，内部宜以此日为准。"
        yield Step(0, None, cautious, None, text, milestone.article)


def _bare(milestone: Milestone) -> Iterator[Step]:
    if milestone.due_on is not None:
        text = f"期限为{day_in_full(milestone.due_on)}。"
        yield Step(0, None, milestone.due_on, None, text, milestone.article)
    elif milestone.waiting_for:
        text = f"{WAITING[milestone.waiting_for]}，目前没有期限。"
        yield Step(0, None, None, None, text, milestone.article)


# -- a single term ------------------------------------------------------------------------------


def _counted(milestone: Milestone, basis: Counted, calendar: WorkCalendar) -> Iterator[Step]:
    yield _start(basis.start, basis.cause)
    end = milestone.due_on
    if end is None:
        return
    if basis.term.unit is Unit.WORKDAYS:
        yield _stretch(basis.start, end, calendar, basis.term.article)
    else:
        raw = basis.raw_end or end
        text = f"自次日起计算{basis.term}，至{day_in_full(raw)}届满。"
        yield Step(0, basis.start + _ONE_DAY, raw, None, text, basis.term.article)
        if raw != end:
            moved = f"届满之日为法定休假日，顺延至{day_in_full(end)}。"
            yield Step(0, raw, end, None, moved, "民事诉讼法第八十五条")
    yield _result(end, milestone)


def _part_of(milestone: Milestone, basis: Reckoning) -> Reckoning:
    """What of the reply's reckoning a milestone rests on: a notice, only the term before it."""
    if milestone.name != "extension_notice":
        return basis
    end = basis.base_due
    return replace(basis, due=end, term_end=end, extensions=[], deferred=None)


# -- the reply ----------------------------------------------------------------------------------


def _reckoned(milestone: Milestone, basis: Reckoning, calendar: WorkCalendar) -> Iterator[Step]:
    if basis.start is not None and basis.cause is not None:
        yield _start(basis.start, basis.cause)
    if basis.waiting_for:
        yield _waiting(basis.waiting_for)
        return
    if basis.start is None or basis.base_due is None or basis.due is None:
        return
    if isinstance(basis.cause, Reopened) and basis.cause.due_by:
        text = f"决定或者判决确定的期限为{day_in_full(basis.cause.due_by)}。"
        yield Step(0, None, basis.cause.due_by, None, text, milestone.article)
    else:
        yield from _stretches(basis.start, basis.base_due, basis.stops, calendar)
        yield from _extensions(basis, calendar)
    yield _result(basis.due, milestone)


def _waiting(waiting_for: str) -> Step:
    text, article = {
        "supplement": ("等待申请人补正；答复期限自收到补正的申请之日起重新计算。", "条例第三十条"),
        "fee": ("等待申请人缴费；答复期限自缴费次日起重新计算。", "收费办法第六条"),
        "opinion": ("等待被征求机关的意见，期间不计算在答复期限内。", _STANDSTILL_ARTICLE),
    }[waiting_for]
    return Step(0, None, None, None, text, article)


def _stretches(
    start: date, end: date, stops: list[Stop], calendar: WorkCalendar
) -> Iterator[Step]:
    """The days counted and, between them, the days on which the clock stood still."""
    cursor = start
    for stop in sorted(stops, key=lambda each: each[:2]):
        begin, until = max(stop.after, cursor), min(stop.until, end)
        if begin >= end or until <= begin:
            continue
        if begin > cursor:
            yield _stretch(cursor, begin, calendar, REPLY.article)
        yield _standstill(stop, begin, until, calendar)
        cursor = until
    if cursor < end:
        yield _stretch(cursor, end, calendar, REPLY.article)


def _standstill(stop: Stop, begin: date, until: date, calendar: WorkCalendar) -> Step:
    consulted = stop.letter.event
    party = _PARTIES[consulted.party] if isinstance(consulted, Consulted) else "意见"
    days = calendar.workdays_between(begin, until)
    told = f"{day_in_full(stop.after)}发出征求意见书（编号{stop.letter.ref}），征求{party}，"
    if begin > stop.after:
        told += f"{day_in_full(begin)}以前已经计入或者扣除，此后至{day_in_full(until)}"
    else:
        told += f"次日起至{day_in_full(until)}"
    text = f"{told}的{days}个工作日不计算在内。"
    return Step(0, begin + _ONE_DAY, until, days, text, _STANDSTILL_ARTICLE)


def _extensions(basis: Reckoning, calendar: WorkCalendar) -> Iterator[Step]:
    assert basis.base_due is not None
    if basis.extensions:
        days = basis.added
        sent = "、".join(day_in_full(extended.on) for extended in basis.extensions)
        text = f"{sent}发出延期答复告知书，自原期限届满次日起延长{days}个工作日。"
        yield Step(0, basis.base_due, None, None, text, REPLY.article)
        if basis.term_end is not None:
            yield from _stretches(basis.base_due, basis.term_end, basis.stops, calendar)
    if basis.deferred is not None:
        text = (
            f"申请数量、频次明显超过合理范围，确定延迟答复至{day_in_full(basis.deferred.until)}。"
        )
        yield Step(0, basis.deferred.on, basis.deferred.until, None, text, "条例第三十五条")


# -- pieces ---------------------------------------------------------------------------------------


def _start(start: date, cause: Event) -> Step:
    day = day_in_full(start)
    match cause:
        case Received():
            channel = CHANNELS_BY_CODE[cause.channel]
            text = f"{day}收到申请（{channel.label}：{channel.rule}），当日不计。"
            article = channel.article
        case Supplemented():
            text, article = f"{day}收到补正的申请，期限重新计算，当日不计。", "条例第三十条"
        case FeePaid():
            text, article = f"{day}申请人缴费，期限自次日起重新计算。", "收费办法第六条"
        case Reopened():
            text, article = f"{day}{_GROUNDS[cause.ground]}，重新办理，当日不计。", REPLY.article
        case _:
            letter = _LETTER_NAMES.get(cause.kind, cause.label)
            text = f"{letter}于{day}送达，期间开始之日不计。"
            article = "民事诉讼法第八十五条"
    return Step(0, start, start, 0, text, article)


def _stretch(after: date, until: date, calendar: WorkCalendar, article: str) -> Step:
    days = calendar.workdays_between(after, until)
    reasons = why_not_counted(after, until, calendar)
    text = f"自次日起至{day_in_full(until)}，计{days}个工作日"
    said = f"{text}（{reasons}）。" if reasons else f"{text}。"
    return Step(0, after + _ONE_DAY, until, days, said, article)


def _result(due: date, milestone: Milestone) -> Step:
    provisional = "；有关年度的放假安排尚未公布，此日期为暂定" if milestone.provisional else ""
    text = f"期限届满之日为{day_in_full(due)}{provisional}。"
    return Step(0, None, due, None, text, milestone.article)
