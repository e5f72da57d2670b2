"""Who stood below an agency on a day, and in which of its branches."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from casework.store.queries.agencies import agencies_below, parents_on, stands_over_all
from casework.store.queries.collecting import agencies_named, outside_units
from casework.store.tables import AgencyRow


def unit_key(agency_id: int) -> str:
    """How lists and sums name a unit of the register; one outside is `outside:2`."""
    return f"agency:{agency_id}"


class Subtree:
    """Who stands below an agency on a day, and in which of its branches."""

    def __init__(self, tx: Session, root: AgencyRow, day: date) -> None:
        self.root = root
        self.ids = agencies_below(tx, root.id, day)
        self.everybody = stands_over_all(tx, root.id, day)
        below = set(self.ids)
        parents = parents_on(tx, day)
        self.parents = {a: p for a, p in parents.items() if a in below and a != root.id}
        self.names = agencies_named(tx, self.ids)
        self.outside = outside_units(tx, self.ids, day)
        self.day = day

    def path(self, agency_id: int) -> list[int]:
        """From an agency up to, and without, the root."""
        found = []
        while agency_id != self.root.id:
            found.append(agency_id)
            agency_id = self.parents[agency_id]
        return found

    def branch_of(self, agency_id: int) -> str:
        """The key of the branch an agency stands in."""
        path = self.path(agency_id)
        return unit_key(path[-1] if path else self.root.id)

    @property
    def given(self) -> Sequence[int] | None:
        """Whose cases count, None for all there are."""
        return None if self.everybody else self.ids
