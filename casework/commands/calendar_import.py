"""`casework calendar import FILE [--yes] --json`: what a notice says, what it would move."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from casework.commands.answer import WrongCall, print_json, read_input
from casework.commands.calendar_moves import judged_lines, move_lines, reckon, told_moves
from casework.commands.opening import register_if_any
from casework.desk.act import acting
from casework.desk.moving import CaseMoves, would_move
from casework.desk.notices import Weighed, import_notice, weigh
from casework.law.calendar import issued_calendar
from casework.law.notice_checks import WEEKDAYS, days_of
from casework.office import Office
from casework.papers.notice import Beside, Unreadable, read_notice, text_of

_ZONE = ZoneInfo("Asia/Shanghai")


def import_file(options: Namespace) -> int:
    """Show what a notice says and would change; with --yes it counts from now on."""
    beside = Beside(options.number, _day(options.issued_on), options.year)
    try:
        text = text_of(read_input(options.what))
        with register_if_any() as office:
            weighed = _weigh(office, text, beside)
            moves = list(would_move(office, weighed)) if office else []
            applied = options.yes and not weighed.doubts and not weighed.known
            if applied:
                _apply(office, weighed)
    except Unreadable as wrong:
        raise WrongCall(f"{options.what}：{wrong}") from None
    if options.json:
        print_json(_answer(weighed, moves, applied=applied))
    else:
        sys.stdout.write(_told(weighed, moves, applied=applied))
    return 1 if weighed.doubts else 0


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise WrongCall(f"--issued-on {written}：日期应当写成 2026-11-04 这样") from None


def _weigh(office: Office | None, text: str, beside: Beside) -> Weighed:
    if office is None:
        calendar, today = issued_calendar(), datetime.now(_ZONE).date()
    else:
        with office.reading() as session:
            calendar, today = office.calendar(session), office.today()
    return weigh(read_notice(text, calendar.notices, beside), calendar, today)


def _apply(office: Office | None, weighed: Weighed) -> None:
    if office is None:
        raise WrongCall(
            "还没有登记簿，没有导入；请用 CASEWORK_DATA 指定数据文件夹，"
            "或者先运行 casework migrate"
        )
    with acting(office, None) as act:
        run_id = import_notice(act, weighed.draft)
    reckon(office, run_id)


# -- the answer ---------------------------------------------------------------------------------


def _answer(weighed: Weighed, cases: Sequence[CaseMoves], *, applied: bool) -> dict[str, Any]:
    draft = weighed.draft
    days = days_of(draft.notice.festivals)
    return {
        "applied": applied,
        "known": weighed.known,
        "number": draft.number,
        "issued_on": draft.issued_on.isoformat(),
        "year": draft.year,
        "amends": draft.amends,
        "off": [day.isoformat() for day, _, working in days if not working],
        "work": [day.isoformat() for day, _, working in days if working],
        "days": [
            {"on": day.isoformat(), "festival": festival.name, "working": working}
            for day, festival, working in days
        ],
        "doubts": list(weighed.doubts),
        "remarks": list(weighed.remarks),
        "moves": move_lines(cases, moving=True),
        "firm": move_lines(cases, moving=False),
        "judged": judged_lines(cases),
    }


def _told(weighed: Weighed, cases: Sequence[CaseMoves], *, applied: bool) -> str:
    draft = weighed.draft
    lines = [f"{draft.number}，{draft.issued_on}发布，安排{draft.year}年"]
    lines += [
        f"  {day} 周{WEEKDAYS[day.weekday()]} {festival.name}{'上班' if working else '放假'}"
        for day, festival, working in days_of(draft.notice.festivals)
    ]
    lines += [f"不能导入：{doubt}" for doubt in weighed.doubts]
    lines += [f"请留意：{remark}" for remark in weighed.remarks]
    lines += told_moves(cases)
    return "\n".join([*lines, _ending(weighed, applied=applied), ""])


def _ending(weighed: Weighed, *, applied: bool) -> str:
    if weighed.doubts:
        return "请核对通知原文。没有改动。"
    if weighed.known:
        return "日历中已有这份通知，没有改动。"
    return "已导入。" if applied else "以上是导入后的变化；现在没有改动。确认无误后加 --yes 导入。"
