"""From what a check found to the pages on which its cause can be looked at and put right."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from flask import url_for

from casework.desk.figures import is_counted
from casework.report.document import Report
from casework.report.findings import Finding
from casework.report.forms import LABELS
from casework.report.sections import sections_saying
from casework.web.scopes import Scope


class Cause(NamedTuple):
    """A link beside a finding; `endpoint` is for the template to ask whether it may be opened."""

    label: str
    url: str
    endpoint: str


_BEHIND = MappingProxyType({"table3": "查看这一格的办件", "table4": "查看这一格的争议"})

_AT = MappingProxyType(
    {
        "table2": ("填写表二", "reports.figures.show", "_anchor"),
        "texts": ("修改文字", "reports.texts.show", "section"),
        "cases": ("查看办件", "cases.show", "number"),
        "disputes": ("查看争议", "disputes.show", "dispute_id"),
    }
)


def causes_of(
    finding: Finding, scope: Scope, report: Report, links: Mapping[str, str]
) -> list[Cause]:
    """Where to look: behind the number, at the words, or at the figures that are typed.

    A supervising office looks; the agency itself corrects.
    """
    found = []
    table = finding.where.partition("/")[0]
    if finding.where in links and table in _BEHIND:
        found.append(Cause(_BEHIND[table], links[finding.where], f"reports.{table}"))
    if not scope.subtree:
        found += [
            Cause(label, url_for(endpoint, **given), endpoint)
            for label, endpoint, given in _mending(finding, report)
        ]
    return found


Page = tuple[str, str, dict[str, Any]]
"""Label, endpoint, and what names the page."""


def _mending(finding: Finding, report: Report) -> Iterator[Page]:
    """The pages on which it is put right."""
    year = report.year
    if finding.rule == "N1":
        for section in sections_saying(report, finding):
            given = {"year": year, "section": section}
            yield f"修改“{LABELS[section]}”", "reports.texts.show", given
    yield from _place(finding, report)
    if finding.rule == "C4":
        yield "更正上一年报告", "reports.publishing.show", {"year": year - 1}


def _place(finding: Finding, report: Report) -> Iterator[Page]:
    """The page of the place itself; documents are counted, not typed."""
    table, _, which = finding.where.partition("/")
    if table == "table2" and is_counted(which.partition("/")[0], report.form):
        yield "查看文件登记", "reports.documents.index", {"year": report.year}
    elif table in _AT:
        label, endpoint, argument = _AT[table]
        of_year = {"year": report.year} if endpoint.startswith("reports.") else {}
        yield label, endpoint, of_year | {argument: which}
