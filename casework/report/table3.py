"""Table 三: 收到和处理政府信息公开申请情况, counted from cases.

This is the specification; the counts of the database must agree with it. Carry-in and carry-out
are counted, never derived from the identity that the form prints, or the check would prove
nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from casework.law.applicants import APPLICANT_KINDS
from casework.report.facts import Fact
from casework.report.forms import FORM_2019, OTHER_ALL, OTHER_OUTCOMES, Form, form_of

Table3 = dict[str, list[int]]

_KINDS = tuple(kind.code for kind in APPLICANT_KINDS)


def tabulate(facts: Iterable[Fact], year: int) -> Table3:
    """The table of that year: each row with its six columns and their total."""
    cells = Counter(
        (row, fact.applicant_kind) for fact in facts for row in _counted_rows(fact, year)
    )
    return table_of(cells, year)


def table_of(cells: Mapping[tuple[str, str], int], year: int) -> Table3:
    """The table of that year from its counted cells, (row, applicant kind) → cases.

    Counted are `new`, `carried_in`, `carried_out` and the outcomes; the sums are made here.
    Raises ValueError for a row or column the form does not have: a case must not vanish.
    """
    form = form_of(year)
    folded: Counter[tuple[str, str]] = Counter()
    for (row, kind), count in cells.items():
        folded[_printed_row(row, form), kind] += count
    _refuse_strangers(folded, form)
    table = {row.key: [folded[row.key, kind] for kind in _KINDS] for row in form.table3}
    table["outcome_total"] = [
        sum(cell) for cell in zip(*(table[leaf] for leaf in form.leaves), strict=True)
    ]
    return {row: [*numbers, sum(numbers)] for row, numbers in table.items()}


def rows_of(fact: Fact, year: int) -> Iterator[str]:
    """The rows of that year's form in which a case stands, sums aside."""
    form = form_of(year)
    return (_printed_row(row, form) for row in _counted_rows(fact, year))


def _counted_rows(fact: Fact, year: int) -> Iterator[str]:
    if fact.received_on.year > year:
        return
    if fact.received_on.year == year:
        yield "new"
    elif not fact.counted_by_end_of(year - 1):
        yield "carried_in"
    if fact.counted_outcome and fact.counted_on and fact.counted_on.year == year:
        yield fact.counted_outcome
    if fact.open_at_end_of(year):
        yield "carried_out"


def _printed_row(row: str, form: Form) -> str:
    """The 2019 form prints three outcomes as one row."""
    return OTHER_ALL if form is FORM_2019 and row in OTHER_OUTCOMES else row


def _refuse_strangers(cells: Mapping[tuple[str, str], int], form: Form) -> None:
    rows = {row.key for row in form.table3}
    strangers = [cell for cell in cells if cell[0] not in rows or cell[1] not in _KINDS]
    if strangers:
        raise ValueError(f"表三没有这些行或列：{strangers}")
