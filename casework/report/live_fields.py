r"""Figures inside the words: {{新收}} stands for what the tables say, whenever they say it.

`\{{新收}}` is printed as it is typed, without the backslash. A name that nobody knows is printed
as it is too, and is a finding.
"""

import re
from collections.abc import Mapping

from casework.report.document import Report
from casework.report.facts import Fees
from casework.report.findings import total
from casework.report.forms import Form

_FIELD = re.compile(r"(\\?)\{\{\s*([^{}\n]{1,240}?)\s*\}\}")
_DISPUTES = ("litigation_direct", "litigation_after_reconsideration")
_SINGLE = {
    "新收": "table3/new/total",
    "上年结转": "table3/carried_in/total",
    "办理结果总计": "table3/outcome_total/total",
    "结转下年度": "table3/carried_out/total",
    "予以公开": "table3/granted/total",
    "部分公开": "table3/granted_in_part/total",
    "行政复议": "table4/reconsideration/total",
    "规范性文件制发": "table2/normative_documents/issued",
    "规范性文件废止": "table2/normative_documents/repealed",
    "规范性文件现行有效": "table2/normative_documents/in_force",
    "行政许可": "table2/licences",
    "行政处罚": "table2/penalties",
    "行政强制": "table2/coercive_measures",
    "行政事业性收费": "table2/fees_wan",
}
_GROUPS = {
    "不予公开": "refused",
    "无法提供": "unavailable",
    "不予处理": "not_processed",
    "其他处理": "other",
}
DISCLOSED = "公开："
"""Before the name of a line of what was disclosed."""


def figures(report: Report, fees: Fees, disclosed: Mapping[str, str]) -> dict[str, str]:
    """Every name that the words may use, with its figure now; a blank cell has no name."""
    cells = report.values
    found: dict[str, str | int | None] = {"年度": report.year, "机关": report.agency}
    found |= {name: cells.get(where) for name, where in _SINGLE.items()}
    for name, group in _GROUPS.items():
        found[name] = total(cells, _rows(group, report.form))
    found["行政诉讼"] = total(cells, [f"table4/{kind}/total" for kind in _DISPUTES])
    found["收费通知件数"] = fees.notices
    found["收费通知金额"] = f"{fees.notified:f}"
    found["实收金额"] = f"{fees.paid:f}"
    found |= {DISCLOSED + label: value for label, value in disclosed.items()}
    return {name: str(value) for name, value in found.items() if value is not None}


def _rows(group: str, form: Form) -> list[str]:
    heads = (f"{group}.", f"{group}_")
    return [f"table3/{leaf}/total" for leaf in form.leaves if leaf.startswith(heads)]


def fill(text: str, known: Mapping[str, str], around: tuple[str, str] = ("", "")) -> str:
    """The words with their figures; `around` marks each, for a page that shows which they are."""

    def one(found: re.Match[str]) -> str:
        escaped, name = found.groups()
        if escaped:
            return found.group()[1:]
        return f"{around[0]}{known[name]}{around[1]}" if name in known else found.group()

    return _FIELD.sub(one, text)


def unknown_fields(text: str, known: Mapping[str, str]) -> list[str]:
    """The names used that have no figure, each once."""
    names = (name for escaped, name in _FIELD.findall(text) if not escaped)
    return list(dict.fromkeys(name for name in names if name not in known))
