"""The address of every cell of a form, and its value in a report of DESIGN's shape.

The shape is that of `report --format json` and `check`: table 三 maps a row to seven numbers,
table 四 a group to five, table 二 a line to one value or to a list. A blank is None, never 0.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from casework.report.forms import (
    TABLE3_COLUMNS,
    TABLE4_COLUMNS,
    TABLE4_GROUPS,
    Column,
    Form,
    Unit,
)

Value = int | str | None
"""A cell: a number, an amount of money as text, or None where the report has nothing."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a value stands. `place` is its index in the row, None where the row is one value."""

    table: str
    row: str
    where: str
    place: int | None
    unit: Unit


def where(table: str, row: str, column: str) -> str:
    """The address as findings and pages write it."""
    return f"{table}/{row}/{column}"


def _row_of(table: str, row: str, columns: Sequence[Column]) -> Iterator[Address]:
    for place, column in enumerate(columns):
        yield Address(table, row, where(table, row, column.key), place, column.unit)


def _line_of(row: str, columns: Sequence[Column]) -> Iterator[Address]:
    if len(columns) == 1:
        yield Address("table2", row, f"table2/{row}", None, columns[0].unit)
    else:
        yield from _row_of("table2", row, columns)


@cache
def addresses(form: Form) -> tuple[Address, ...]:
    """Every cell that holds a value, in printed order."""
    return (
        *(
            address
            for block in form.table2
            for line in block.lines
            for address in _line_of(line.key, block.columns)
        ),
        *(a for row in form.table3 for a in _row_of("table3", row.key, TABLE3_COLUMNS)),
        *(a for group in TABLE4_GROUPS for a in _row_of("table4", group.code, TABLE4_COLUMNS)),
    )


def values(report: Mapping[str, object], form: Form) -> dict[str, Value]:
    """The value at every address of the form, None where the report has none."""
    return {address.where: _value(report, address) for address in addresses(form)}


def _value(report: Mapping[str, object], address: Address) -> Value:
    table = report.get(address.table)
    row = table.get(address.row) if isinstance(table, Mapping) else None
    if address.place is None:
        return _cell(row)
    if isinstance(row, Sequence) and not isinstance(row, str) and address.place < len(row):
        return _cell(row[address.place])
    return None


def _cell(raw: object) -> Value:
    """A cell of a file somebody else wrote: what is neither number nor text is nothing."""
    if isinstance(raw, bool) or raw is None:
        return None
    return raw if isinstance(raw, int | str) else str(raw)
