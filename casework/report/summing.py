"""Adding up reports cell by cell, and where two sums differ.

A cell that one report leaves blank is blank in the sum: a sum must not hide a gap.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from casework.report.addresses import Value, addresses, values
from casework.report.document import CountTable, Report, Table2
from casework.report.findings import Cells
from casework.report.forms import Form, Unit, form_of

Tables = Mapping[str, object]
"""A report in the shape of `report --format json`, of which the three tables are read."""


class Difference(NamedTuple):
    """A cell in which two reports do not agree."""

    where: str
    stated: Value
    other: Value


@dataclass(slots=True)
class Sum:
    """Reports of one year, added one by one."""

    year: int
    reports: int = 0
    _whole: dict[str, int | Decimal] = field(default_factory=dict)
    _blank: Counter[str] = field(default_factory=Counter)

    @property
    def form(self) -> Form:
        """The form of the year, whatever form a report was printed on."""
        return form_of(self.year)

    def add(self, report: Tables) -> None:
        """Add a report; what is no number in it makes a blank."""
        self.reports += 1
        cells = values(report, self.form)
        for each in addresses(self.form):
            number = _number(cells[each.where], each.unit)
            if number is None:
                self._blank[each.where] += 1
            else:
                self._whole[each.where] = self._whole.get(each.where, 0) + number

    @property
    def cells(self) -> dict[str, Value]:
        """The sum at every address; all blank where nothing was added."""
        return {each.where: self._cell(each.where) for each in addresses(self.form)}

    def blanks(self, where: str) -> int:
        """How many of the reports leave this cell blank."""
        return self._blank[where]

    def _cell(self, where: str) -> Value:
        if self._blank[where] or not self.reports:
            return None
        whole = self._whole[where]
        return whole if isinstance(whole, int) else format(whole, "f")


def report_from(cells: Cells, year: int, agency: str, code: str | None) -> Report:
    """A report without words that has these cells."""
    form = form_of(year)
    table2: dict[str, Value | list[Value]] = {}
    counts: dict[str, dict[str, list[Value]]] = {"table3": {}, "table4": {}}
    for each in addresses(form):
        if each.table != "table2":
            counts[each.table].setdefault(each.row, []).append(cells.get(each.where))
        elif each.place is None:
            table2[each.row] = cells.get(each.where)
        else:
            line = table2.setdefault(each.row, [])
            assert isinstance(line, list)
            line.append(cells.get(each.where))
    lines: Table2 = table2
    return Report(agency, year, lines, _counts(counts["table3"]), _counts(counts["table4"]), code)


def _counts(rows: Mapping[str, list[Value]]) -> CountTable:
    return {row: [cell if isinstance(cell, int) else None for cell in rows[row]] for row in rows}


def differences(stated: Cells, other: Cells, year: int) -> Iterator[Difference]:
    """Where the second differs from what the first states, in printed order."""
    for each in addresses(form_of(year)):
        mine, theirs = stated.get(each.where), other.get(each.where)
        if _number(mine, each.unit) != _number(theirs, each.unit):
            yield Difference(each.where, mine, theirs)


def _number(value: Value, unit: Unit) -> int | Decimal | None:
    if isinstance(value, int):
        return value if unit != "money" else Decimal(value)
    if value is None or unit != "money":
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
