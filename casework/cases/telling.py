"""A reckoned case told whole: as plain data for programs, as text for people.

The command `deadlines`, the interface and the proof bundle all tell it so; the steps are those
of `explain`, word for word.
"""

from datetime import date
from typing import Any

from casework.cases.deadlines import Reckoned, calendar_of
from casework.cases.explain import explain
from casework.cases.history import Objection
from casework.cases.milestones import FLAGS, NAMES, WAITING, Milestone
from casework.cases.states import STATES
from casework.cases.wording import day_in_full
from casework.law.calendar import WorkCalendar


def as_data(reckoned: Reckoned, calendar: WorkCalendar) -> dict[str, Any]:
    """State, milestones with their steps, and what could not stand; days as ISO text."""
    return {
        "state": reckoned.state,
        "milestones": [_milestone(each, reckoned, calendar) for each in reckoned.milestones],
        "inadmissible": [_objection(each) for each in reckoned.inadmissible],
    }


def as_text(reckoned: Reckoned, calendar: WorkCalendar) -> str:
    """The same to be read: a line for each milestone, its steps below it."""
    lines = [f"状态：{STATES.get(reckoned.state or '', '尚未收到申请')}"]
    for milestone in reckoned.milestones:
        lines.append(f"{name_of(milestone)}：{_when(milestone)}")
        lines.extend(f"    ※ {FLAGS[flag]}" for flag in milestone.flags)
        known = calendar_of(milestone, reckoned.history, calendar)
        lines.extend(f"    {s.n}. {s.text}（{s.article}）" for s in explain(milestone, known))
    for objection in reckoned.inadmissible:
        event = objection.event
        lines.append(f"不能成立：{event.on} {event.label}：{objection.reason}")
    return "\n".join([*lines, ""])


def name_of(milestone: Milestone) -> str:
    """What staff call a milestone, with the number of its letter and a later round of its case."""
    ref = f"（编号{milestone.ref}）" if milestone.ref else ""
    turn = f"（第{milestone.round}轮）" if milestone.round > 1 else ""
    return f"{NAMES[milestone.name]}{ref}{turn}"


def _milestone(milestone: Milestone, reckoned: Reckoned, calendar: WorkCalendar) -> dict[str, Any]:
    known = calendar_of(milestone, reckoned.history, calendar)
    return {
        "name": milestone.name,
        "ref": milestone.ref or None,
        "round": milestone.round,
        "due_on": _iso(milestone.due_on),
        "cautious_on": _iso(milestone.cautious_on),
        "done_on": _iso(milestone.done_on),
        "binds": milestone.binds,
        "waiting_for": milestone.waiting_for or None,
        "provisional": milestone.provisional,
        "article": milestone.article,
        "steps": [
            {
                "n": step.n,
                "from": _iso(step.start),
                "to": _iso(step.end),
                "workdays": step.workdays,
                "text": step.text,
                "article": step.article,
            }
            for step in explain(milestone, known)
        ],
        "flags": list(milestone.flags),
    }


def _objection(objection: Objection) -> dict[str, Any]:
    event = objection.event
    return {
        "seq": event.seq,
        "kind": event.kind,
        "on": event.on.isoformat(),
        "reason": objection.reason,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _when(milestone: Milestone) -> str:
    due, cautious = milestone.due_on, milestone.cautious_on
    if due is None:
        return WAITING.get(milestone.waiting_for, "没有期限")
    told = day_in_full(due) + ("（暂定）" if milestone.provisional else "")
    if cautious is not None and cautious != due:
        told += f"，谨慎日期{day_in_full(cautious)}"
    return told
