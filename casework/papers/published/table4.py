"""表四 as it was published: three groups of five cells."""

from collections.abc import Sequence

from casework.papers.published.cells import EMPTY, Value
from casework.papers.published.characters import letters
from casework.papers.published.columns import results_of
from casework.papers.published.glued import groups_that_add_up
from casework.papers.published.lines import Line
from casework.papers.published.numbers import count_of
from casework.papers.published.runs import Run, runs
from casework.papers.published.table import Table
from casework.report.forms import TABLE4_COLUMNS, TABLE4_GROUPS

WIDTH = len(TABLE4_COLUMNS)
_ALL = WIDTH * len(TABLE4_GROUPS)
_NAMES = {
    "reconsideration": "行政复议",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
}
_GROUPS = tuple(group.code for group in TABLE4_GROUPS)


def read_table4(lines: Sequence[Line]) -> Table:
    """The table; what cannot be told apart is unread."""
    table = Table()
    found = [run for run in runs(lines, _ALL) if run.values]
    filled = [run for run in found if run.holds_numbers]
    if not filled and not any(run.ruled and len(run.values) >= _ALL for run in found):
        table.rows = {group: [None] * WIDTH for group in _GROUPS}
        return table
    groups = _by_group(filled or found, table)
    for group in _GROUPS:
        values = groups.get(group, [])
        # Numbers that stand elsewhere may be those of a group that seems empty.
        empty = all(value.kind == "blank" for value in values) and len(filled) > 1
        if values and not empty:
            _set(table, group, values)
        else:
            table.rows[group] = [None] * WIDTH
            table.unread += [f"table4/{group}/{column.key}" for column in TABLE4_COLUMNS]
    return table


def _set(table: Table, group: str, values: Sequence[Value]) -> None:
    cells = table.rows[group] = [None] * WIDTH
    for place, value in enumerate(values):
        try:
            cells[place] = None if value.kind == "blank" else count_of(value)
        except ValueError:
            table.unread.append(f"table4/{group}/{TABLE4_COLUMNS[place].key}")


def _by_group(found: Sequence[Run], table: Table) -> dict[str, Sequence[Value]]:
    """The values of each group that can be told: all in one row, or each under its own heading."""
    groups: dict[str, Sequence[Value]] = {}
    for run in found:
        names = _named(run.words)
        if len(names) == 1 and names[0] not in groups and len(run.values) == WIDTH:
            groups[names[0]] = run.values
    if len(groups) == len(_GROUPS):
        return groups
    rows = (_one_row(run, table) for run in found)
    return next((row for row in rows if row), groups)


def _named(words: str) -> list[str]:
    """The groups that the words name; a heading of one row of cells names all of them."""
    text = letters(words)
    return [code for code, name in _NAMES.items() if name in text]


def _one_row(run: Run, table: Table) -> dict[str, Sequence[Value]]:
    values = _fitted(run)
    if values is None:
        values = _cut(run, table)
    if values is None:
        return {}
    results = results_of(run.words, len(_GROUPS))
    return {
        code: [values[at * WIDTH + results[at].index(place)] for place in range(WIDTH)]
        for at, code in enumerate(_order(run.words))
    }


def _order(words: str) -> Sequence[str]:
    """The groups as the heading names them; the form's order where it does not name them all."""
    text = letters(words)
    places = {code: text.find(name) for code, name in _NAMES.items()}
    return _GROUPS if min(places.values()) < 0 else sorted(places, key=lambda code: places[code])


def _fitted(run: Run) -> list[Value] | None:
    values = list(run.values)
    while len(values) > _ALL and run.ruled and EMPTY in (values[0], values[-1]):
        values.pop(-1 if values[-1] == EMPTY else 0)
    if len(values) == _ALL and (len(run.values) == _ALL or EMPTY not in values):
        return values
    return None


def _cut(run: Run, table: Table) -> list[Value] | None:
    """Glued digits, if the totals of the three groups leave one reading, with a zero printed."""
    pieces = [value.text for value in run.values if value.text]
    digits = sum(map(len, pieces))
    if not all(map(str.isdecimal, pieces)) or not len(pieces) <= _MOST_PIECES < _ALL <= digits:
        return None
    fitting = groups_that_add_up(pieces, len(_GROUPS), WIDTH)
    if len(fitting) != 1 or 0 not in fitting[0]:
        return None
    if digits > _ALL:
        cause = f"数字粘连（{' '.join(pieces)}），按各组总计只有一种读法，请对照原件核实。"
        table.doubt("table4", cause)
    return [Value(str(number)) for number in fitting[0]]


_MOST_PIECES = 3
"""A row in more pieces lost cells, not borders."""
