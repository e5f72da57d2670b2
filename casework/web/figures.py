"""Table 二 as it prints, with a field in each cell that the office types.

Every field carries what the page showed, so that two people never overwrite each other: whoever
comes second sees both numbers, and saves again to keep their own.
"""

from collections.abc import Mapping
from itertools import product
from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, StringField
from wtforms.validators import Optional, Regexp

from casework.desk.act import CASEWORKERS
from casework.desk.figures import COUNTED_LINES, is_counted, set_figures, typed_cells
from casework.desk.refusals import Moved
from casework.desk.reporting import table2_of
from casework.report.addresses import Value, values
from casework.report.findings import name
from casework.report.forms import Unit, form_of
from casework.report.layout import grids
from casework.store.queries.desk import figures
from casework.web import here
from casework.web.forms import Form, stripped
from casework.web.permissions import permits
from casework.web.scopes import refuse_year

pages = Blueprint("figures", __name__)
_caseworkers = permits(*CASEWORKERS, of="agency")

_WRITTEN: Mapping[Unit, tuple[str, str]] = {
    "count": (r"\d{1,9}", "请填写整数，没有的填0"),
    "change": (r"[-－]?\d{1,9}", "请填写整数，减少的前面加“-”"),
    "money": (r"\d{1,9}(\.\d{1,6})?", "请填写以万元计的数额，如 1.25"),
}


class FiguresForm(Form):
    """The typed cells of one year; a field for each, and beside it what the page showed."""

    cells: Mapping[str, str]
    """Field name → key of the cell."""

    def typed(self) -> dict[str, str | None]:
        """The cells in which this person has written something else than the page showed."""
        shown = self.shown()
        written = {key: str(self[field].data or "") for field, key in self.cells.items()}
        return {key: new or None for key, new in written.items() if new != shown.get(key, "")}

    def shown(self) -> dict[str, str]:
        """What the page showed in the cells that had something."""
        seen = {key: str(self[f"seen-{field}"].data or "") for field, key in self.cells.items()}
        return {key: value for key, value in seen.items() if value}

    def show_again(self, now: Mapping[str, str]) -> dict[str, str]:
        """Take what others have entered as seen; gives it for the fields where it differs."""
        shown, others = self.shown(), {}
        for field, key in self.cells.items():
            if shown.get(key) != now.get(key):
                others[field] = now.get(key) or "空白"
            self[f"seen-{field}"].data = now.get(key, "")
        return others


def _form(year: int, now: Mapping[str, str] | None = None) -> FiguresForm:
    """The form of a year; filled with what was entered so far, if that is given."""
    fields: dict[str, Any] = {}
    cells = {}
    for key, column in typed_cells(year).items():
        field = key.replace("/", "-")
        cells[field] = key
        pattern, sentence = _WRITTEN[column.unit]
        rules = [Optional(), Regexp(rf"^{pattern}$", message=sentence)]
        fields[field] = StringField(column.label, rules, filters=[stripped])
        fields[f"seen-{field}"] = HiddenField()
    made: type[FiguresForm] = type("YearForm", (FiguresForm,), {**fields, "cells": cells})
    if now is None:
        return made()
    filled = {field: now.get(key, "") for field, key in cells.items()}
    return made(data=filled | {f"seen-{field}": value for field, value in filled.items()})


@pages.get("/<int:year>/figures")
@_caseworkers
def show(year: int) -> ResponseReturnValue:
    """The form, as far as it is filled."""
    refuse_year(year)
    return _draw(year, _form(year, _entered(year)))


@pages.post("/<int:year>/figures")
@_caseworkers
def save(year: int) -> ResponseReturnValue:
    """Enter what was typed; a cell that somebody else has filled meanwhile is shown first."""
    refuse_year(year)
    form = _form(year)
    if not form.validate():
        return _draw(year, form, 422)
    try:
        with here.act() as act:
            set_figures(act, here.agency().code, year, form.typed(), seen=form.shown())
    except Moved:
        return _draw(year, form, 409, form.show_again(_entered(year)))
    flash("表二数据已保存。")
    return redirect(url_for("reports.figures.show", year=year), 303)


def _entered(year: int) -> dict[str, str]:
    agency_id = here.agency().id
    with here.reading() as tx:
        return figures(tx, [agency_id], year)[agency_id]


def _draw(
    year: int, form: FiguresForm, status: int = 200, others: Mapping[str, str] | None = None
) -> Response:
    page = render_template(
        "pages/figures/figures.html",
        names={address: name(address) for address in _fields(year, form)},
        year=year,
        form=form,
        others=others or {},
        fields=_fields(year, form),
        grid=grids(form_of(year))["proactive"],
        values=_counted(year),
        counted=is_counted(COUNTED_LINES[0], form_of(year)),
    )
    return make_response(page, status)


def _fields(year: int, form: FiguresForm) -> dict[str, str]:
    """The field of each typed cell, by the cell's address in the drawn table."""
    names = {key: field for field, key in form.cells.items()}
    fields = {}
    for block in form_of(year).table2:
        for line, column in product(block.lines, block.columns):
            key = f"{line.key}/{column.key}"
            if key in names:
                alone = len(block.columns) == 1
                fields[f"table2/{line.key}" if alone else f"table2/{key}"] = names[key]
    return fields


def _counted(year: int) -> dict[str, Value]:
    """What the register of documents counts."""
    with here.reading() as tx:
        return values({"table2": table2_of(tx, [here.agency().id], year)}, form_of(year))
