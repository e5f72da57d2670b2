"""From the register to the published report: the steps, the checks, the signature, the seal.

Each step that has a page of its own leads there; here is what follows: answering for errors,
signing, sealing, noting the publication, and 更正. It can be left and taken up at any time. Above
150 lines because the steps of one page stand in their order.
"""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import HiddenInput

from casework.desk.above import asked_of
from casework.desk.act import CASEWORKERS
from casework.desk.drafting import Draft, draft_of
from casework.desk.prechecks import errors_left, precheck
from casework.desk.restating import MAY_RESTATE, begin_restatement, drop_restatement
from casework.desk.sealing import freeze, record_publication
from casework.desk.signing import excuse_errors, sign_report
from casework.desk.wording import marked
from casework.desk.yearend import begins, steps
from casework.report.outline import outline, shown
from casework.store.queries.seals import publications, seal_versions
from casework.store.tables import AgencyRow, ReportStageRow
from casework.web import here
from casework.web.dates import day_field
from casework.web.findings import causes_of
from casework.web.forms import Form, optional, required, stripped
from casework.web.live_words import live_pieces
from casework.web.permissions import READERS, permits
from casework.web.scopes import own_scope, refuse_year

pages = Blueprint("publishing", __name__)
_readers = permits(*READERS, of="agency")
_LONG = 2000
_VERSION = [Optional(), NumberRange(1, 9999)]


class SeenForm(Form):
    """What the page showed; the verb refuses where it is something else by now."""

    seen = HiddenField()
    version = IntegerField("版次", _VERSION, widget=HiddenInput())


class SignForm(SeenForm):
    """The day the report will bear."""

    issued_on = day_field("落款日期")


class ExcuseForm(SeenForm):
    """Why the report may go out with what was found."""

    reason = TextAreaField("理由", required("理由", _LONG), filters=[stripped])


class RestateForm(Form):
    """Why a sealed report is corrected."""

    reason = TextAreaField("更正原因", required("更正原因", _LONG), filters=[stripped])


class PublishedForm(Form):
    """When and where a sealed version went out."""

    version = IntegerField("版次", _VERSION, widget=HiddenInput())
    on = day_field("公布日期")
    at = StringField("公布网址", optional("公布网址"), filters=[stripped])


@pages.before_request
def refuse_strange_year() -> None:
    """A year without a report of ours has none of these pages."""
    refuse_year((request.view_args or {})["year"])


@pages.get("/<int:year>/publish")
@_readers
def show(year: int) -> ResponseReturnValue:
    """Where the report of the year stands, and what is to be done next."""
    return _draw(year)


@pages.post("/<int:year>/publish/excuse")
@permits("approver", "signatory", of="agency")
def excuse(year: int) -> ResponseReturnValue:
    """Answer by name for the errors that are left."""
    form = ExcuseForm()
    if not form.validate():
        return _draw(year, excuse=form), 422
    with here.act() as act:
        excuse_errors(act, here.agency().code, year, _text(form.reason), seen=_text(form.seen))
    return _done(year, "已记下理由，这些错误不再妨碍封存。")


@pages.post("/<int:year>/publish/sign")
@permits("signatory", of="agency")
def sign(year: int) -> ResponseReturnValue:
    """Sign the report that the page showed."""
    form = SignForm()
    if not form.validate():
        return _draw(year, sign=form), 422
    assert form.issued_on.data is not None
    with here.act() as act:
        sign_report(
            act, here.agency().code, year, issued_on=form.issued_on.data, seen=_text(form.seen)
        )
    return _done(year, "已签发。此后报告如有变动，签发自动失效。")


@pages.post("/<int:year>/publish/seal")
@permits("signatory", of="agency")
def seal(year: int) -> ResponseReturnValue:
    """Seal the report that was signed."""
    form = SeenForm()
    if not form.validate():
        return _draw(year), 422
    with here.act() as act:
        version = freeze(
            act,
            here.agency().code,
            year,
            version=form.version.data or 0,
            seen=_text(form.seen),
        )
    return _done(year, f"第{version}版已封存，各种格式的文件从现在起不再变化。")


@pages.post("/<int:year>/publish/published")
@permits(*CASEWORKERS, "signatory", of="agency")
def published(year: int) -> ResponseReturnValue:
    """Note when and where a sealed version went out."""
    form = PublishedForm()
    if not form.validate():
        return _draw(year, published=form), 422
    assert form.on.data is not None
    with here.act() as act:
        record_publication(
            act,
            here.agency().code,
            year,
            form.version.data or 0,
            on=form.on.data,
            at=_text(form.at),
        )
    return _done(year, "公布情况已登记。")


@pages.post("/<int:year>/publish/restate")
@permits(*MAY_RESTATE, of="agency")
def restate(year: int) -> ResponseReturnValue:
    """Begin the 更正 of a sealed report."""
    form = RestateForm()
    if not form.validate():
        return _draw(year, restate=form), 422
    with here.act() as act:
        version = begin_restatement(act, here.agency().code, year, _text(form.reason))
    return _done(year, f"更正已发起，办完后封存为第{version}版；此前各版不变。")


@pages.post("/<int:year>/publish/drop")
@permits(*MAY_RESTATE, of="agency")
def drop(year: int) -> ResponseReturnValue:
    """Give up a 更正."""
    with here.act() as act:
        drop_restatement(act, here.agency().code, year)
    return _done(year, "更正已取消，原来的版本仍然有效。")


def _done(year: int, told: str) -> ResponseReturnValue:
    flash(told)
    return redirect(url_for("reports.publishing.show", year=year), 303)


def _text(field: Any) -> str:
    return str(field.data or "")


def _draw(year: int, **refused: Form) -> str:
    """The page; a form that was refused keeps what was typed."""
    scope, today = own_scope(), here.office().today()
    with here.reading() as tx:
        agency = tx.get_one(AgencyRow, here.agency().id)
        draft = draft_of(here.office(), tx, agency, year)
        findings = precheck(here.office(), tx, agency, draft) if draft.is_open else []
        ways = steps(tx, agency, draft, findings, today) if draft.is_open else []
        versions = seal_versions(tx, agency.id, year)
        asked = asked_of(tx, agency, year)
        newest = versions[-1][0].version if versions else 0
        noted = publications(tx, agency.id, year)
        preview = marked(tx, agency.id, draft.report)
    links = scope.links(draft.report.form, year)
    left = errors_left(findings, draft.stage)
    return render_template(
        "pages/reports/publish.html",
        year=year,
        begins=begins(year),
        early=today < begins(year),
        over=today > date(year, 12, 31),
        draft=draft,
        steps=ways,
        findings=[
            (one, causes_of(one, scope, draft.report, links), one in left) for one in findings
        ],
        errors=len(left),
        asked=asked,
        versions=versions,
        newest=newest,
        published=noted,
        blocks=list(outline(preview)),
        live=live_pieces,
        values=draft.report.values,
        shown=shown,
        forms=_forms(draft, noted.get(newest), newest, today) | refused,
        form=Form(),
    )


def _forms(
    draft: Draft, noted: ReportStageRow | None, newest: int, today: date
) -> dict[str, Form]:
    """The forms of the page; what was noted of a publication can be corrected."""
    given: dict[str, Any] = {"seen": draft.sha256, "version": draft.version}
    on, at = (noted.published_on, noted.published_at) if noted else (today, "")
    return {
        "excuse": ExcuseForm(formdata=None, **given),
        "sign": SignForm(formdata=None, issued_on=today, **given),
        "seal": SeenForm(formdata=None, **given),
        "restate": RestateForm(formdata=None),
        "published": PublishedForm(formdata=None, version=newest, on=on, at=at),
    }
