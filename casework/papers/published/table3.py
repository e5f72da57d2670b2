"""表三 as it was published: each row by its name, each cell by its column."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from casework.papers.published.cells import Value
from casework.papers.published.characters import squeezed
from casework.papers.published.columns import columns_of
from casework.papers.published.fitting import drawn, fit, without_intruder
from casework.papers.published.glued import Row, only_together, rows_that_add_up
from casework.papers.published.labels import TABLE3, TABLE3_HEADER, named
from casework.papers.published.lines import Line
from casework.papers.published.numbers import count_of
from casework.papers.published.placing import Placed, place
from casework.papers.published.runs import Run, runs
from casework.papers.published.table import Table
from casework.papers.published.turned import is_turned, turned_back
from casework.report.addresses import Value as Cell
from casework.report.forms import (
    FORM_2019,
    FORM_2021,
    OTHER_ALL,
    OTHER_OUTCOMES,
    TABLE3_COLUMNS,
    Form,
)

WIDTH = len(TABLE3_COLUMNS)
_FIRST_ROW = "本年新收"
_HEADING = re.compile("申请人情况|自然人|法人或其")


def read_table3(lines: Sequence[Line], otherwise: Form) -> tuple[Table, Form]:
    """The table, and the form whose rows it has; `otherwise` if they do not tell it."""
    if not is_turned(lines):
        return _upright(lines, otherwise)
    back = turned_back(lines)
    return _upright(back, otherwise) if back else (_unread(otherwise), otherwise)


def _unread(form: Form) -> Table:
    reading = _Reading(form, list(range(WIDTH)))
    reading.unread |= {row.key for row in form.table3}
    return reading.finished(())


def _upright(lines: Sequence[Line], otherwise: Form) -> tuple[Table, Form]:
    found = list(runs(lines, WIDTH))
    columns = columns_of(_heading(lines), Counter(len(run.values) for run in found))
    if len(columns) != WIDTH:
        found = list(runs(lines, len(columns)))
    found = found[_first_row(found, len(columns)) :]
    for run in found:
        run.above, run.beside = _without_heading(run.above), _without_heading(run.beside)
    form = _form_of(found, otherwise)
    order = [row.key for row in form.table3]
    labels = tuple(label for label in TABLE3 if label.key in order)
    placed, doubtful = place(found, labels, order, len(columns))
    reading = _Reading(form, columns)
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


class _Reading:
    """The rows read so far: those that are plain, then those whose digits are glued."""

    def __init__(self, form: Form, columns: list[int | None]) -> None:
        self.form = form
        self.columns = columns
        self.width = len(columns)
        self.table = Table()
        self.unread: set[str] = set()

    def take(self, rows: list[Placed]) -> None:
        """Read every row."""
        known = drawn(rows, self.width)
        glued: dict[str, list[str]] = {}
        for row in rows:
            values = fit(row, self.width, known)
            if values is not None:
                self._set(row, values)
            elif self.width == WIDTH and (pieces := _pieces(row)):
                glued[row.key] = pieces
            elif self.width == WIDTH and (values := without_intruder(row.values, WIDTH)):
                self._set(row, values)
                self._doubt(
                    row.key, "这一行多出一个数（很可能是页码），按合计剔除后读出，请对照原件核实。"
                )
            else:
                self.unread.add(row.key)
        self._cut(glued)

    def _set(self, row: Placed, values: Sequence[Value]) -> None:
        """Put the cells in the order of the form; a row told twice must be the same twice."""
        cells: list[Cell] = [None] * WIDTH
        unread = []
        for column, value in zip(self.columns, values, strict=True):
            if column is None:
                continue
            try:
                cells[column] = None if value.kind == "blank" else count_of(value)
            except ValueError:
                unread.append(f"table3/{row.key}/{TABLE3_COLUMNS[column].key}")
        if self.table.rows.get(row.key, cells) != cells:
            self.unread.add(row.key)
            return
        self.table.rows[row.key] = cells
        self.table.unread += unread
        if row.how == "order":
            self._doubt(
                row.key, "这一行的栏目名称缺失或者错位，按前后各行的位置读出，请对照原件核实。"
            )

    def _cut(self, glued: dict[str, list[str]]) -> None:
        """Cut glued digits by the sums of their rows, then by those of the columns.

        Only in a table that prints its zeros: of blank ones nothing is left to be glued.
        """
        if not self._prints_zeros(glued):
            self.unread |= glued.keys()
            return
        readings = {key: rows_that_add_up(pieces, WIDTH) for key, pieces in glued.items()}
        certain: dict[str, Row] = {k: rows[0] for k, rows in readings.items() if len(rows) == 1}
        whole = {key: row for key, cells in self.table.rows.items() if (row := _numbers(cells))}
        several = {key: rows for key, rows in readings.items() if len(rows) > 1}
        together = only_together({**whole, **certain}, several, self.form.leaves)
        for key, pieces in glued.items():
            row = certain.get(key) or together.get(key)
            if row is None:
                self.unread.add(key)
                continue
            self.table.rows[key] = [row[self.columns.index(at)] for at in range(WIDTH)]
            if sum(map(len, pieces)) > WIDTH:
                self._doubt(
                    key, f"数字粘连（{' '.join(pieces)}），按合计只有一种读法，请对照原件核实。"
                )

    def _prints_zeros(self, glued: Mapping[str, list[str]]) -> bool:
        several = (text for pieces in glued.values() for text in pieces if len(text) > 1)
        return any(0 in row for row in self.table.rows.values()) or any(
            text.startswith("0") for text in several
        )

    def _doubt(self, key: str, cause: str) -> None:
        self.table.doubt(f"table3/{key}", cause)

    def finished(self, named_rows: Collection[str]) -> Table:
        """The table with every row of the form, in its order.

        A row of which only the name is there lost its cells, unless the whole table is empty.
        """
        if self.table.rows:
            self.unread |= {row.key for row in self.form.table3} & set(named_rows) - {
                *self.table.rows
            }
        for key in self.unread:
            self.table.rows.pop(key, None)
            self.table.unread += [f"table3/{key}/{column.key}" for column in TABLE3_COLUMNS]
        order = [row.key for row in self.form.table3]
        known = {*self.table.rows, *self.unread, *named_rows}
        self.table.absent = [f"table3/{key}" for key in order if key not in known]
        self.table.rows = {key: self.table.rows.get(key, [None] * WIDTH) for key in order}
        return self.table


def _numbers(cells: Sequence[Cell]) -> Row | None:
    numbers = tuple(cell for cell in cells if isinstance(cell, int))
    return numbers if len(numbers) == len(cells) else None


_MOST_PIECES = 2
"""A row in more pieces lost cells, not borders."""


def _pieces(row: Placed) -> list[str]:
    """The digits of a row with fewer values than cells, if they can be several cells each."""
    texts = [value.text for value in row.values if value.text]
    enough = len(texts) <= _MOST_PIECES and sum(map(len, texts)) >= WIDTH
    return texts if enough and all(text.isdecimal() for text in texts) else []
