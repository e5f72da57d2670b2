"""`casework calendar withdraw NUMBER --reason TEXT [--yes]`: what it moves, then the deed."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from casework.commands.answer import WrongCall, print_json
from casework.commands.calendar_moves import judged_lines, move_lines, reckon, told_moves
from casework.commands.opening import register, settings_for_reading
from casework.desk.act import acting
from casework.desk.moving import CaseMoves, would_move
from casework.desk.withdrawing import (
    Withdrawal,
    imported_notice,
    weigh_withdrawal,
    withdraw_notice,
)
from casework.office import Office
from casework.papers.notice import number_of


def withdraw(options: Namespace) -> int:
    """Show what withdrawing an imported notice would move; with --yes it counts no longer."""
    if options.yes and not options.reason.strip():
        raise WrongCall("撤回须写明原因，请加 --reason，如 --reason 导入了错误的文件")
    with register(settings_for_reading()) as office:
        found = _weigh(office, number_of(options.what))
        cases = list(would_move(office, found))
        if options.yes:
            _apply(office, found, options.reason)
    if options.json:
        print_json(_answer(found, cases, options))
    else:
        sys.stdout.write(_told(found, cases, applied=options.yes))
    return 0


def _weigh(office: Office, number: str) -> Withdrawal:
    with office.reading() as session:
        found = weigh_withdrawal(imported_notice(session, number), office.calendar(session))
    if found.refusal:
        raise WrongCall(found.refusal)
    return found


def _apply(office: Office, found: Withdrawal, reason: str) -> None:
    with acting(office, None) as act:
        run_id = withdraw_notice(act, found.row.id, reason)
    reckon(office, run_id)


def _answer(found: Withdrawal, cases: Sequence[CaseMoves], options: Namespace) -> dict[str, Any]:
    return {
        "applied": options.yes,
        "number": found.row.number,
        "issued_on": found.row.issued_on.isoformat(),
        "year": found.row.year,
        "reason": options.reason.strip() or None,
        "moves": move_lines(cases, moving=True),
        "unsettled": move_lines(cases, moving=False),
        "judged": judged_lines(cases),
    }


def _told(found: Withdrawal, cases: Sequence[CaseMoves], *, applied: bool) -> str:
    row = found.row
    only_shown = "以上是撤回后的变化；现在没有改动。确认无误后加 --yes 撤回。"
    first = f"撤回{row.number}（{row.issued_on}发布，安排{row.year}年）"
    return "\n".join([first, *told_moves(cases), "已撤回。" if applied else only_shown, ""])
