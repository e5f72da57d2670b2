"""What a check found: where, what stands there, what it should be, and why it is likely so."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from casework.report.addresses import Value
from casework.report.forms import FORMS, TABLE3_COLUMNS, TABLE4_COLUMNS, TABLE4_GROUPS

Severity = Literal["error", "warning"]
Cells = Mapping[str, Value]


RULES = {
    "C1": "勾稽关系",
    "C2": "办理结果合计",
    "C3": "各行总计",
    "C4": "上年结转",
    "C5": "数字格式",
    "T1": "表四总计",
    "T2": "尚未审结的争议",
    "N1": "文字与表格",
    "D1": "规章",
    "D2": "文件件数",
    "F1": "收费",
    "blank": "空白",
    "form": "格式",
    "reading": "读取",
    "empty": "没有写",
    "copy": "与上年相同",
    "field": "引用的数字",
}
"""What each rule is about, where a list has no room for the sentence."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect of a report.

    `stated` is what the report says, `computed` what the rest of it demands, each None where
    there is no such number. An error is broken arithmetic or a contradiction about the same
    thing; everything that another reading could explain is a warning.
    """

    rule: str
    where: str
    stated: Value
    computed: Value
    cause: str
    severity: Severity = "error"

    def as_json(self) -> dict[str, Value]:
        """The finding in the shape of `check --json`."""
        return asdict(self)


def total(cells: Cells, addresses: Iterable[str]) -> int | None:
    """The sum of these cells, None if one of them holds no number: then nothing is certain."""
    numbers = [cells.get(address) for address in addresses]
    known = [number for number in numbers if isinstance(number, int)]
    return sum(known) if len(known) == len(numbers) else None


def least(cells: Cells, addresses: Iterable[str]) -> int:
    """What the cells add up to at the least: those without a number cannot be below zero."""
    numbers = [cells.get(address) for address in addresses]
    return sum(number for number in numbers if isinstance(number, int))


def covered(address: str, places: Collection[str]) -> bool:
    """Whether a place in the list is this address or the row or table it belongs to."""
    parts = address.split("/")
    return any("/".join(parts[:depth]) in places for depth in range(1, len(parts) + 1))


_TABLES = {"table2": "表二", "table3": "表三", "table4": "表四"}
_COLUMNS = {
    "table2": {
        column.key: column.label
        for form in FORMS.values()
        for block in form.table2
        for column in block.columns
    },
    "table3": {column.key: column.label for column in TABLE3_COLUMNS},
    "table4": {column.key: column.label for column in TABLE4_COLUMNS},
}
"""By table: “other” is a kind of applicant in one and a result in another."""

_ROWS = {
    **{
        line.key: line.label
        for form in FORMS.values()
        for block in form.table2
        for line in block.lines
    },
    **{row.key: row.label for form in FORMS.values() for row in form.table3},
    **{group.code: group.label for group in TABLE4_GROUPS},
}


def name(address: str) -> str:
    """The address in the words of the form: 表三“（七）总计”行“自然人”列."""
    table, *rest = address.split("/")
    words = [_TABLES.get(table, table)]
    if rest:
        words.append(f"“{_ROWS[rest[0]]}”行")
    if len(rest) > 1:
        words.append(f"“{_COLUMNS[table][rest[1]]}”列")
    return "".join(words)
