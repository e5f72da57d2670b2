"""Table 二: 主动公开政府信息情况.

The office types these numbers; here they get the form's shape.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from casework.report.addresses import Value
from casework.report.forms import Block, form_of

Entry = int | str | Decimal | None
Line = Value | list[Value]


def arrange(entries: Mapping[str, Entry | Sequence[Entry]], year: int) -> dict[str, Line]:
    """What was entered, as the table of that year: one value a line, or one for each column.

    Money stays an exact decimal as text (万元 since 2021). A line nobody entered is null.
    Raises ValueError for a line the form does not have or a row of another length.
    """
    blocks = {line.key: block for block in form_of(year).table2 for line in block.lines}
    unknown = sorted(entries.keys() - blocks.keys())
    if unknown:
        raise ValueError(f"表二没有这些行：{'、'.join(unknown)}")
    return {key: _line(key, entries.get(key), block) for key, block in blocks.items()}


def _line(key: str, entry: Entry | Sequence[Entry], block: Block) -> Line:
    units = [column.unit for column in block.columns]
    if entry is None:
        return None if len(units) == 1 else [None] * len(units)
    cells = [entry] if isinstance(entry, int | str | Decimal) else list(entry)
    if len(cells) != len(units):
        raise ValueError(f"表二“{key}”应有{len(units)}个数")
    row = [_cell(cell, unit == "money") for cell, unit in zip(cells, units, strict=True)]
    return row[0] if len(units) == 1 else row


def _cell(entry: Entry, money: bool) -> Value:
    if isinstance(entry, Decimal) or (money and entry is not None):
        return format(entry, "f") if isinstance(entry, Decimal) else str(entry)
    return entry
