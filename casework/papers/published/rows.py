"""The cells of 表三, row by row: what stands plainly first, then the digits that are glued."""

from collections.abc import Collection, Mapping, Sequence

from casework.papers.published.cells import Value
from casework.papers.published.fitting import drawn, fit, without_intruder
from casework.papers.published.glued import Row, only_together, rows_that_add_up
from casework.papers.published.numbers import count_of
from casework.papers.published.placing import Placed
from casework.papers.published.table import Table
from casework.report.addresses import Value as Cell
from casework.report.forms import TABLE3_COLUMNS, Form

WIDTH = len(TABLE3_COLUMNS)


class Reading:
    """The rows read so far, their columns those of the heading."""

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
