"""One unit's report for the office above: returned with comments, or taken in from outside.

Above 150 lines because all of it happens on one page.
"""

import hashlib
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField, TextAreaField

from casework.desk.collecting import return_report
from casework.desk.outside_reports import (
    Paper,
    Typed,
    accept_report,
    hand_in,
    open_cells,
    unread_cells,
)
from casework.desk.refusals import NotAllowed
from casework.desk.units import STATES, newest_paper
from casework.papers.published.lines import Unreadable
from casework.papers.published.reading import read_published
from casework.report.addresses import values
from casework.report.findings import name
from casework.report.forms import form_of
from casework.report.layout import grids
from casework.report.outline import shown
from casework.store.queries.collecting import steps_of_units
from casework.store.tables import UnitStepRow
from casework.web import here
from casework.web.dates import day_field
from casework.web.forms import Form, optional, required, stripped
from casework.web.permissions import takes_files
from casework.web.scopes import refuse_year
from casework.web.unit_papers import handed_in
from casework.web.units import PUBLICATION, collectors, line_of

pages = Blueprint("unit_reports", __name__)
_STEPS = {"submitted": "提交", "returned": "退回", "accepted": "采用"}


class ReturnForm(Form):
    """What the unit is to put right."""

    comments = TextAreaField("退回意见", required("退回意见", 2000), filters=[stripped])


class PaperForm(Form):
    """Where and when the report was published, beside the file or the pasted text."""

    published_on = day_field("公布日期", needed=False)
    published_at = StringField("公布网址", optional("公布网址", 500), filters=[stripped])
    pasted = TextAreaField("粘贴的文字", filters=[stripped])


@pages.get("/<int:year>/units/<unit>")
@collectors
def show(year: int, unit: str) -> ResponseReturnValue:
    """How the report of a unit stands, and what may be done with it."""
    refuse_year(year)
    return _draw(year, unit)


@pages.post("/<int:year>/units/<unit>/return")
@collectors
def give_back(year: int, unit: str) -> ResponseReturnValue:
    """Return a report with comments."""
    refuse_year(year)
    form = ReturnForm()
    if not form.validate():
        return _draw(year, unit, return_form=form), 422
    with here.act() as act:
        return_report(act, here.agency().code, year, unit, str(form.comments.data))
    return _back(year, unit, "已退回，退回意见已记录。")


@pages.post("/<int:year>/units/<unit>/hand-in")
@collectors
@takes_files
def take_in(year: int, unit: str) -> ResponseReturnValue:
    """Read what a unit outside has published, and keep it for a look."""
    refuse_year(year)
    form = PaperForm()
    if not form.validate():
        return _draw(year, unit, paper_form=form), 422
    sent = request.files.get("file")
    content = sent.read() if sent else b""
    content = content or str(form.pasted.data or "").encode()
    if not content:
        raise NotAllowed("没有选择文件，也没有粘贴文字，请上传该单位公布的报告")
    try:
        read = read_published(content)
    except Unreadable as wrong:
        raise NotAllowed(str(wrong)) from None
    paper = Paper(
        read.report,
        read.text,
        read.unread,
        hashlib.sha256(content).hexdigest(),
        form.published_on.data,
        str(form.published_at.data or ""),
    )
    with here.act() as act:
        hand_in(act, here.agency().code, year, unit, paper)
    return _back(year, unit, "已读取。请核对下面的数字和检查结果，再决定采用还是退回。")


@pages.post("/<int:year>/units/<unit>/accept")
@collectors
def accept(year: int, unit: str) -> ResponseReturnValue:
    """Let the report count in the sum, with what a person read where the program could not."""
    refuse_year(year)
    cells = {
        key.removeprefix("cell:"): value
        for key, value in request.form.items()
        if key.startswith("cell:")
    }
    typed = Typed(cells, request.form.get("note", ""))
    seen = request.form.get("seen", 0, type=int)
    with here.act() as act:
        accept_report(act, here.agency().code, year, unit, typed, seen=seen)
    return _back(year, unit, "已采用，计入汇总。")


def _draw(year: int, unit: str, **refused: Form) -> str:
    line = line_of(year, unit)
    with here.reading() as tx:
        steps = steps_of_units(tx, [here.agency().id], year).get((here.agency().id, unit), [])
        handed = handed_in(tx, line, year)
    forms = {"return_form": ReturnForm(formdata=None), "paper_form": PaperForm(formdata=None)}
    return render_template(
        "pages/units/unit.html",
        year=year,
        line=line,
        steps=[(step, _STEPS[step.step]) for step in steps],
        states=STATES,
        kinds=PUBLICATION,
        waits=bool(steps) and steps[-1].step == "submitted",
        shown=shown,
        **handed,
        **_of_paper(newest_paper(steps), year),
        **{**forms, **refused},
    )


def _of_paper(paper: UnitStepRow | None, year: int) -> dict[str, Any]:
    """The tables of a report from outside, and the cells that want a person."""
    if paper is None or paper.report is None:
        return {"paper": None}
    form = form_of(year)
    wanted = set(unread_cells(paper.report, year))
    return {
        "paper": paper,
        "grids": list(grids(form).values()),
        "values": values(paper.report["report"], form),
        "open": [(cell, name(cell), cell in wanted) for cell in open_cells(paper.report, year)],
        "printed": paper.report["report"].get("agency"),
    }


def _back(year: int, unit: str, told: str) -> ResponseReturnValue:
    flash(told)
    return redirect(url_for("reports.unit_reports.show", year=year, unit=unit), 303)
