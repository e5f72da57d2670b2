"""What is not there, and what is there in the rows of the other form."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from casework.report.addresses import addresses
from casework.report.findings import Cells, Finding, covered, name
from casework.report.forms import (
    FORM_2019,
    FORM_2021,
    FORMS,
    OTHER_ALL,
    OTHER_OUTCOMES,
    Form,
    form_of,
)

_TABLES = ("table2", "table3", "table4")
_NAMES = {FORM_2019: "2019年试行格式", FORM_2021: "2021年修订格式"}


def demanded_form(year: object) -> Form | None:
    """The form that the year of a report demands, None where the year is not known."""
    return form_of(year) if isinstance(year, int) and year >= FORM_2019.first_year else None


def form_as_used(report: Mapping[str, object]) -> Form:
    """The form whose rows a report really has, table by table.

    Offices mix the two: the lines of the old table 二 beside the new table 三, or the new form
    with （六）其他处理 left in one row.
    """
    form = FORMS.get(str(report.get("form"))) or demanded_form(report.get("year")) or FORM_2021
    table2, table3 = report.get("table2"), report.get("table3")
    if isinstance(table2, Mapping):
        form = replace(form, table2=_table2_source(table2, form).table2)
    if isinstance(table3, Mapping):
        form = replace(form, table3=_table3_source(table3, form).table3)
    return form


def _table2_source(table2: Mapping[str, object], form: Form) -> Form:
    """The form that has more of the lines that hold something; in doubt the one declared."""
    present = {key for key, line in table2.items() if _holds(line)}
    lines = {
        other: len(present & {line.key for block in other.table2 for line in block.lines})
        for other in (form, FORM_2021, FORM_2019)
    }
    return max(lines, key=lambda other: lines[other])


def _table3_source(table3: Mapping[str, object], form: Form) -> Form:
    """The form that prints （六）其他处理 as the report does; in doubt the one declared."""
    single = _holds(table3.get(OTHER_ALL))
    itemised = any(_holds(table3.get(row)) for row in OTHER_OUTCOMES)
    if single == itemised:
        return form
    return FORM_2019 if single else FORM_2021


def _holds(row: object) -> bool:
    cells = row if isinstance(row, list | tuple) else [row]
    return any(cell is not None for cell in cells)


def wrong_form(report: Mapping[str, object], used: Form) -> Iterator[Finding]:
    """A report on the form of another year, or with rows of it."""
    demanded = demanded_form(report.get("year"))
    if demanded is None:
        return
    declared = FORMS.get(str(report.get("form")), demanded)
    if declared is not demanded:
        cause = f"{report['year']}年度应当使用{_NAMES[demanded]}，报告用的是{_NAMES[declared]}。"
        yield Finding("form", "form", declared.code, demanded.code, cause, "warning")
        return
    if used.table2 != demanded.table2:
        cause = f"表二的栏目不是{_NAMES[demanded]}的栏目。"
        yield Finding("form", "table2", None, demanded.code, cause, "warning")
    if used.table3 != demanded.table3:
        cause = f"表三“（六）其他处理”的列法不是{_NAMES[demanded]}的列法。"
        yield Finding("form", f"table3/{OTHER_ALL}", None, demanded.code, cause, "warning")


def blanks(
    report: Mapping[str, object],
    cells: Cells,
    form: Form,
    unread: Collection[str],
    absent: Collection[str] = (),
) -> Iterator[Finding]:
    """A cell, or a whole table, with nothing in it; not those that could not be read.

    Rows that are not there at all are one finding of their table: they were cut off, not blank.
    """
    missing = [table for table in _TABLES if report.get(table) is None]
    for table in missing:
        if table not in unread:
            yield _blank(table, f"报告中没有{name(table)}。")
    yield from _cut_off(absent)
    elsewhere = {*missing, *unread, *absent}
    for address in addresses(form):
        place = address.where
        if cells[place] is None and not covered(place, elsewhere):
            yield _blank(place, f"{name(place)}是空白；没有的应当填0，不能留空。")


def _cut_off(absent: Collection[str]) -> Iterator[Finding]:
    for table in _TABLES:
        rows = [row for row in absent if row.startswith(f"{table}/")]
        if rows:
            more = f"等{len(rows)}行" if len(rows) > 1 else ""
            cause = f"报告中没有{name(rows[0])}{more}，很可能文件不完整，请核对原件。"
            yield _blank(table, cause)


def _blank(place: str, cause: str) -> Finding:
    return Finding("blank", place, None, None, cause, "warning")
