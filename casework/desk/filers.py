"""Each filer of a subtree with the paper it has published for a year, if any.

An office below that has made its own sum stands for all below it (逐级汇总). Above 150 lines since
who files, with what, and for whom else is one question.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from casework.desk.sealed import read_seal
from casework.desk.subtree import Subtree, unit_key
from casework.report.document import as_json
from casework.report.findings import Cells
from casework.report.summing import Sum, Tables
from casework.report.table3 import Table3
from casework.report.table4 import Table4
from casework.store.queries.collecting import (
    newest_collections,
    seals_in_batches,
    steps_of_units,
)
from casework.store.tables import CollectionRow, OutsideUnitRow


@dataclass(frozen=True, slots=True)
class Part:
    """What one filer brings into a sum: which version of which paper; version 0 is none."""

    unit: str
    """`agency:3`, `outside:2`, or `collection:3` for a sum that an office below has made."""
    name: str
    version: int = 0
    sha256: str = ""


@dataclass(slots=True)
class Branch:
    """The agency itself, one directly below it with all below that, or a unit outside."""

    unit: str
    name: str
    code: str | None
    published: Sum
    parts: list[Part] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Who has published nothing yet."""
    live3: Table3 | None = None
    live4: Table4 | None = None
    """What the register counts now; None for a unit outside it."""
    outside: list[Tables] = field(default_factory=list)
    """The accepted reports of units outside that stand below it: no register counts these."""

    @property
    def live(self) -> Cells:
        """What the register counts now; nothing for a unit outside it."""
        return self._now([])

    @property
    def preview(self) -> Cells:
        """What the branch would publish now: the register's count and the reports outside it."""
        return self._now(self.outside)

    def _now(self, beside: Sequence[Tables]) -> Cells:
        if self.code is None:
            return {}
        now = Sum(self.published.year)
        for tables in ({"table3": self.live3, "table4": self.live4}, *beside):
            now.add(tables)
        return now.cells

    def take(self, part: Part, report: Tables) -> None:
        """Add a paper of a filer."""
        self.published.add(report)
        self.parts.append(part)


@dataclass(frozen=True, slots=True)
class Filer:
    """Somebody who owes a paper; `paper` is None while nothing is published."""

    branch: str
    agency_id: int | None
    part: Part
    paper: Tables | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """The newest accepted report of a unit outside; `version` is how often one was accepted."""

    version: int
    report: dict[str, Any]
    sha256: str


def filers(tx: Session, tree: Subtree, year: int) -> Iterator[Filer]:
    """Everybody in the subtree who files for the year, in no order."""
    made = newest_collections(tx, [a for a in tree.ids if a != tree.root.id], year)
    for agency_id, row in made.items():
        if not made.keys() & set(tree.path(agency_id)[1:]):
            yield _collected(tree, agency_id, row)
    alone = [a for a in tree.ids if not made.keys() & set(tree.path(a))]
    yield from _agencies(tx, tree, alone, year)
    alone_too = set(alone)
    units = [unit for unit in tree.outside if unit.collector_id in alone_too]
    yield from _outside(tx, tree, units, year)


def _collected(tree: Subtree, agency_id: int, row: CollectionRow) -> Filer:
    name = f"{tree.names[agency_id].short_name}（汇总）"
    part = Part(f"collection:{agency_id}", name, row.version, row.sha256)
    return Filer(tree.branch_of(agency_id), agency_id, part, json.loads(row.collected)["report"])


def _agencies(tx: Session, tree: Subtree, agency_ids: Sequence[int], year: int) -> Iterator[Filer]:
    silent = set(agency_ids)
    for seal in seals_in_batches(tx, agency_ids, year):
        a = seal.agency_id
        part = Part(unit_key(a), tree.names[a].short_name, seal.version, seal.sha256)
        yield Filer(tree.branch_of(a), a, part, as_json(read_seal(seal).report))
        silent.discard(a)
    for a in sorted(silent):
        yield Filer(tree.branch_of(a), a, Part(unit_key(a), tree.names[a].short_name), None)


def _outside(
    tx: Session, tree: Subtree, units: Sequence[OutsideUnitRow], year: int
) -> Iterator[Filer]:
    accepted = accepted_papers(tx, units, year)
    for unit in units:
        key = f"outside:{unit.id}"
        at_root = unit.collector_id == tree.root.id
        branch = key if at_root else tree.branch_of(unit.collector_id)
        paper = accepted.get(unit.id)
        if paper is None:
            yield Filer(branch, None, Part(key, unit.name), None)
        else:
            part = Part(key, unit.name, paper.version, paper.sha256)
            yield Filer(branch, None, part, paper.report)


def accepted_papers(
    tx: Session, units: Sequence[OutsideUnitRow], year: int
) -> dict[int, Accepted]:
    """The newest accepted report of each of some units outside that has one."""
    steps = steps_of_units(tx, sorted({unit.collector_id for unit in units}), year)
    found = {}
    for unit in units:
        of_unit = steps.get((unit.collector_id, f"outside:{unit.id}"), [])
        taken = [step for step in of_unit if step.step == "accepted" and step.report]
        if taken and taken[-1].report:
            found[unit.id] = Accepted(len(taken), taken[-1].report["report"], taken[-1].sha256)
    return found
