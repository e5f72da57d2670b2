"""How a date came about, in numbered steps: one text for page, letter and program.

Steps are made only when somebody asks; the reckoning itself carries no text.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from casework.cases.beginnings import beginnings, start_of, waiting
from casework.cases.events import Reopened
from casework.cases.milestones import WAITING, Counted, Milestone
from casework.cases.open_questions import readings_of
from casework.cases.runs import Reckoning
from casework.cases.stretches import ONE_DAY, Step, stretch, stretches
from casework.cases.unsure import unsure_because
from casework.cases.wording import day_in_full, day_off_because
from casework.law.calendar import WorkCalendar
from casework.law.terms import LITIGATION_AFTER_RECONSIDERATION, REPLY, Unit


def explain(milestone: Milestone, calendar: WorkCalendar) -> tuple[Step, ...]:
    """The numbered steps to a milestone's date, by the calendar it was reckoned with."""
    if isinstance(milestone.basis, Counted):
        steps = _counted(milestone, milestone.basis, calendar)
    elif isinstance(milestone.basis, Reckoning):
        steps = _reckoned(milestone, _part_of(milestone, milestone.basis), calendar)
    else:
        steps = _bare(milestone)
    all_steps = chain(steps, _unsure(milestone, calendar), _other_readings(milestone, calendar))
    return tuple(replace(step, n=place) for place, step in enumerate(all_steps, start=1))


def _unsure(milestone: Milestone, calendar: WorkCalendar) -> Iterator[Step]:
    text = unsure_because(milestone, calendar)
    if text:
        yield Step(0, None, milestone.due_on, None, text, milestone.article)


def _other_readings(milestone: Milestone, calendar: WorkCalendar) -> Iterator[Step]:
    for reading in readings_of(milestone, calendar):
        others = "”，或者“".join(reading.others)
        followed = f"此处按“{reading.followed}”处理"
        text = f"法律没有明确规定的：{reading.question}{followed}；也有意见认为“{others}”。"
        yield Step(0, None, None, None, text, reading.articles[0])
    cautious = milestone.cautious_on
    if milestone.name == "reply" and cautious and cautious != milestone.due_on:
        text = f"按较严的理解，最迟应当在{day_in_full(cautious)}答复，内部宜以此日为准。"
        yield Step(0, None, cautious, None, text, milestone.article)


def _bare(milestone: Milestone) -> Iterator[Step]:
    """Where nothing was counted: a day that the letter itself names, or why there is none."""
    due = milestone.due_on
    text = f"文书写明的期限为{day_in_full(due)}。" if due else _why_no_day(milestone)
    if text:
        yield Step(0, None, due, None, text, milestone.article)
    if milestone.waiting_for == "reconsideration":
        term = LITIGATION_AFTER_RECONSIDERATION
        then = f"对复议决定不服的，自收到复议决定书之日起{term}内可以向人民法院起诉。"
        yield Step(0, None, None, None, then, term.article)


def _why_no_day(milestone: Milestone) -> str:
    if milestone.waiting_for:
        return f"{WAITING[milestone.waiting_for]}，目前没有期限。"
    if milestone.done_on is not None:
        return f"已于{day_in_full(milestone.done_on)}结束，没有需要计算的期限。"
    if "undelivered" in milestone.flags:
        return "文书被退回，没有送达，期限没有开始；请重新送达，送达后起算。"
    if "no_term" in milestone.flags:
        return "补正告知书没有写明补正期限，无从计算；请以书面确定合理的期限。"
    return ""


# -- a single term ------------------------------------------------------------------------------


def _counted(milestone: Milestone, basis: Counted, calendar: WorkCalendar) -> Iterator[Step]:
    yield start_of(basis.start, basis.cause)
    end = milestone.due_on
    if end is None:
        return
    if basis.term.unit is Unit.WORKDAYS:
        yield stretch(basis.start, end, calendar, basis.term.article)
    else:
        raw = basis.raw_end or end
        text = f"自次日起计算{basis.term}，至{day_in_full(raw)}届满。"
        yield Step(0, basis.start + ONE_DAY, raw, None, text, basis.term.article)
        if raw != end:
            why = day_off_because(raw, end, calendar)
            moved = f"届满之日为法定休假日{why}，顺延至{day_in_full(end)}。"
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
    if basis.round is not None and basis.cause is not None:
        yield from beginnings(basis.round, basis.cause, calendar)
    if basis.waiting_for:
        yield from waiting(basis.round, basis.waiting_for, calendar)
        return
    if basis.start is None or basis.base_due is None or basis.due is None:
        return
    if isinstance(basis.cause, Reopened) and basis.cause.due_by:
        text = f"决定或者判决确定的期限为{day_in_full(basis.cause.due_by)}。"
        yield Step(0, None, basis.cause.due_by, None, text, milestone.article)
    else:
        yield from stretches(basis.start, basis.base_due, basis.stops, calendar)
        yield from _extensions(basis, calendar)
    yield _result(basis.due, milestone)


def _extensions(basis: Reckoning, calendar: WorkCalendar) -> Iterator[Step]:
    assert basis.base_due is not None
    if basis.extensions:
        days = basis.added
        sent = "、".join(day_in_full(extended.on) for extended in basis.extensions)
        total = "共" if len(basis.extensions) > 1 else ""
        text = f"{sent}发出延期答复告知书，自原期限届满次日起{total}延长{days}个工作日。"
        yield Step(0, basis.base_due, None, None, text, REPLY.article)
        if basis.term_end is not None:
            since = day_in_full(basis.base_due + ONE_DAY)
            yield from stretches(basis.base_due, basis.term_end, basis.stops, calendar, since)
    if basis.deferred is not None:
        text = (
            f"申请数量、频次明显超过合理范围，确定延迟答复至{day_in_full(basis.deferred.until)}。"
        )
        yield Step(0, basis.deferred.on, basis.deferred.until, None, text, "条例第三十五条")


def _result(due: date, milestone: Milestone) -> Step:
    provisional = "；有关年度的放假安排尚未公布，此日期为暂定" if milestone.provisional else ""
    text = f"期限届满之日为{day_in_full(due)}{provisional}。"
    return Step(0, None, due, None, text, milestone.article)
