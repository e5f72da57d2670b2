"""The sum of a year: what the units published, beside what the register counts now.

Above 150 lines because one drills from the sum to the cell to the cases.
"""

from io import BytesIO

from flask import (
    Blueprint,
    abort,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue

from casework.desk.collecting import changes_since, fingerprint, make_collection
from casework.desk.drilling import cases_of_cell
from casework.desk.rollup import roll_up
from casework.desk.subtree_report import made_sum
from casework.papers.annual_report import FORMATS, render
from casework.report.addresses import addresses
from casework.report.checks import check
from casework.report.document import Report, as_json
from casework.report.findings import Finding, name
from casework.report.forms import form_of
from casework.report.layout import grids
from casework.report.outline import shown
from casework.report.summing import report_from
from casework.store.queries.collecting import newest_collections
from casework.web import here
from casework.web.limits import exports
from casework.web.permissions import permits
from casework.web.report_pages import MIME, after, draw_cases
from casework.web.scopes import Scope, refuse_year
from casework.web.units import chosen, collectors

pages = Blueprint("unit_sums", __name__)

COLUMNS = {
    "table3/new/total": "本年新收",
    "table3/carried_in/total": "上年结转",
    "table3/outcome_total/total": "办理结果总计",
    "table3/carried_out/total": "结转下年度",
    "table4/reconsideration/total": "行政复议",
    "table4/litigation_direct/total": "直接起诉",
    "table4/litigation_after_reconsideration/total": "复议后起诉",
}
"""What stands beside each branch; every other number is one click away."""


@pages.get("/<int:year>/units/sum")
@collectors
def show(year: int) -> ResponseReturnValue:
    """Own numbers, each branch's, their sum, and where the live numbers differ."""
    refuse_year(year)
    with here.reading() as tx:
        agency = chosen(tx)
        found = roll_up(here.office(), tx, agency, year)
        made = newest_collections(tx, [agency.id], year).get(agency.id)
        changes = changes_since(made, found) if made else []
        stands = made_sum(here.office(), tx, agency, year)
        last = made_sum(here.office(), tx, agency, year - 1)
    cells = found.whole.cells
    report = report_from(cells, year, agency.name, agency.code)
    links = {where: url_for("reports.unit_sums.cell", year=year, where=where) for where in cells}
    return render_template(
        "pages/units/sum.html",
        year=year,
        found=found,
        made=made,
        changes=changes,
        stands=stands.values if stands else {},
        formats=tuple(MIME),
        columns=COLUMNS,
        preview=found.preview.cells,
        cells=cells,
        links=links,
        grids=list(grids(form_of(year)).values()),
        differences=[(name(each.where), each) for each in found.differences],
        findings=[f for f in _found_in(report, last) if f.severity == "error"],
        fingerprint=fingerprint(found),
        shown=shown,
    )


@pages.get("/<int:year>/units/sum/files/<kind>")
@collectors
@exports
def download(year: int, kind: str) -> ResponseReturnValue:
    """The sum that was made, as a file."""
    refuse_year(year)
    if kind not in FORMATS:
        abort(404)
    with here.reading() as tx:
        report = made_sum(here.office(), tx, chosen(tx), year)
    if report is None:
        abort(404, f"{year}年度还没有作出汇总，请从汇总页面进入。")
    title = f"{report.title}（汇总）".replace("\n", "")
    content = BytesIO(render(report, kind))
    return send_file(content, MIME[kind], as_attachment=True, download_name=f"{title}.{kind}")


@pages.post("/<int:year>/units/sum")
@collectors
def make(year: int) -> ResponseReturnValue:
    """Make the sum: from now on it stays."""
    refuse_year(year)
    reason, seen = (request.form.get(key, "") for key in ("reason", "seen"))
    with here.act() as act:
        version = make_collection(act, here.agency().code, year, reason, seen=seen)
    flash(f"已作出第{version}版汇总。")
    return redirect(url_for("reports.unit_sums.show", year=year), 303)


@pages.get("/<int:year>/units/sum/<path:where>")
@collectors
def cell(year: int, where: str) -> ResponseReturnValue:
    """A number of the sum, branch by branch."""
    refuse_year(year)
    if where not in {each.where for each in addresses(form_of(year))}:
        abort(404, "汇总表没有这一格，请从汇总页面进入。")
    with here.reading() as tx:
        found = roll_up(here.office(), tx, chosen(tx), year)
    rows = [
        (each, each.published.cells[where], each.preview.get(where), each.live.get(where))
        for each in (found.own, *found.branches)
    ]
    return render_template(
        "pages/units/cell.html",
        year=year,
        where=where,
        title=name(where),
        rows=rows,
        whole=found.whole.cells[where],
        shown=shown,
        own=found.own,
    )


@pages.get("/<int:year>/below/<code>/<row>/<column>")
@permits("supervisor", of="agency")
def cases(year: int, code: str, row: str, column: str) -> ResponseReturnValue:
    """The cases that a branch's live number counts, without anything that names a person.

    The guard has found the agency of that code below one for which the person supervises.
    """
    refuse_year(year)
    alone = "alone" in request.args
    scope = Scope(here.agency(), subtree=not alone, named=False)
    with here.reading() as tx:
        ids = scope.agency_ids(tx, year)
        found = cases_of_cell(tx, ids, year, (row, column), after=after())
    where = f"table3/{row}/{column}"
    return draw_cases(
        scope,
        found,
        title=name(where),
        heading=f"{year}年",
        back=url_for("reports.unit_sums.cell", year=year, where=where),
        following=_cases_of(year, code, row, column, found.after, alone=alone),
    )


def _found_in(report: Report, last: Report | None) -> list[Finding]:
    """What is wrong with a sum; against the sum of last year, what is carried over."""
    return check(as_json(report), last_year=as_json(last) if last else None)


def _cases_of(
    year: int, code: str, row: str, column: str, after_id: int | None, *, alone: bool
) -> str:
    return url_for(
        "reports.unit_sums.cases",
        year=year,
        code=code,
        row=row,
        column=column,
        after=after_id,
        alone=1 if alone else None,
    )
