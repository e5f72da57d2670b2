"""`casework deadlines FILE|- --json`: events in, milestones with their steps out (no database)."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from casework.cases.deadlines import Reckoned, deadlines
from casework.cases.events import Event
from casework.cases.parsing import BadEvent, events_from_list, shortly
from casework.cases.telling import as_data, as_text
from casework.cases.values import read_day
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
        told = [as_data(answer, calendar) for answer in answers]
        print_json(told if many else told[0])
    else:
        sys.stdout.write("\n".join(as_text(answer, calendar) for answer in answers))
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
