"""From what a check found to the pages on which its cause can be looked at and put right."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import url_for

from casework.report.findings import Finding
from casework.web.scopes import Scope


class Cause(NamedTuple):
    """A link beside a finding."""

    label: str
    url: str


_AT = {
    "table2": ("填写表二", "reports.figures.show", "_anchor"),
    "texts": ("修改文字", "reports.texts.show", "section"),
    "cases": ("查看办件", "cases.show", "number"),
    "disputes": ("查看争议", "disputes.show", "dispute_id"),
}
_ABOUT = {
    "N1": ("修改文字", "reports.texts.index"),
    "D1": ("查看文件登记", "reports.documents.index"),
    "D2": ("查看文件登记", "reports.documents.index"),
}
_BEHIND = {"table3": "查看这一格的办件", "table4": "查看这一格的争议"}


def causes_of(finding: Finding, scope: Scope, year: int, links: Mapping[str, str]) -> list[Cause]:
    """Where to look: behind the number, at the words, or at the figures that are typed.

    A supervising office looks; the agency itself corrects.
    """
    table, _, which = finding.where.partition("/")
    causes = []
    if finding.where in links and table in _BEHIND:
        causes.append(Cause(_BEHIND[table], links[finding.where]))
    if scope.subtree:
        return causes
    if table in _AT:
        label, endpoint, argument = _AT[table]
        given: dict[str, Any] = {"year": year, argument: which}
        causes.append(Cause(label, url_for(endpoint, **given)))
    if finding.rule in _ABOUT:
        label, endpoint = _ABOUT[finding.rule]
        causes.append(Cause(label, url_for(endpoint, year=year)))
    if finding.rule == "C4":
        causes.append(Cause("查看上一年报告", scope.url("show", year - 1)))
    return causes
