"""What if: the deadlines a case would have, beside those it has; nothing is recorded."""

from dataclasses import dataclass
from datetime import date

from casework.cases.milestones import FLAGS, WAITING, Milestone
from casework.cases.supposed import Supposition, suppose
from casework.cases.wording import day_in_full
from casework.desk.casefile import Record
from casework.desk.deadline_lines import DeadlineLine, deadline_lines
from casework.desk.refusals import NotAllowed
from casework.law.calendar import OutsideCalendar, WorkCalendar

_WITHOUT_EFFECT = frozenset(
    {
        *("late_extension", "late_fee_notice", "second_notice"),
        *("consultation_unproven", "fixed_by_decision", "extension_before_restart"),
    }
)
"""Why something supposed may leave the day of the reply where it is."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One deadline: how it stands now (None: it is not there yet), and how it would."""

    now: Milestone | None
    then: DeadlineLine
    moved: str
    """By how many working days it would move; empty where it would not."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What the supposed would lead to."""

    sentence: str
    on: date
    """The last supposed day, or today: as of then the supposed deadlines are told."""
    deadlines: tuple[Comparison, ...]
    refusals: tuple[str, ...]
    """Why some of it could not happen so; it is left out of the dates."""


def what_if(record: Record, supposition: Supposition) -> WhatIf:
    """The deadlines of the current round, supposed; raises NotAllowed beyond the calendar."""
    try:
        supposed = suppose(record.events, supposition, record.calendar, record.today)
    except OutsideCalendar as beyond:
        raise NotAllowed(f"{beyond}，请核对假如的日期") from None
    now = {_key(m): m for m in record.reckoned.milestones}
    lines = deadline_lines(supposed.reckoned, record.calendar, supposed.on)
    current = supposed.reckoned.history.current.number
    compared = tuple(
        Comparison(
            now.get(_key(line.milestone)),
            line,
            _moved(now.get(_key(line.milestone)), line.milestone, record.calendar),
        )
        for line in lines
        if line.milestone.round == current
    )
    refusals = (
        f"{day_in_full(each.event.on)}{each.event.label}：{each.reason}"
        for each in supposed.objections
    )
    return WhatIf(_reply_told(compared), supposed.on, compared, tuple(refusals))


def _key(milestone: Milestone) -> tuple[str, str, int]:
    return milestone.name, milestone.ref, milestone.round


def _moved(now: Milestone | None, then: Milestone, calendar: WorkCalendar) -> str:
    if now is None or now.due_on == then.due_on:
        return ""
    if now.due_on is None or then.due_on is None:
        return "有变化"
    if then.due_on > now.due_on:
        return _by("推后", calendar.workdays_between(now.due_on, then.due_on))
    return _by("提前", calendar.workdays_between(then.due_on, now.due_on))


def _by(how: str, workdays: int) -> str:
    return f"{how}{workdays}个工作日" if workdays else how


def _reply_told(compared: tuple[Comparison, ...]) -> str:
    """The one sentence about the reply."""
    reply = next((each for each in compared if each.then.milestone.name == "reply"), None)
    if reply is None:
        return "本件没有正在计算的答复期限。"
    told = _told(reply.then.milestone)
    if reply.now is not None and reply.now.due_on == reply.then.milestone.due_on:
        return f"假如这样，答复期限不变：{told}{_why_unmoved(reply.now, reply.then.milestone)}。"
    before = f"现在{_told(reply.now)}；" if reply.now else ""
    moved = f"，{reply.moved}" if reply.then.milestone.due_on and reply.now else ""
    return f"{before}假如这样，{told}{'' if moved == '，有变化' else moved}。"


def _why_unmoved(now: Milestone, then: Milestone) -> str:
    """What was supposed and has no effect."""
    new = [FLAGS[flag] for flag in then.flags if flag in _WITHOUT_EFFECT and flag not in now.flags]
    return f"（{'；'.join(new)}）" if new else ""


def _told(reply: Milestone) -> str:
    if reply.done_on is not None:
        return f"已于{day_in_full(reply.done_on)}答复"
    if reply.due_on is None:
        waiting = WAITING.get(reply.waiting_for, "")
        return f"{waiting}，没有答复期限" if waiting else "没有答复期限"
    provisional = "（暂定）" if reply.provisional else ""
    return f"最迟应当在{day_in_full(reply.due_on)}答复{provisional}"
