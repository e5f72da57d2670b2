"""The register of rules and normative documents, and what the year counts from it.

Above 150 lines because the pages of one thing, few and alike, stand together.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Row
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired

from casework.desk.act import CASEWORKERS, Act
from casework.desk.documents import (
    IssuedDocument,
    expire_document,
    issue_document,
    remove_document,
    repeal_document,
)
from casework.desk.figures import COUNTED_LINES
from casework.desk.refusals import NoSuchCase
from casework.desk.reporting import document_counts
from casework.report.forms import FORM_2021
from casework.store.queries.drilling import register_of_documents
from casework.web import here
from casework.web.dates import day_field
from casework.web.forms import Form, ask_again, choices_of, optional, required, stripped
from casework.web.permissions import permits
from casework.web.scopes import years

pages = Blueprint("documents", __name__, url_prefix="/documents")
_caseworkers = permits(*CASEWORKERS, of="agency")

KINDS = {
    line.key: line.label
    for block in FORM_2021.table2
    for line in block.lines
    if line.key in COUNTED_LINES
}


class DocumentForm(Form):
    """A document that was issued, lately or long ago."""

    kind = RadioField("类别", [InputRequired("请选择类别")], choices=choices_of(KINDS.items()))
    title = StringField("标题", required("标题"), filters=[stripped])
    number = StringField("文号", optional("文号", 60), filters=[stripped])
    issued_on = day_field("制发日期")
    expires_on = day_field("有效期至", needed=False)


class RepealForm(Form):
    """From which day a document is no longer in force; empty takes that back."""

    on = day_field("废止日期", needed=False, id="repeal-on")


class ExpiryForm(Form):
    """The last day on which it is in force; empty: it has none."""

    on = day_field("有效期至", needed=False, id="expire-on")


class RemovalForm(Form):
    """Why a document is taken out."""

    reason = StringField("删除原因", required("删除原因"), filters=[stripped])


@pages.get("")
@_caseworkers
def index() -> ResponseReturnValue:
    """Every document, and for one year what each counts for."""
    year = _year()
    with here.reading() as tx:
        rows = register_of_documents(tx, [here.agency().id])
    counts = {row.id: document_counts(row, year) for row in rows}
    sums = {
        kind: [
            sum(counts[row.id][place] for row in rows if row.kind == kind) for place in range(3)
        ]
        for kind in KINDS
    }
    return render_template(
        "pages/figures/documents.html",
        year=year,
        years=years(),
        rows=rows,
        counts=counts,
        sums=sums,
        kinds=KINDS,
        form=Form(),
    )


@pages.get("/new")
@_caseworkers
def new() -> ResponseReturnValue:
    """The form for a document."""
    return render_template(
        "pages/figures/document_new.html", form=DocumentForm(kind="normative_documents")
    )


@pages.post("/new")
@_caseworkers
def enter() -> ResponseReturnValue:
    """Enter a document."""
    form = DocumentForm()
    if not form.validate():
        return ask_again("pages/figures/document_new.html", form=form)
    assert form.issued_on.data is not None
    document = IssuedDocument(
        kind=str(form.kind.data),
        title=str(form.title.data),
        number=str(form.number.data),
        issued_on=form.issued_on.data,
        expires_on=form.expires_on.data,
    )
    with here.act() as act:
        issue_document(act, here.agency().code, document, form_id=form.form_id.data)
    return _back("文件已登记。")


@pages.get("/<int:document_id>")
@_caseworkers
def show(document_id: int) -> ResponseReturnValue:
    """One document: repeal it, set its last day, or take it out."""
    return _draw(document_id)


@pages.post("/<int:document_id>/repeal")
@_caseworkers
def repeal(document_id: int) -> ResponseReturnValue:
    """Say from which day it is no longer in force; an empty day takes that back."""
    return _set_day(document_id, "repeal", RepealForm(), repeal_document)


@pages.post("/<int:document_id>/expire")
@_caseworkers
def expire(document_id: int) -> ResponseReturnValue:
    """Say until which day it is in force; an empty day: it has no such day."""
    return _set_day(document_id, "expire", ExpiryForm(), expire_document)


@pages.post("/<int:document_id>/remove")
@_caseworkers
def remove(document_id: int) -> ResponseReturnValue:
    """Take out what was entered by mistake."""
    form = RemovalForm()
    if not form.validate():
        return _draw(document_id, removal=form), 422
    with here.act() as act:
        remove_document(act, document_id, str(form.reason.data))
    return _back("登记已删除，审计记录中保留原来的内容。")


def _set_day(
    document_id: int,
    which: str,
    form: RepealForm | ExpiryForm,
    verb: Callable[[Act, int, date | None], None],
) -> ResponseReturnValue:
    if not form.validate():
        return _draw(document_id, **{which: form}), 422
    with here.act() as act:
        verb(act, document_id, form.on.data)
    flash("已保存。")
    return redirect(url_for("reports.documents.show", document_id=document_id), 303)


def _draw(document_id: int, **refused: Form) -> str:
    """The page of a document; a form that was refused keeps what was typed."""
    row = _document(document_id)
    forms = {
        "repeal": RepealForm(formdata=None, on=row.repealed_on),
        "expire": ExpiryForm(formdata=None, on=row.expires_on),
        "removal": RemovalForm(formdata=None),
    }
    return render_template(
        "pages/figures/document.html", row=row, kinds=KINDS, **{**forms, **refused}
    )


def _document(document_id: int) -> Row[Any]:
    with here.reading() as tx:
        rows = register_of_documents(tx, [here.agency().id])
    found = next((row for row in rows if row.id == document_id), None)
    if found is None:
        raise NoSuchCase("没有这份文件，或者它不是本机关制发的，请从文件登记页面进入")
    return found


def _year() -> int:
    """The year whose counts are shown: that of the address, else this one."""
    asked = request.args.get("year", 0, type=int)
    return asked if asked in years() else years()[0]


def _back(told: str) -> ResponseReturnValue:
    flash(told)
    return redirect(url_for("reports.documents.index"), 303)
