"""What importing or withdrawing a notice would move, as the two pages list it."""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.cases.moves import Move
from casework.desk.moving import CaseMoves
from casework.desk.notices import agencies_administered, demand_import
from casework.web import here

_MOST_SHOWN = 200
"""Lines of what would move; beyond them only the numbers are told."""


@dataclass(frozen=True, slots=True)
class Moving:
    """How many cases a change of the calendar would move, and the first lines of it.

    `same` are those whose days stay and only become certain, or uncertain again; `judged` the
    closed ones that are judged by another day.
    """

    moved: int
    same: int
    judged: int
    lines: list[tuple[str, Move]]
    more: int


def own_agencies() -> set[int]:
    """Whose cases a preview names; nobody else than who may import gets there."""
    with here.looking() as act:
        demand_import(act)
        return agencies_administered(act)


def moving_of(cases: Iterable[CaseMoves], told_of: set[int]) -> Moving:
    """The counts are of the whole register, which a notice concerns; the lines of one's own."""
    every = list(cases)
    still_open = [case for case in every if not case.closed]
    moving = [(case, move) for case in still_open for move in case.moves if move.moves]
    shown = [(case.number, move) for case, move in moving if case.agency_id in told_of]
    lines = shown[:_MOST_SHOWN]
    moved = len({case.case_id for case, _ in moving})
    judged = len(every) - len(still_open)
    return Moving(moved, len(still_open) - moved, judged, lines, len(moving) - len(lines))
