"""Which deadlines another calendar moves, and from when to when."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, Protocol

from casework.cases.milestones import NAMES, Milestone


class Stored(Protocol):
    """What a register keeps of a milestone."""

    name: str
    ref: str
    round: int
    due_on: date | None
    done_on: date | None
    provisional: bool


class Move(NamedTuple):
    """An undone milestone whose day moves, or only becomes certain (`was_on` equals `now_on`)."""

    name: str
    ref: str
    round: int
    was_on: date | None
    now_on: date | None
    provisional: bool

    @property
    def moves(self) -> bool:
        """Whether the day is another."""
        return self.was_on != self.now_on

    @property
    def label(self) -> str:
        """What staff call the milestone."""
        return NAMES[self.name] + (f"（编号{self.ref}）" if self.ref else "")


def moves_between(
    before: Iterable[Stored], after: Iterable[Milestone], *, closed: bool = False
) -> Iterator[Move]:
    """What differs between the milestones a register keeps of an open case and those reckoned.

    Of a closed case: those that were done, by which it is judged.
    """
    old = {(each.name, each.ref, each.round): each for each in before}
    for new in after:
        place = (new.name, new.ref, new.round)
        was = old.get(place)
        if was is None or closed is (new.done_on is None) or closed is (was.done_on is None):
            continue
        if (was.due_on, was.provisional) != (new.due_on, new.provisional):
            yield Move(*place, was.due_on, new.due_on, new.provisional)
