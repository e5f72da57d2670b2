"""Table 三 whose columns were printed in two parts, the second below or on the next page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casework.papers.published.cells import Value, tokens
from casework.papers.published.characters import letters, squeezed
from casework.papers.published.columns import named_columns
from casework.papers.published.lines import Line
from casework.papers.published.placing import Placed
from casework.papers.published.rows import Reading
from casework.papers.published.runs import Run
from casework.papers.published.table import Table
from casework.report.forms import TABLE3_COLUMNS, Form

_FIRST_ROW, _LAST_ROW = "本年新收", re.compile("结转下一?年度")
_ALL = list(range(len(TABLE3_COLUMNS)))

_WITHOUT_LABELS = "表格的后几列另成一表，没有栏目名称，按各行的次序读出，请对照原件核实。"
_MANY = 3


@dataclass(frozen=True, slots=True)
class Half:
    """Some columns of every row: its lines below the heading, and the places of the columns."""

    lines: list[Line]
    columns: list[int]


def halves(lines: Sequence[Line]) -> list[Half]:
    """The two parts; empty unless their headings together name each column once."""
    texts = [squeezed(line.text) for line in lines]
    start = next((at for at, text in enumerate(texts) if _FIRST_ROW in text), None)
    last = next((at for at, text in enumerate(texts) if _LAST_ROW.search(text)), None)
    if start is None or last is None:
        return []
    left = named_columns(texts[:start])
    heading = _second_heading(lines, left, last + 1)
    if heading is None:
        return []
    right = named_columns(texts[heading.start : heading.stop])
    if sorted(left + right) != _ALL:
        return []
    below = list(lines[heading.stop :])
    if not any(map(_begins_a_row, below)):
        return []
    return [Half(list(lines[start : heading.start]), left), Half(below, right)]


def _second_heading(lines: Sequence[Line], left: Sequence[int], after: int) -> range | None:
    """The lines without numbers around the name of a column that the first heading has not."""
    missing = [letters(TABLE3_COLUMNS[at].label) for at in _ALL if at not in left]
    named = (
        at
        for at in range(after, len(lines))
        if any(map(letters(lines[at].text).__contains__, missing))
    )
    at = next(named, None)
    if not left or at is None:
        return None
    numbers = [place for place in range(after, len(lines)) if _begins_a_row(lines[place])]
    start = max((place + 1 for place in numbers if place < at), default=after)
    stop = min((place for place in numbers if place > at), default=len(lines))
    return range(start, stop)


def _begins_a_row(line: Line) -> bool:
    values = [t for cell in line.cells for t in tokens(cell) if isinstance(t, Value) and t.text]
    return bool(values) or _FIRST_ROW in line.text


def in_order(found: Sequence[Run], half: Half, form: Form) -> Table:
    """A half without labels, as many cells as the form has there; else it is unread."""
    width, keys = len(half.columns), [row.key for row in form.table3]
    values = [value for run in found for value in run.values]
    reading = Reading(form, [*half.columns])
    if len(values) != width * len(keys):
        reading.unread |= {*keys}
        return reading.finished(())
    cells = (values[at : at + width] for at in range(0, len(values), width))
    reading.take([Placed(row, True, key, "beside") for key, row in zip(keys, cells, strict=True)])
    reading.table.doubt("table3", _WITHOUT_LABELS)
    return reading.finished(())


def adds_up(table: Table) -> bool:
    """Whether most rows do: halves whose rows do not belong together would not."""
    rows = [[cell for cell in row if isinstance(cell, int)] for row in table.rows.values()]
    filled = [row for row in rows if len(row) == len(_ALL) and any(row)]
    wrong = sum(sum(row[:-1]) != row[-1] for row in filled)
    return wrong * _MANY <= len(filled)


def side_by_side(parts: Sequence[tuple[Half, Table]]) -> Table:
    """One table of the two; a row that only one of them has is unread in the other."""
    whole = Table()
    absent = set.intersection(*(set(table.absent) for _, table in parts))
    for half, table in parts:
        for key, cells in table.rows.items():
            row = whole.rows.setdefault(key, [None] * len(_ALL))
            for at in half.columns:
                row[at] = cells[at]
        lost = [f"{row}/{column.key}" for row in table.absent for column in TABLE3_COLUMNS]
        kept = {TABLE3_COLUMNS[at].key for at in half.columns}
        unread = [*table.unread, *(p for p in lost if p.rpartition("/")[0] not in absent)]
        whole.unread += [place for place in unread if place.rpartition("/")[2] in kept]
        whole.doubts += table.doubts
    whole.absent = [row for row in parts[0][1].absent if row in absent]
    return whole
