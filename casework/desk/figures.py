"""The numbers that no case can tell: those of table 二, and what was disclosed how often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from casework.desk.act import Act
from casework.desk.refusals import Moved, NotAllowed
from casework.desk.years import open_year
from casework.report.forms import FORM_2021, Column, Form, form_of
from casework.store.queries.desk import disclosures, figures
from casework.store.tables import DisclosureRow, FigureRow

COUNTED_LINES = ("rules", "normative_documents")
"""Since the form of 2021 these follow from the register of documents and are not typed."""

Entered = int | str | Decimal | None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One line of what was disclosed: “政务公开 126 条”."""

    label: str
    value: str
    unit: str = ""


def typed_cells(year: int) -> dict[str, Column]:
    """The cells of table 二 that the office types for a year: `line/column` → the column."""
    form = form_of(year)
    return {
        f"{line.key}/{column.key}": column
        for block in form.table2
        for line in block.lines
        if not is_counted(line.key, form)
        for column in block.columns
    }


def is_counted(line: str, form: Form) -> bool:
    """Whether a line of table 二 follows from the register of documents."""
    return form is FORM_2021 and line in COUNTED_LINES


def set_figures(
    act: Act,
    code: str,
    year: int,
    values: Mapping[str, Entered],
    *,
    seen: Mapping[str, str],
) -> None:
    """Enter cells of table 二; None empties one. `seen` is what the reader's page showed.

    Money is kept to the last digit. Raises Moved where somebody else has meanwhile entered
    something in one of these cells.
    """
    agency = open_year(act, code, year)
    cells = typed_cells(year)
    now = figures(act.tx, [agency.id], year)[agency.id]
    changed: dict[str, list[str | None]] = {}
    for key, value in values.items():
        if key not in cells:
            raise NotAllowed(f"{year}年的表二没有“{key}”这一格，请核对")
        new = _as_text(cells[key], value)
        if seen.get(key) != now.get(key):
            raise Moved(f"“{cells[key].label}”在您查看之后已被他人填写，请先看过现在的数再改")
        if new != now.get(key):
            changed[key] = [now.get(key), new]
            _put(act, (agency.id, year, key), new)
    act.note(agency, "figures.set", f"year:{code}/{year}", changed=changed)


def set_disclosures(
    act: Act,
    code: str,
    year: int,
    group: str,
    lines: Sequence[Disclosure],
    *,
    seen: Sequence[Disclosure],
) -> None:
    """Replace one group of what was disclosed in a year, by category or by channel.

    `seen` are the lines the reader's page showed; raises Moved where they are others now.
    """
    agency = open_year(act, code, year)
    if not group.strip() or any(not line.label.strip() for line in lines):
        raise NotAllowed("分组和每一行的名称都要填写，请补填")
    rows = [row for row in disclosures(act.tx, agency.id, year) if row.group == group]
    if [Disclosure(row.label, row.value, row.unit) for row in rows] != list(seen):
        raise Moved("这一组数在您查看之后已被他人修改，请先看过现在的数再改")
    for row in rows:
        act.tx.delete(act.tx.get_one(DisclosureRow, (agency.id, year, group, row.position)))
    act.tx.flush()
    act.tx.add_all(
        DisclosureRow(
            agency_id=agency.id,
            year=year,
            group=group,
            position=position,
            label=line.label.strip(),
            unit=line.unit,
            value=line.value,
        )
        for position, line in enumerate(lines, start=1)
    )
    act.note(agency, "disclosures.set", f"year:{code}/{year}", group=group, lines=len(lines))


def _put(act: Act, key: tuple[int, int, str], value: str | None) -> None:
    row = act.tx.get(FigureRow, key)
    if value is None:
        act.tx.delete(row)
        return
    if row is None:
        row = FigureRow(agency_id=key[0], year=key[1], key=key[2], value=value, updated_by=0)
        act.tx.add(row)
    row.value, row.updated_at, row.updated_by = value, act.now, act.recorder


def _as_text(column: Column, value: Entered) -> str | None:
    """The value as it is kept: whole numbers in digits, money as the exact decimal."""
    if value is None or value == "":
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        raise NotAllowed(f"“{column.label}”填的“{value}”不是数字，请核对") from None
    if not number.is_finite() or (number < 0 and column.unit != "change"):
        raise NotAllowed(f"“{column.label}”不能小于0，请核对")
    if column.unit == "money":
        return format(number, "f")
    if number != number.to_integral_value():
        raise NotAllowed(f"“{column.label}”应当是整数，请核对")
    return str(int(number))
