"""Rolling up a year: an agency's own numbers, each branch below it, and their sum.

The sum is of *published* numbers: each filer's newest sealed report, or the report that was read
and accepted of a unit outside the register; a branch whose own office has made its sum counts
with that (逐级汇总). What the register counts today stands beside it as a preview. The subtree is
that of 31 December of the year.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from casework.desk.filers import Branch, Part, accepted_papers, filers
from casework.desk.reporting import report_of
from casework.desk.subtree import Subtree, unit_key
from casework.office import Office
from casework.report.below import Cells, own_and_below
from casework.report.document import as_json
from casework.report.findings import Cells as Values
from casework.report.summing import Difference, Sum, differences
from casework.report.table3 import table_of
from casework.report.table4 import table4_of
from casework.store.queries.totals import count_table3_by_agency, count_table4_by_agency
from casework.store.tables import AgencyRow


@dataclass(frozen=True, slots=True)
class Rollup:
    """A year of an agency and all below: `own` first, then the branches by name."""

    agency: AgencyRow
    year: int
    own: Branch
    branches: tuple[Branch, ...]
    whole: Sum
    preview: Sum

    @property
    def parts(self) -> list[Part]:
        """Every paper in the sum."""
        return [part for branch in (self.own, *self.branches) for part in branch.parts]

    @property
    def missing(self) -> list[str]:
        """Who has published nothing yet, this agency included."""
        return [name for branch in (self.own, *self.branches) for name in branch.missing]

    @property
    def differences(self) -> list[Difference]:
        """Where what the register counts today is not what was published."""
        published: Values = self.whole.cells
        return list(differences(published, self.preview.cells, self.year))


def roll_up(office: Office, tx: Session, agency: AgencyRow, year: int) -> Rollup:
    """The published numbers of the year added up, and the live ones beside them."""
    end = date(year, 12, 31)
    tree = Subtree(tx, agency, end)
    branches = _branches(tree, year)
    whole, preview = Sum(year), Sum(year)
    idle = _count_live(tx, tree, branches, year)
    _fill(tx, tree, branches, whole, idle)
    preview.add(as_json(report_of(office, tx, agency.code, year, subtree=True)))
    _add_outside(tx, tree, branches, preview)
    own = branches.pop(unit_key(agency.id))
    ordered = sorted(branches.values(), key=lambda each: (each.code is None, each.name))
    return Rollup(agency, year, own, tuple(ordered), whole, preview)


def _add_outside(tx: Session, tree: Subtree, branches: Mapping[str, Branch], preview: Sum) -> None:
    """Put the accepted reports of units outside beside what the register counts now."""
    papers = accepted_papers(tx, tree.outside, preview.year)
    for unit in tree.outside:
        if unit.id in papers:
            preview.add(papers[unit.id].report)
            if unit.collector_id != tree.root.id:
                branches[tree.branch_of(unit.collector_id)].outside.append(papers[unit.id].report)


def _branches(tree: Subtree, year: int) -> dict[str, Branch]:
    direct = [tree.root.id, *(a for a, p in tree.parents.items() if p == tree.root.id)]
    found = {
        unit_key(a): Branch(unit_key(a), tree.names[a].short_name, tree.names[a].code, Sum(year))
        for a in direct
    }
    for unit in tree.outside:
        if unit.collector_id == tree.root.id:
            key = f"outside:{unit.id}"
            found[key] = Branch(key, unit.name, None, Sum(year))
    return found


def _fill(
    tx: Session,
    tree: Subtree,
    branches: Mapping[str, Branch],
    whole: Sum,
    idle: AbstractSet[int],
) -> None:
    """Put every published paper into its branch and into the sum; note who has none.

    Of an agency that another has succeeded, and that counts nothing, nobody expects a report.
    """
    missing = {}
    for filer in filers(tx, tree, whole.year):
        branch = branches[filer.branch]
        if filer.paper is not None:
            branch.take(filer.part, filer.paper)
            whole.add(filer.paper)
        elif filer.agency_id not in idle:
            missing[filer.part.unit] = filer
    for filer in missing.values():
        branches[filer.branch].missing.append(filer.part.name)


# -- live ---------------------------------------------------------------------------------------


def _count_live(
    tx: Session, tree: Subtree, branches: Mapping[str, Branch], year: int
) -> AbstractSet[int]:
    """What the register counts now: the agency alone, and each branch with all below.

    Gives the agencies that were succeeded by the end of the year and count nothing.
    """
    counts: list[tuple[dict[int, Cells], dict[int, Cells]]] = []
    for count in (count_table3_by_agency, count_table4_by_agency):
        own: dict[int, Cells] = {**count(tx, year, tree.given)}
        counts.append((own, own_and_below(own, tree.parents)))
    for key, branch in branches.items():
        kind, _, number = key.partition(":")
        if kind != "agency":
            continue
        agency_id, at_root = int(number), int(number) == tree.root.id
        cells3, cells4 = ((own if at_root else whole).get(agency_id, {}) for own, whole in counts)
        branch.live3, branch.live4 = table_of(cells3, year), table4_of(cells4)
    counting = counts[0][0].keys() | counts[1][0].keys()
    gone = {
        a for a, row in tree.names.items() if row.succeeded_on and row.succeeded_on <= tree.day
    }
    return gone - counting
