"""What importing or withdrawing a notice moves, as `casework calendar` tells it, and doing it."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from casework.cases.moves import Move
from casework.desk.moving import CaseMoves, reckon_all
from casework.office import Office


def reckon(office: Office, run_id: int | None) -> None:
    """Reckon anew what was moved, if anything can have been, and say how far it has come."""
    done = 0
    for cases in reckon_all(office, run_id) if run_id is not None else ():
        done += cases
        sys.stderr.write(f"已重新计算 {done} 件\n")


def move_lines(cases: Iterable[CaseMoves], *, moving: bool) -> list[dict[str, Any]]:
    """The milestones of open cases whose day is another, or of which only the doubt is."""
    return [
        _line(case, move)
        for case in cases
        for move in case.moves
        if move.moves is moving and not case.closed
    ]


def judged_lines(cases: Iterable[CaseMoves]) -> list[dict[str, Any]]:
    """By which day closed cases are judged, where it is another."""
    return [
        _line(case, move) for case in cases for move in case.moves if case.closed and move.moves
    ]


def _line(case: CaseMoves, move: Move) -> dict[str, Any]:
    return {
        "case": case.number,
        "milestone": move.name,
        "ref": move.ref or None,
        "round": move.round,
        "from": _iso(move.was_on),
        "to": _iso(move.now_on),
        "provisional": move.provisional,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def told_moves(cases: Iterable[CaseMoves]) -> Iterator[str]:
    """The same, a line each."""
    for case in cases:
        about = f"  {case.number}{'（已办结）' if case.closed else ''}"
        for move in case.moves:
            yield f"{about} {move.label}：{_told(move)}"


def _told(move: Move) -> str:
    if not move.moves:
        return f"{move.now_on} {'又成为暂定' if move.provisional else '不再是暂定'}"
    unsure = "（暂定）" if move.provisional else ""
    return f"{move.was_on or '没有期限'} → {move.now_on or '没有期限'}{unsure}"
