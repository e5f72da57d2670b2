"""`casework deadlines FILE|- --json`: events in, milestones with their steps out (no database)."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from casework.cases.deadlines import Reckoned, calendar_of, deadlines
from casework.cases.events import Event
from casework.cases.explain import explain
from casework.cases.history import Objection
from casework.cases.milestones import FLAGS, NAMES, WAITING, Milestone
from casework.cases.parsing import BadEvent, events_from_list, read_day, shortly
from casework.cases.states import STATES
from casework.cases.wording import day_in_full
from casework.commands.answer import Arguments, WrongCall, print_json, read_json
from casework.law.calendar import OutsideCalendar, WorkCalendar, issued_calendar

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class _Case:
    """One history as given: its events, and the day it is looked at, if one was given."""

    events: list[Event]
    today: date | None


def run(arguments: list[str]) -> int:
    """Reckon the histories in a file; exit code 1 if an event could not stand."""
    parser = Arguments("deadlines", "每个节点的期限、计算步骤和条款")
    parser.add_argument("file", metavar="FILE", help="事件的 JSON 文件，- 为标准输入")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    options = parser.parse_args(arguments)
    given = read_json(options.file)
    many = isinstance(given, list)
    cases = [_case(one, place if many else 0) for place, one in enumerate(_list(given), start=1)]
    calendar = issued_calendar()
    answers = [
        _reckon(case, calendar, f"第{place}件：" if many else "")
        for place, case in enumerate(cases, start=1)
    ]
    if options.json:
        told = [_as_json(answer, calendar) for answer in answers]
        print_json(told if many else told[0])
    else:
        sys.stdout.write("\n".join(_as_text(answer, calendar) for answer in answers))
    return 1 if any(answer.inadmissible for answer in answers) else 0


def _list(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [given]


def _case(given: Any, place: int) -> _Case:
    where = f"第{place}件：" if place else ""
    if not isinstance(given, Mapping) or "events" not in given:
        raise WrongCall(f'{where}应当是 {{"events": […], "today": "2023-03-10"}} 这样的对象')
    unknown = sorted(map(str, set(given) - {"events", "today"}))
    if unknown:
        raise WrongCall(f"{where}有不认识的字段：{'、'.join(map(shortly, unknown))}")
    try:
        events = events_from_list(given["events"])
    except BadEvent as wrong:
        raise WrongCall(f"{where}{wrong}") from None
    if given.get("today") is None:
        return _Case(events, None)
    try:
        return _Case(events, read_day(given["today"]))
    except ValueError as wrong:
        raise WrongCall(f"{where}today 的值 {shortly(given['today'])} 不对：{wrong}") from None


def _reckon(case: _Case, calendar: WorkCalendar, where: str) -> Reckoned:
    """By the day given; without one, by today, or by the last event where that is later."""
    today = case.today
    if today is None:
        now = datetime.now(OFFICE_ZONE).date()
        today = max([now, *(event.on for event in case.events)])
    try:
        return deadlines(case.events, calendar, today)
    except OutsideCalendar as wrong:
        raise WrongCall(f"{where}{wrong}") from None


def _as_json(answer: Reckoned, calendar: WorkCalendar) -> dict[str, Any]:
    return {
        "state": answer.state,
        "milestones": [_milestone(each, answer, calendar) for each in answer.milestones],
        "inadmissible": [_objection(each) for each in answer.inadmissible],
    }


def _milestone(milestone: Milestone, answer: Reckoned, calendar: WorkCalendar) -> dict[str, Any]:
    known = calendar_of(milestone, answer.history, calendar)
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


def _as_text(answer: Reckoned, calendar: WorkCalendar) -> str:
    lines = [f"状态：{STATES.get(answer.state or '', '尚未收到申请')}"]
    for milestone in answer.milestones:
        ref = f"（编号{milestone.ref}）" if milestone.ref else ""
        lines.append(f"{NAMES[milestone.name]}{ref}：{_when(milestone)}")
        lines.extend(f"    ※ {FLAGS[flag]}" for flag in milestone.flags)
        known = calendar_of(milestone, answer.history, calendar)
        lines.extend(f"    {s.n}. {s.text}（{s.article}）" for s in explain(milestone, known))
    for objection in answer.inadmissible:
        event = objection.event
        lines.append(f"不能成立：{event.on} {event.label}：{objection.reason}")
    return "\n".join([*lines, ""])


def _when(milestone: Milestone) -> str:
    due, cautious = milestone.due_on, milestone.cautious_on
    if due is None:
        return WAITING.get(milestone.waiting_for, "没有期限")
    told = day_in_full(due) + ("（暂定）" if milestone.provisional else "")
    if cautious is not None and cautious != due:
        told += f"，谨慎日期{day_in_full(cautious)}"
    return told
