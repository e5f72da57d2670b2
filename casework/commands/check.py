"""`casework check FILE --json`: what is wrong with a published report."""

import sys
from collections.abc import Mapping
from typing import Any

from casework.commands.answer import Arguments, WrongCall, print_json, read_json
from casework.report.checks import check
from casework.report.forms import TABLE3_COLUMNS, TABLE4_COLUMNS, TABLE4_GROUPS, form_of

_FIELDS = {"form", "agency", "code", "year", "table2", "table3", "table4", "findings", "unread"}
_FIRST_YEAR, _LAST_YEAR = 2019, 2100


def run(arguments: list[str]) -> int:
    """Check a report given in the shape of `casework report --format json`; 1 on an error."""
    parser = Arguments("check", "检查年度报告的勾稽关系和空白")
    parser.add_argument("file", metavar="FILE", help="年度报告的 JSON 文件，- 为标准输入")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    options = parser.parse_args(arguments)
    report = _report(read_json(options.file), options.file)
    findings = check(report)
    if options.json:
        print_json(dict(report) | {"findings": [f.as_json() for f in findings], "unread": []})
    else:
        sys.stdout.writelines(f"{f.rule} {f.where} {f.cause}\n" for f in findings)
        sys.stdout.write(f"共{len(findings)}处\n")
    return 1 if any(finding.severity == "error" for finding in findings) else 0


def _report(given: Any, name: str) -> Mapping[str, Any]:
    """The report, refused with one line if it has not the shape the checks rest on."""
    if not isinstance(given, Mapping):
        raise WrongCall(f"{name} 应当是一个年度报告的对象（含 year、table3 等）")
    unknown = sorted(set(given) - _FIELDS)
    if unknown:
        raise WrongCall(f"{name} 有不认识的字段：{'、'.join(unknown)}")
    year = given.get("year")
    if not isinstance(year, int) or not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise WrongCall(f"{name} 的 year 应当是 {_FIRST_YEAR} 年以后的年份")
    rows3 = {row.key for row in form_of(_FIRST_YEAR).table3}
    rows3 |= {row.key for row in form_of(_LAST_YEAR).table3}
    _table(given.get("table3"), rows3, len(TABLE3_COLUMNS), f"{name} 的 table3")
    groups = {group.code for group in TABLE4_GROUPS}
    _table(given.get("table4"), groups, len(TABLE4_COLUMNS), f"{name} 的 table4")
    if not isinstance(given.get("table2"), Mapping | None):
        raise WrongCall(f"{name} 的 table2 应当是对象或者 null")
    return given


def _table(table: Any, rows: set[str], width: int, where: str) -> None:
    if not isinstance(table, Mapping | None):
        raise WrongCall(f"{where} 应当是对象或者 null")
    for row, cells in (table or {}).items():
        if row not in rows:
            raise WrongCall(f"{where} 没有“{row}”这一行")
        if not isinstance(cells, list) or len(cells) != width:
            raise WrongCall(f"{where}/{row} 应当有 {width} 个数")
        wrong = [cell for cell in cells if not _is_count(cell)]
        if wrong:
            raise WrongCall(f"{where}/{row} 的值 {wrong[0]!r} 应当是整数或者 null")


def _is_count(cell: Any) -> bool:
    return isinstance(cell, int | None) and not isinstance(cell, bool)
