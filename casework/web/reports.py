"""The annual reports: the years, the report of each, and counts of any period.

What is typed for a report stands in `figures`, `disclosures`, `documents` and `texts`; their pages
belong to the same section. Above 150 lines because the pages of one thing, few and alike, stand
together.
"""

from datetime import date
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from wtforms.validators import ValidationError

from casework.cases.report_reminders import report_due
from casework.desk.drilling import between, cases_of_period
from casework.law.filers import report_day
from casework.report.addresses import addresses, values
from casework.report.period import PERIOD_FORM, cell_name, period_grid, period_table
from casework.store.queries.drilling import count_by_year, count_period
from casework.store.queries.seals import sealed_years
from casework.store.tables import AgencyRow
from casework.web import (
    comparison,
    disclosures,
    documents,
    figures,
    here,
    publishing,
    sealed,
    texts,
    unit_papers,
    unit_reports,
    unit_sums,
    units,
)
from casework.web.dates import day_field
from casework.web.forms import Form
from casework.web.permissions import READERS, permits
from casework.web.report_pages import after, draw_cases, mount
from casework.web.scopes import own_scope, subtree_scope, years

pages = Blueprint("reports", __name__, url_prefix="/reports")
_subtree = Blueprint("subtree", __name__)
_readers = permits(*READERS, "supervisor", of="agency")


class PeriodForm(Form):
    """From which day until which, both included."""

    since = day_field("起始日期")
    until = day_field("截止日期")

    def validate_until(self, field: Any) -> None:
        """A period does not end before it begins."""
        if self.since.data and field.data and field.data < self.since.data:
            raise ValidationError("截止日期早于起始日期，请核对")

    @property
    def span(self) -> tuple[date, date]:
        """The period, once it is valid."""
        since, until = self.since.data, self.until.data
        assert since is not None
        assert until is not None
        return since, until


@pages.get("")
@_readers
def index() -> ResponseReturnValue:
    """The years, with what came in and went out in each."""
    with here.reading() as tx:
        counts = count_by_year(tx, here.agency().id)
        versions = sealed_years(tx, here.agency().id)
        row = tx.get_one(AgencyRow, here.agency().id)
    chosen = str(row.settings.get("report_due") or "")
    return render_template(
        "pages/reports/index.html",
        years=years(),
        counts=counts,
        versions=versions,
        due={year: report_due(row.name, year, chosen) for year in years()},
        by_law=report_day(row.name, years()[0]),
    )


@pages.get("/period")
@_readers
def period() -> ResponseReturnValue:
    """What came in and went out between two days; this year so far until others are asked for."""
    form = _period_form()
    if not form.validate():
        return render_template("pages/reports/period.html", form=form, values=None), 422
    with here.reading() as tx:
        counted = count_period(tx, between(form.span) | {"agency_ids": [here.agency().id]})
    links = {
        each.where: _behind(each.row, each.where.rpartition("/")[2], form)
        for each in addresses(PERIOD_FORM)
        if each.table == "table3"
    }
    return render_template(
        "pages/reports/period.html",
        form=form,
        grid=period_grid(),
        links=links,
        values=values({"table3": period_table(counted)}, PERIOD_FORM),
    )


@pages.get("/period/<row>/<column>")
@_readers
def cases_of_a_period(row: str, column: str) -> ResponseReturnValue:
    """The cases behind a number of a period."""
    form = _period_form()
    if not form.validate():
        abort(404)
    scope = own_scope()
    ids = [scope.standing.id]
    with here.reading() as tx:
        cell = (row, column)
        found = cases_of_period(tx, ids, form.span, cell, after=after(), named=scope.named)
    return draw_cases(
        scope,
        found,
        title=cell_name(row, column),
        heading=f"{form.since.data}至{form.until.data}",
        back=url_for("reports.period", **_asked(form)),
        following=_behind(row, column, form, found.after),
    )


def _behind(row: str, column: str, form: PeriodForm, after_id: int | None = None) -> str:
    """The address of the cases behind a number of the period."""
    asked = _asked(form) | {"row": row, "column": column, "after": after_id}
    return url_for("reports.cases_of_a_period", **asked)


def _asked(form: PeriodForm) -> dict[str, Any]:
    since, until = form.span
    return {"since": since.isoformat(), "until": until.isoformat()}


def _period_form() -> PeriodForm:
    """The form as the address asks; reading needs no token, and the address can be kept."""
    today = here.office().today()
    this_year = {"since": f"{today.year}-01-01", "until": today.isoformat()}
    asked = request.args if "since" in request.args else MultiDict(this_year)
    return PeriodForm(asked, meta={"csrf": False})


mount(pages, "/<int:year>", _readers, own_scope)
mount(_subtree, "/<int:year>/subtree", permits("supervisor", of="agency"), subtree_scope)
_SECTIONS = (
    *(_subtree, figures.pages, disclosures.pages, documents.pages, texts.pages),
    *(
        publishing.pages,
        sealed.pages,
        comparison.pages,
        units.pages,
        unit_sums.pages,
        unit_papers.pages,
        unit_reports.pages,
    ),
)
for section in _SECTIONS:
    pages.register_blueprint(section)
