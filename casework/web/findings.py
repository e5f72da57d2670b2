"""From what a check found to the pages on which its cause can be looked at and put right."""

from collections.abc import Mapping
from typing import NamedTuple

from flask import url_for

from casework.report.findings import Finding
from casework.web.scopes import Scope


class Cause(NamedTuple):
    """A link beside a finding."""

    label: str
    url: str


_BEHIND = {"table3": "查看这一格的办件", "table4": "查看这一格的争议"}


def causes_of(finding: Finding, scope: Scope, year: int, links: Mapping[str, str]) -> list[Cause]:
    """Where to look: behind the number, at the words, or at the figures that are typed.

    A supervising office looks; the agency itself corrects.
    """
    table, _, _ = finding.where.partition("/")
    causes = []
    if finding.where in links and table in _BEHIND:
        causes.append(Cause(_BEHIND[table], links[finding.where]))
    if scope.subtree:
        return causes
    if table == "table2":
        causes.append(Cause("填写表二", url_for("reports.figures.show", year=year)))
    if finding.rule == "N1":
        causes.append(Cause("修改文字", url_for("reports.texts.index", year=year)))
    if finding.rule == "C4":
        causes.append(Cause("查看上一年报告", scope.url("show", year - 1)))
    return causes
