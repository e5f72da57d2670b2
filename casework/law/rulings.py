"""What the notices together say of each day: the newest word on a festival counts.

Where a year's notice is not out, the prediction stands in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from casework.law.notices import Festival, Notice
from casework.law.predicted import predicted_festivals


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a notice (or the prediction) says of one day, and for which festival."""

    festival: str
    working: bool
    notice: str
    """The notice's number, or “” where the day is only predicted."""


def rulings_of(notices: tuple[Notice, ...], predicted: Iterable[int]) -> dict[date, Ruling]:
    """Each day that is not simply its weekday, by the notices and for the predicted years."""
    rulings: dict[date, Ruling] = {}
    for year in predicted:
        for festival in predicted_festivals(year):
            rulings.update(_days(festival, ""))
    for kept in _standing(notices):
        rulings.update(kept.days)
    return rulings


class _Standing(NamedTuple):
    """A festival as the notices so far have it, and what each of its days rests on."""

    year: int
    festival: Festival
    days: dict[date, Ruling]


def _standing(notices: tuple[Notice, ...]) -> list[_Standing]:
    """Every festival as the last notice that speaks of it has it."""
    standing: list[_Standing] = []
    for notice in notices:
        amended = [kept for kept in standing if _amended(kept, notice)]
        standing = [kept for kept in standing if kept not in amended]
        for festival in notice.festivals:
            days = _days(festival, notice.number)
            for kept in amended:
                days |= _still_given(kept, festival, days)
            standing.append(_Standing(notice.year, festival, days))
    return standing


def _amended(kept: _Standing, by: Notice) -> bool:
    names = kept.festival.names()
    return kept.year == by.year and any(names & new.names() for new in by.festivals)


def _still_given(kept: _Standing, by: Festival, days: Mapping[date, Ruling]) -> dict[date, Ruling]:
    """The days of a festival that is only made longer: they rest on the notice that gave them."""
    old = kept.festival
    if by.first != old.first or by.last <= old.last or not set(by.make_up) <= set(old.make_up):
        return {}
    return {
        day: ruling
        for day, ruling in kept.days.items()
        if day in days and days[day].working == ruling.working
    }


def _days(festival: Festival, notice: str) -> dict[date, Ruling]:
    span = range(festival.first.toordinal(), festival.last.toordinal() + 1)
    off = {date.fromordinal(day): Ruling(festival.name, False, notice) for day in span}
    return off | {day: Ruling(festival.name, True, notice) for day in festival.make_up}
