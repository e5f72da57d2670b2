"""A report that somebody else wrote down, brought into the one shape (DESIGN 6).

What a cell says is for the checks to judge; here only what cannot be placed at all is refused.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from casework.report.forms import (
    FORM_2019,
    FORM_2021,
    FORMS,
    TABLE3_COLUMNS,
    TABLE4_COLUMNS,
    TABLE4_GROUPS,
    Form,
)
from casework.report.presence import form_as_used

FIELDS = ("form", "agency", "code", "year", "table2", "table3", "table4", "findings", "unread")
_LARGEST = 10**15
_FIRST_YEAR, _LAST_YEAR = 2008, 2100


class BadShape(ValueError):
    """What was given is no report; the message is one sentence that says what and where."""


def in_shape(given: Any) -> dict[str, Any]:
    """The report with every field; a missing table is None, a missing row a row of None.

    Raises BadShape for fields, rows and values that have no place in a report.
    """
    if not isinstance(given, Mapping):
        raise BadShape("应当是一个年度报告的对象（含 year、table3 等）")
    unknown = sorted(set(map(str, given)) - set(FIELDS))
    if unknown:
        raise BadShape(f"有不认识的字段：{'、'.join(unknown)}")
    _refuse_wrong_head(given)
    form = form_as_used(given)
    rows3 = {row.key for other in (form, FORM_2021, FORM_2019) for row in other.table3}
    return {
        "form": given.get("form") or form.code,
        "agency": given.get("agency"),
        "code": given.get("code"),
        "year": given.get("year"),
        "table2": _table2(given.get("table2"), form),
        "table3": _table(
            given.get("table3"),
            "table3",
            [row.key for row in form.table3],
            rows3,
            len(TABLE3_COLUMNS),
        ),
        "table4": _table(
            given.get("table4"),
            "table4",
            [group.code for group in TABLE4_GROUPS],
            {group.code for group in TABLE4_GROUPS},
            len(TABLE4_COLUMNS),
        ),
        "unread": _unread(given.get("unread")),
    }


def _refuse_wrong_head(given: Mapping[str, Any]) -> None:
    year = given.get("year")
    is_year = isinstance(year, int) and not isinstance(year, bool)
    if year is not None and not (is_year and _FIRST_YEAR <= year <= _LAST_YEAR):
        raise BadShape(f"year 应当是 {_FIRST_YEAR} 至 {_LAST_YEAR} 的年份或者 null")
    if given.get("form") is not None and given["form"] not in tuple(FORMS):
        raise BadShape(f"form 应当是 {'、'.join(FORMS)} 之一")
    for name in ("agency", "code"):
        if not isinstance(given.get(name), str | None):
            raise BadShape(f"{name} 应当是文字或者 null")


def _unread(given: Any) -> list[str]:
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(place, str) for place in given):
        raise BadShape("unread 应当是位置的列表")
    return list(given)


def _table(
    given: Any, name: str, rows: Iterable[str], known: set[str], width: int
) -> dict[str, list[Any]] | None:
    if given is None:
        return None
    if not isinstance(given, Mapping):
        raise BadShape(f"{name} 应当是对象或者 null")
    for row in given:
        if row not in known:
            raise BadShape(f"{name} 没有“{row}”这一行")
    blank = [None] * width
    wanted = [*rows, *(row for row in given if row not in tuple(rows))]
    return {row: _row(given.get(row) or blank, f"{name}/{row}", width) for row in wanted}


def _row(given: Any, where: str, width: int) -> list[Any]:
    if not isinstance(given, list) or len(given) != width:
        raise BadShape(f"{where} 应当有 {width} 个数")
    return [_cell(cell, where) for cell in given]


def _cell(given: Any, where: str) -> Any:
    """A number, a text such as “/” (a finding of the checks), or None."""
    if isinstance(given, bool) or not isinstance(given, int | float | str | None):
        raise BadShape(f"{where} 的值 {given!r} 应当是数、文字或者 null")
    if isinstance(given, int) and abs(given) > _LARGEST:
        raise BadShape(f"{where} 的数过大，请核对")
    return str(given) if isinstance(given, float) else given


def _table2(given: Any, form: Form) -> dict[str, Any] | None:
    if given is None:
        return None
    if not isinstance(given, Mapping):
        raise BadShape("table2 应当是对象或者 null")
    widths = {
        line.key: len(block.columns)
        for other in (FORM_2019, FORM_2021, form)
        for block in other.table2
        for line in block.lines
    }
    for line in given:
        if line not in widths:
            raise BadShape(f"table2 没有“{line}”这一行")
    wanted = [line.key for block in form.table2 for line in block.lines]
    wanted += [line for line in given if line not in wanted]
    return {line: _line(given.get(line), line, widths[line]) for line in wanted}


def _line(given: Any, line: str, width: int) -> Any:
    if width == 1:
        return _cell(given, f"table2/{line}")
    return [None] * width if given is None else _row(given, f"table2/{line}", width)
