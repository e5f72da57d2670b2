"""Table 四: 政府信息公开行政复议、行政诉讼情况, counted from disputes.

It counts disputes, not cases: one about silence has no case, one about a joint reply several.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from casework.report.facts import DisputeFact
from casework.report.forms import TABLE4_COLUMNS, TABLE4_GROUPS

Table4 = dict[str, list[int]]


def tabulate_disputes(facts: Iterable[DisputeFact], year: int) -> Table4:
    """The table of that year: decided in it by result, pending if undecided on 31 December."""
    return table4_of(
        Counter((fact.kind, column) for fact in facts if (column := column_of(fact, year)))
    )


def table4_of(cells: Mapping[tuple[str, str], int]) -> Table4:
    """The table from its counted cells, (kind of dispute, column) → disputes.

    Raises ValueError for a kind or column the form does not have: a dispute must not vanish.
    """
    columns = [column.key for column in TABLE4_COLUMNS[:-1]]
    kinds = [kind.code for kind in TABLE4_GROUPS]
    strangers = [cell for cell in cells if cell[0] not in kinds or cell[1] not in columns]
    if strangers:
        raise ValueError(f"表四没有这些行或列：{strangers}")
    rows = {kind: [cells.get((kind, column), 0) for column in columns] for kind in kinds}
    return {kind: [*numbers, sum(numbers)] for kind, numbers in rows.items()}


def column_of(fact: DisputeFact, year: int) -> str | None:
    """The column in which a dispute stands in that year, None where it is not counted."""
    if fact.pending_at_end_of(year):
        return "pending"
    if fact.decided_on is not None and fact.decided_on.year == year:
        return fact.result
    return None
