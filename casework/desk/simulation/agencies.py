"""Invented agencies: a province, its cities, counties and streets, of very unequal size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from casework.desk.simulation.plan import stamp

Row = dict[str, Any]
"""The columns of a row, as they are written in bulk."""

CODE = "sim"
"""How the code of every invented agency begins, by which it is told from a real one."""

_LEVELS = (
    ("省", "省人民政府"),
    ("市", "市人民政府"),
    ("县", "县人民政府"),
    ("街", "街道办事处"),
)
_CITIES = 0.3
_COUNTIES = 0.535
"""Powers of the number of agencies: of 20,000, about 20 are cities and 200 counties."""
_ZIPF = 0.8
"""Of 20,000 agencies the busiest has about 3 % of all cases, the median one in 50,000."""


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency; `share` is its part of the cases, relative to the others."""

    id: int
    parent_id: int | None
    name: str
    mark: str
    kind: str
    share: float

    @property
    def code(self) -> str:
        """Its code in the register."""
        return f"{CODE}{self.id}"


def invent_agencies(rng: Random, count: int, first_id: int) -> list[Agency]:
    """A tree of up to four levels, parents before children; who is busy is drawn."""
    shares = [1 / rank**_ZIPF for rank in range(1, count + 1)]
    rng.shuffle(shares)
    return [
        _agency(first_id + place, level, number, parent and first_id + parent - 1, share)
        for (place, level, number, parent), share in zip(_places(count), shares, strict=True)
    ]


def agency_rows(
    agencies: Sequence[Agency], clerks: dict[int, int], since: date
) -> dict[str, list[Row]]:
    """The agencies, their tree, and one person for each, who is its clerk and approver."""
    empty = dict.fromkeys(("review_body", "court", "address", "postcode", "phone", "contact"), "")
    return {
        "agencies": [
            {"id": a.id, "code": a.code, "name": a.name, "short_name": a.name}
            | {"mark": a.mark, "kind": a.kind, "settings": {}}
            | empty
            for a in agencies
        ],
        "agency_parents": [
            {"agency_id": a.id, "since": since, "parent_id": a.parent_id}
            for a in agencies
            if a.parent_id
        ],
        "people": [
            {"id": clerks[a.id], "login": f"clerk-{a.code}", "name": f"{a.name}经办人"}
            | {"email": "", "phone": "", "created_at": stamp(since)}
            for a in agencies
        ],
        "roles": [
            {"person_id": clerks[a.id], "agency_id": a.id, "role": role, "since": since}
            for a in agencies
            for role in ("clerk", "approver")
        ],
    }


def _agency(id_: int, level: int, number: int, parent_id: int | None, share: float) -> Agency:
    kind, title = _LEVELS[level]
    return Agency(id_, parent_id, f"模拟{number}号{title}", f"模{kind}{number}公开", kind, share)


def _places(count: int) -> Iterator[tuple[int, int, int, int | None]]:
    """For each agency: its place, level, number within the level, and the place of its parent."""
    place, above = 0, range(0)
    for level, size in enumerate(_sizes(count)):
        for number in range(1, size + 1):
            parent = above[number % len(above)] + 1 if above else None
            yield place + number - 1, level, number, parent
        above = range(place, place + size)
        place += size


def _sizes(count: int) -> list[int]:
    """How many agencies each level has; upper levels come first when there are few."""
    cities = min(round(count**_CITIES), count - 1)
    counties = min(round(count**_COUNTIES), count - 1 - cities)
    sizes = [1, cities, counties, count - 1 - cities - counties]
    return [size for size in sizes if size]
