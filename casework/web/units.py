"""The units that owe the office above a year's report: how each stands, who published when.

Above 150 lines because the list, its forms and the statement made of it go together.
"""

from datetime import date
from io import BytesIO

from flask import Blueprint, abort, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session
from wtforms import StringField

from casework.desk.collecting import add_outside_unit, end_outside_unit, set_due_days
from casework.desk.unit_days import AskedDays, asked_days
from casework.desk.units import STATES, UnitLine, units_due
from casework.law.filers import last_report_day
from casework.papers.ledger_xlsx import ledger_xlsx
from casework.report.findings import RULES
from casework.store.queries.collecting import outside_units
from casework.store.tables import AgencyRow
from casework.web import here
from casework.web.dates import day_field
from casework.web.forms import Form, required, stripped
from casework.web.limits import exports
from casework.web.permissions import permits
from casework.web.scopes import refuse_year

pages = Blueprint("units", __name__)
collectors = permits("supervisor", of="agency")
"""Who collects: the 主管部门, for the agency chosen in the heading."""

PUBLICATION = {
    "on_time": ("按期公布", "success"),
    "late": ("逾期公布", "danger"),
    "overdue": ("逾期未公布", "danger"),
    "open": ("尚未公布", "secondary"),
}
_COLUMNS = (("单位", 32), ("提交情况", 12), ("公布日期", 14), ("公布情况", 14), ("公布网址", 60))
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class DueForm(Form):
    """Until when the units hand in and publish."""

    submit_by = day_field("提交期限")
    publish_by = day_field("公布期限")
    government_by = day_field("县级以上人民政府的期限", needed=False)


class OutsideForm(Form):
    """A unit that keeps its cases elsewhere."""

    name = StringField("单位名称", required("单位名称"), filters=[stripped])
    since = day_field("自何日起")


class EndForm(Form):
    """From which day on it is none any more."""

    until = day_field("终止日期")


def chosen(tx: Session) -> AgencyRow:
    """The agency of the heading."""
    return tx.get_one(AgencyRow, here.agency().id)


@pages.get("/<int:year>/units")
@collectors
def index(year: int) -> ResponseReturnValue:
    """Every unit of the year and how its report stands."""
    refuse_year(year)
    return _draw(year)


@pages.post("/<int:year>/units/due")
@collectors
def due(year: int) -> ResponseReturnValue:
    """Set the days until which the year's reports are wanted."""
    refuse_year(year)
    form = DueForm()
    if not form.validate():
        return _draw(year, due_form=form), 422
    assert form.submit_by.data is not None
    assert form.publish_by.data is not None
    last = form.government_by.data or last_report_day(year)
    days = AskedDays(form.submit_by.data, form.publish_by.data, last)
    with here.act() as act:
        set_due_days(act, here.agency().code, year, days)
    return _back(year, "期限已保存。")


@pages.post("/<int:year>/units/outside")
@collectors
def add(year: int) -> ResponseReturnValue:
    """Enter a unit outside the register."""
    refuse_year(year)
    form = OutsideForm()
    if not form.validate():
        return _draw(year, outside_form=form), 422
    assert form.since.data is not None
    with here.act() as act:
        add_outside_unit(act, here.agency().code, str(form.name.data), form.since.data)
    return _back(year, "单位已加入应报单位。")


@pages.post("/<int:year>/units/outside/<int(max=2147483647):unit_id>/end")
@collectors
def end(year: int, unit_id: int) -> ResponseReturnValue:
    """Say from when on a unit outside owes no report."""
    refuse_year(year)
    form = EndForm()
    if not form.validate():
        return _draw(year, end_form=form), 422
    assert form.until.data is not None
    with here.act() as act:
        end_outside_unit(act, here.agency().code, unit_id, form.until.data)
    return _back(year, "已记录该单位的终止日期。")


@pages.get("/<int:year>/units/statement")
@collectors
def statement(year: int) -> ResponseReturnValue:
    """Who was to publish, who did in time, who late (公布情况)."""
    refuse_year(year)
    lines = lines_of(year)
    return render_template(
        "pages/units/statement.html",
        year=year,
        lines=lines,
        sums=_sums(lines),
        kinds=PUBLICATION,
        days=sorted({line.due.publish_by for line in lines}),
    )


@pages.get("/<int:year>/units/statement.xlsx")
@collectors
@exports
def statement_file(year: int) -> ResponseReturnValue:
    """The same as a file."""
    refuse_year(year)
    lines = lines_of(year)
    title = f"{here.agency().short_name}{year}年度政府信息公开工作年度报告公布情况"
    rows: list[list[str | date | None]] = [
        [
            line.name,
            STATES[line.state],
            line.published.on if line.published else None,
            PUBLICATION[line.publication][0],
            line.published.at if line.published else None,
        ]
        for line in lines
    ]
    sums = _sums(lines)
    told = "，".join(f"{PUBLICATION[kind][0]}{sums[kind]}个" for kind in PUBLICATION)
    rows.append([f"合计：应当公布{len(lines)}个，{told}", None, None, None, None])
    content = BytesIO(ledger_xlsx(title, _COLUMNS, rows, sheet="公布情况"))
    return send_file(content, _XLSX, as_attachment=True, download_name=f"{title}.xlsx")


def lines_of(year: int) -> list[UnitLine]:
    """The units of a year as they stand now."""
    with here.reading() as tx:
        return units_due(here.office(), tx, chosen(tx), year)


def line_of(year: int, unit: str) -> UnitLine:
    """One unit of a year; a page that does not exist where it is none."""
    found = next((line for line in lines_of(year) if line.unit == unit), None)
    if found is None:
        abort(404, f"{year}年的应报单位中没有这个单位，请从应报单位页面进入。")
    return found


def _sums(lines: list[UnitLine]) -> dict[str, int]:
    return {kind: sum(line.publication == kind for line in lines) for kind in PUBLICATION}


def _draw(year: int, **refused: Form) -> str:
    """The page; a form that was refused keeps what was typed."""
    with here.reading() as tx:
        agency = chosen(tx)
        lines = units_due(here.office(), tx, agency, year)
        days = asked_days(agency, year)
        outside = outside_units(tx, [agency.id])
    forms = {
        "due_form": DueForm(formdata=None, obj=days),
        "outside_form": OutsideForm(formdata=None, since=date(year, 1, 1)),
        "end_form": EndForm(formdata=None),
    }
    return render_template(
        "pages/units/index.html",
        year=year,
        lines=lines,
        states=STATES,
        kinds=PUBLICATION,
        rules=RULES,
        outside=outside,
        days=days,
        governments=any(line.due == days.of_governments for line in lines),
        **{**forms, **refused},
    )


def _back(year: int, told: str) -> ResponseReturnValue:
    flash(told)
    return redirect(url_for("reports.units.index", year=year), 303)
