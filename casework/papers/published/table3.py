"""表三 as it was published: each row by its name, each cell by its column."""

import re
from collections import Counter
from collections.abc import Sequence

from casework.papers.published.characters import letters, squeezed
from casework.papers.published.columns import columns_of
from casework.papers.published.halves import Half, adds_up, halves, in_order, side_by_side
from casework.papers.published.labels import TABLE3, TABLE3_HEADER, named
from casework.papers.published.lines import Line
from casework.papers.published.placing import place
from casework.papers.published.repeated import labels_once
from casework.papers.published.rows import WIDTH, Reading
from casework.papers.published.runs import Run, runs
from casework.papers.published.table import Table
from casework.papers.published.turned import is_turned, turned_back
from casework.report.forms import FORM_2019, FORM_2021, OTHER_ALL, OTHER_OUTCOMES, Form

_FIRST_ROW = "本年新收"
_HEADING = re.compile("申请人情况|自然人|法人或其")


def read_table3(lines: Sequence[Line], otherwise: Form) -> tuple[Table, Form]:
    """The table, and the form whose rows it has; `otherwise` if they do not tell it."""
    lines = list(map(labels_once, lines))
    if two := halves(lines):
        return _side_by_side(two, otherwise)
    if not is_turned(lines):
        return _upright(lines, otherwise)
    back = turned_back(lines)
    return _upright(back, otherwise) if back else (_unread(otherwise), otherwise)


def _unread(form: Form) -> Table:
    reading = Reading(form, list(range(WIDTH)))
    reading.unread |= {row.key for row in form.table3}
    return reading.finished(())


def _upright(lines: Sequence[Line], otherwise: Form) -> tuple[Table, Form]:
    found = list(runs(lines, WIDTH))
    columns = columns_of(_heading(lines), Counter(len(run.values) for run in found))
    if len(columns) != WIDTH:
        found = list(runs(lines, len(columns)))
    found = found[_first_row(found, len(columns)) :]
    return _table(found, columns, otherwise)


def _side_by_side(two: Sequence[Half], otherwise: Form) -> tuple[Table, Form]:
    left, right = two
    found = [list(runs(half.lines, len(half.columns))) for half in two]
    table, form = _table(found[0], [*left.columns], otherwise)
    if any(letters(run.words) for run in found[1]):
        other, _ = _table(found[1], [*right.columns], form)
        return side_by_side(((left, table), (right, other))), form
    whole = side_by_side(((left, table), (right, in_order(found[1], right, form))))
    return whole if adds_up(whole) else _unread(form), form


def _table(found: Sequence[Run], columns: list[int | None], otherwise: Form) -> tuple[Table, Form]:
    for run in found:
        run.above, run.beside = _without_heading(run.above), _without_heading(run.beside)
    form = _form_of(found, otherwise)
    order = [row.key for row in form.table3]
    labels = tuple(label for label in TABLE3 if label.key in order)
    placed, doubtful = place(found, labels, order, len(columns))
    reading = Reading(form, columns)
    reading.take([row for row in placed if row.key])
    reading.unread |= doubtful - reading.table.rows.keys()
    return reading.finished({key for run in found for key in named(run.words, labels)}), form


def _first_row(found: Sequence[Run], width: int) -> int:
    """The run that names the first row, or a whole row of numbers above it: its own, perhaps."""
    start = next((at for at, run in enumerate(found) if _FIRST_ROW in run.words), 0)
    above = found[start - 1] if start else None
    is_row = above is not None and above.holds_numbers and len(above.values) >= width
    return start - 1 if is_row else start


def _heading(lines: Sequence[Line]) -> list[str]:
    """The lines above the first row."""
    texts = [squeezed(line.text) for line in lines]
    first = next((at for at, text in enumerate(texts) if _FIRST_ROW in text), len(texts))
    above = [text.split(_FIRST_ROW)[0] for text in texts[first : first + 1]]
    return [*texts[:first], *above]


def _without_heading(words: str) -> str:
    """The words without the column headings, which a new page repeats."""
    return TABLE3_HEADER.sub("", words) if _HEADING.search(words) else words


def _form_of(found: Sequence[Run], otherwise: Form) -> Form:
    """（六）其他处理 has three rows in the form in force, and one in that of 2019."""
    items = tuple(label for label in TABLE3 if label.key in OTHER_OUTCOMES[:2])
    single = tuple(label for label in TABLE3 if label.key == OTHER_ALL)
    if any(named(run.words, items) for run in found):
        return FORM_2021
    in_one = any(run.values and named(run.words, single) for run in found)
    return FORM_2019 if in_one else otherwise
