"""The annual report as one value: tables, words, and the line that signs it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from casework.report.addresses import Value, values
from casework.report.forms import (
    TABLE3_COLUMNS,
    TABLE4_COLUMNS,
    TABLE4_GROUPS,
    TITLE,
    Form,
    form_of,
)

Table2 = Mapping[str, Value | Sequence[Value]]
CountTable = Mapping[str, Sequence[int | None]]


@dataclass(frozen=True, slots=True)
class Texts:
    """What people write in the report. Each field may hold several paragraphs, one a line.

    The fields stand in the report's order; those named like a part with a table are printed
    under it, after the table.
    """

    preface: str = ""
    overview: str = ""
    disclosed: str = ""
    on_application: str = ""
    management: str = ""
    platforms: str = ""
    safeguards: str = ""
    proactive: str = ""
    applications: str = ""
    disputes: str = ""
    problems: str = ""
    other_matters: str = ""


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A number that is no longer what was published."""

    where: str
    sealed: Value
    now: Value


@dataclass(frozen=True, slots=True)
class Restated:
    """A 更正: the version of the report it made, when, why, and what it changed.

    `sections` are the fields of `Texts` whose words are others than in the version before.
    """

    version: int
    on: date
    reason: str
    cells: tuple[ChangedCell, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One agency's report for one year. A table that is None has not been filled in."""

    agency: str
    year: int
    table2: Table2 | None
    table3: CountTable | None
    table4: CountTable | None
    code: str | None = None
    texts: Texts = field(default_factory=Texts)
    issued_on: date | None = None
    restated: tuple[Restated, ...] = ()

    @property
    def form(self) -> Form:
        """The printed form the year demands."""
        return form_of(self.year)

    @property
    def title(self) -> str:
        """The heading of the report, in the two lines of the printed one."""
        return f"{self.agency}\n{self.year}年{TITLE}"

    @property
    def dated(self) -> date:
        """The day its files bear: that of issue or, in a draft, the day after the year."""
        return self.issued_on or date(self.year + 1, 1, 1)

    @property
    def values(self) -> dict[str, Value]:
        """The value at every address of the form."""
        return values(as_json(self), self.form)


def as_json(report: Report) -> dict[str, object]:
    """The report in the shape that scripts rely on (DESIGN 6).

    A missing table is null; a missing row of a table that is there is a row of nulls.
    """
    rows3 = [row.key for row in report.form.table3]
    rows4 = [group.code for group in TABLE4_GROUPS]
    return {
        "form": report.form.code,
        "agency": report.agency,
        "code": report.code,
        "year": report.year,
        "table2": None if report.table2 is None else _lines(report.table2, report.form),
        "table3": _rows(report.table3, rows3, len(TABLE3_COLUMNS)),
        "table4": _rows(report.table4, rows4, len(TABLE4_COLUMNS)),
    }


def _lines(table: Table2, form: Form) -> dict[str, object]:
    return {
        line.key: _line(table.get(line.key), len(block.columns))
        for block in form.table2
        for line in block.lines
    }


def _line(line: Value | Sequence[Value], width: int) -> Value | list[Value]:
    if width == 1:
        return line if isinstance(line, int | str) else None
    return [None] * width if line is None or isinstance(line, int | str) else list(line)


def _rows(
    table: CountTable | None, rows: Sequence[str], width: int
) -> dict[str, list[int | None]] | None:
    if table is None:
        return None
    return {row: list(table.get(row, [None] * width)) for row in rows}
