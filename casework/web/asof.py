"""As of a day: a case, or a report, as the register held it at the end of that day."""

from datetime import date, timedelta
from typing import Any

import wtforms
from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from casework.cases.states import STATES
from casework.desk.asof import record_as_of, refuse_day
from casework.desk.deadline_lines import deadline_lines
from casework.desk.refusals import NotAllowed
from casework.desk.reporting import report_of
from casework.report.outline import outline, shown
from casework.web import here
from casework.web.dates import day_field
from casework.web.forms import PlainForm
from casework.web.permissions import READERS, permits
from casework.web.scopes import refuse_year

pages = Blueprint("past", __name__, url_prefix="/cases")
report_pages = Blueprint("past_reports", __name__, url_prefix="/reports")


class DayForm(PlainForm):
    """The end of which day is asked for."""

    day = day_field("截至日期")

    def validate_day(self, field: Any) -> None:
        """The day is over, or it is today."""
        if field.data is None:
            return  # what was typed is no day; the field says so itself
        try:
            refuse_day(field.data, here.office().today())
        except NotAllowed as no:
            raise wtforms.ValidationError(str(no)) from None


@pages.get("/<number>/as-of")
@permits(*READERS, "supervisor", of="case")
def show(number: str) -> ResponseReturnValue:
    """The course of a case and its deadlines as they stood; what was typed of it has no past."""
    found, named, form = here.the_case(number), here.names_shown(), _asked()
    if not form.validate():
        page = render_template("pages/cases/as_of.html", case=found, form=form, record=None)
        return page, 422
    with here.reading() as tx:
        record = record_as_of(here.office(), tx, found, _day(form), named=named)
    return render_template(
        "pages/cases/as_of.html",
        case=found,
        form=form,
        record=record,
        lines=deadline_lines(record.reckoned, record.calendar, record.today),
        states=STATES,
    )


@report_pages.get("/<int:year>/as-of")
@permits(*READERS, of="agency")
def show_report(year: int) -> ResponseReturnValue:
    """The tables of a year as they would have been counted at the end of a day."""
    refuse_year(year)
    form, blocks, values = _asked(), [], {}
    whole = form.validate()
    if whole:
        code, day = here.agency().code, _day(form)
        with here.reading() as tx:
            counted = report_of(here.office(), tx, code, year, as_of=day)
        blocks, values = list(outline(counted)), dict(counted.values)
    page = render_template(
        "pages/reports/as_of.html",
        year=year,
        form=form,
        blocks=[block for block in blocks if block.kind == "table"],
        values=values,
        shown=shown,
        back=url_for("reports.show", year=year),
    )
    return page, 200 if whole else 422


def _asked() -> DayForm:
    """The form as the address asks; yesterday until another day is asked for."""
    yesterday = here.office().today() - timedelta(days=1)
    given = request.args if "day" in request.args else MultiDict({"day": yesterday.isoformat()})
    return DayForm(given)


def _day(form: DayForm) -> date:
    assert form.day.data is not None
    return form.day.data
