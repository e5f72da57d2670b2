"""What each agency counts together with all that stand under it.

A leaf of the tree shares its own cells: of twenty thousand agencies few have anybody under them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

Cells = Mapping[tuple[str, str], int]
"""(row, column) → how many."""


def own_and_below(own: Mapping[int, Cells], parents: Mapping[int, int]) -> dict[int, Cells]:
    """The cells of each agency with those of its subtree; `parents` says who stood under whom.

    An agency that counted nothing itself is there if somebody under it may have. In a tree that
    somebody has bent into a ring, those in the ring are left out: they have no subtree.
    """
    waiting = Counter(parents.values())
    sums: dict[int, Counter[tuple[str, str]]] = {a: Counter(own.get(a, {})) for a in waiting}
    ready = [agency for agency in _everybody(own, parents) if agency not in waiting]
    whole: dict[int, Cells] = {}
    while ready:
        agency = ready.pop()
        whole[agency] = cells = sums.get(agency, own.get(agency, {}))
        above = parents.get(agency)
        if above is None:
            continue
        total = sums[above]
        for cell, count in cells.items():
            total[cell] += count
        waiting[above] -= 1
        if not waiting[above]:
            ready.append(above)
    return whole


def _everybody(own: Mapping[int, Cells], parents: Mapping[int, int]) -> Iterable[int]:
    return own.keys() | parents.keys() | set(parents.values())
