"""The report of a year as it prints, each number a link to what it counts, and its files.

The same pages serve an agency's own report and that of all under it; `mount` puts them under the
address of each, with the permission of each. Above 150 lines because they share how a
list behind a number is drawn.
"""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from types import MappingProxyType
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from casework.cases.states import STATES
from casework.desk.drilling import Drilled, cases_of_cell, disputes_of_cell, documents_of_cell
from casework.desk.figures import is_counted
from casework.desk.sealed import newest_seal, sealed_bytes
from casework.law.applicants import APPLICANT_KINDS_BY_CODE
from casework.law.outcomes import OUTCOMES_BY_CODE
from casework.papers.annual_report import FORMATS, render
from casework.report.checks import check
from casework.report.differences import changed_cells, changed_sections
from casework.report.document import Report, as_json
from casework.report.findings import name
from casework.report.forms import FORM_2019, LABELS, OVERVIEW, PARTS, form_of
from casework.report.outline import outline, prose
from casework.store.queries.seals import last_version
from casework.web import here
from casework.web.dispute_forms import KINDS as DISPUTE_LABELS
from casework.web.dispute_forms import RESULT_LABELS
from casework.web.findings import causes_of
from casework.web.limits import exports
from casework.web.scopes import Scope, refuse_year

MIME = MappingProxyType(
    {
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "html": "text/html",
        "md": "text/markdown",
        "json": "application/json",
    }
)
_SECTION_OF = MappingProxyType({heading.label: heading.key for heading in (*PARTS, *OVERVIEW)})

_HIGHEST = 2**31
"""Ids are smaller; a larger number would not fit the column."""

View = Callable[..., ResponseReturnValue]


def show(scope: Scope, year: int) -> ResponseReturnValue:
    """The report as the register has it now, findings on top."""
    refuse_year(year)
    with here.reading() as tx:
        report = scope.report(tx, year)
        last = scope.report(tx, year - 1) if year > FORM_2019.first_year else None
        seal = None if scope.subtree else newest_seal(tx, scope.standing.id, year)
    # The words are one agency's; against the numbers of several they would always be wrong.
    words = "" if scope.subtree else prose(report)
    findings = check(as_json(report), text=words, last_year=as_json(last) if last else None)
    blanks = [one for one in findings if one.rule == "blank" and one.where.startswith("table2")]
    links = scope.links(report.form, year)
    return render_template(
        "pages/reports/show.html",
        scope=scope,
        year=year,
        sections=_SECTION_OF,
        blocks=list(outline(report)),
        values=report.values,
        links=links,
        findings=[
            (one, causes_of(one, scope, report, links)) for one in findings if one not in blanks
        ],
        blanks=blanks,
        seal=seal,
        cells=len(list(changed_cells(seal.report, report))) if seal else 0,
        changed=[LABELS[key] for key in changed_sections(seal.report, report)] if seal else [],
        formats=tuple(MIME),
    )


def table2(scope: Scope, year: int, row: str, column: str) -> ResponseReturnValue:
    """The documents behind a counted number; a typed one stands where it is typed."""
    refuse_year(year)
    if not is_counted(row, form_of(year)):
        anchor = row if column == "value" else f"{row}/{column}"
        return redirect(url_for("reports.figures.show", year=year, _anchor=anchor), 303)
    with here.reading() as tx:
        found = documents_of_cell(tx, scope.agency_ids(tx, year), year, (row, column))
    title = name(f"table2/{row}/{column}")
    page = "pages/reports/documents_behind.html"
    return render_template(page, scope=scope, year=year, documents=found, title=title)


def table3(scope: Scope, year: int, row: str, column: str) -> ResponseReturnValue:
    """The cases behind a number."""
    refuse_year(year)
    with here.reading() as tx:
        ids = scope.agency_ids(tx, year)
        cell = (row, column)
        found = cases_of_cell(tx, ids, year, cell, after=after(), named=scope.named)
    following = {"row": row, "column": column, "after": found.after or 0}
    return draw_cases(
        scope,
        found,
        title=name(f"table3/{row}/{column}"),
        heading=f"{year}年",
        back=scope.url("show", year),
        following=scope.url("table3", year, **following),
    )


def draw_cases(
    scope: Scope, found: Drilled, *, title: str, heading: str, back: str, following: str
) -> str:
    """The page of the cases behind a number; `following` is where the rest of them is."""
    return render_template(
        "pages/reports/cases_behind.html",
        scope=scope,
        found=found,
        title=title,
        heading=heading,
        back=back,
        following=following if found.after else "",
        outcomes=OUTCOMES_BY_CODE,
        applicant_kinds=APPLICANT_KINDS_BY_CODE,
        states=STATES,
    )


def table4(scope: Scope, year: int, row: str, column: str) -> ResponseReturnValue:
    """The disputes behind a number."""
    refuse_year(year)
    with here.reading() as tx:
        ids = scope.agency_ids(tx, year)
        found = disputes_of_cell(tx, ids, year, (row, column), after=after())
    following = {"row": row, "column": column, "after": found.after or 0}
    return render_template(
        "pages/reports/disputes_behind.html",
        kinds=DISPUTE_LABELS,
        results=RESULT_LABELS,
        scope=scope,
        year=year,
        title=name(f"table4/{row}/{column}"),
        found=found,
        following=scope.url("table4", year, **following) if found.after else "",
    )


@exports
def download(scope: Scope, year: int, kind: str) -> ResponseReturnValue:
    """The report as a file: what `casework report` writes, the sealed one where there is one."""
    refuse_year(year)
    if kind not in FORMATS:
        abort(404)
    live = scope.subtree or "live" in request.args
    with here.reading() as tx:
        report = scope.report(tx, year)
        if live or not last_version(tx, scope.standing.id, year):
            content = render(report, kind)
        else:
            content = sealed_bytes(here.office(), tx, scope.standing.id, year, (0, kind))
    title = _file_title(scope, report)
    file = BytesIO(content)
    return send_file(file, MIME[kind], as_attachment=True, download_name=f"{title}.{kind}")


def _file_title(scope: Scope, report: Report) -> str:
    return report.title.replace("\n", "") + ("（含下级机关）" if scope.subtree else "")


def after() -> int:
    """Behind which id this page of a list begins."""
    given = request.args.get("after", 0, type=int)
    return given if 0 <= given < _HIGHEST else 0


_PAGES: tuple[tuple[str, str, View], ...] = (
    ("show", "", show),
    ("table2", "/table2/<row>/<column>", table2),
    ("table3", "/table3/<row>/<column>", table3),
    ("table4", "/table4/<row>/<column>", table4),
    ("download", "/files/<kind>", download),
)


def mount(
    pages: Blueprint, prefix: str, permit: Callable[[View], View], scope_of: Callable[[], Scope]
) -> None:
    """Put the pages of a report under an address, for those whom `permit` lets in."""
    for endpoint, path, view in _PAGES:
        pages.add_url_rule(prefix + path, endpoint, permit(_within(scope_of, view)))


def _within(scope_of: Callable[[], Scope], view: View) -> View:
    @wraps(view)
    def scoped(**values: Any) -> ResponseReturnValue:
        return view(scope_of(), **values)

    return scoped
