"""The page of a case, who works on it, and how the register words it.

Above 150 lines because the pages of one thing, few and alike, stand together.
"""

from collections.abc import Mapping

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from casework.cases.events import EVENTS_BY_KIND
from casework.cases.states import STATES
from casework.desk.act import CASEWORKERS
from casework.desk.case_sheet import read_sheet, reveal, takers_of
from casework.desk.case_words import full_outcome
from casework.desk.closing import printed_row
from casework.desk.keeping import assign, edit_particulars
from casework.desk.refusals import Moved
from casework.law.applicants import APPLICANT_KINDS_BY_CODE
from casework.law.receipt import CHANNELS_BY_CODE
from casework.store.tables import CaseRow
from casework.web import here
from casework.web.case_moves import may_work
from casework.web.event_fields import Choice
from casework.web.event_words import GROUPS
from casework.web.forms import Form, ask_again, choices_of, optional, required, stripped
from casework.web.permissions import READERS, permits

pages = Blueprint("cases", __name__, url_prefix="/cases")

_LONGEST_REQUEST = 5000


class Versioned(Form):
    """A form upon the row of a case, as its reader saw it."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])

    @property
    def seen(self) -> int:
        """The version its reader saw, for the verb."""
        return self.version.data or 0

    def see(self, version: int) -> None:
        """Make it one whose reader has seen this version."""
        self.version.raw_data, self.version.data = None, version


class ClerkForm(Versioned):
    """Who works on the case; nobody is an answer too."""

    clerk = Choice("承办人", default="")


class ParticularsForm(Versioned):
    """How the register words an application."""

    subject = StringField("申请事项", required("申请事项"), filters=[stripped])
    request = TextAreaField("所需政府信息的内容描述", optional("内容描述", _LONGEST_REQUEST))
    form_wanted = StringField("申请人要求的形式", optional("形式"), filters=[stripped])

    def wording(self) -> dict[str, str]:
        """What was typed, for the desk."""
        names = ("subject", "request", "form_wanted")
        return {name: str(self[name].data or "") for name in names}


@pages.get("/<number>")
@permits(*READERS, "supervisor", of="case")
def show(number: str) -> ResponseReturnValue:
    """What to do next, the particulars, the deadlines, and everything that happened."""
    return _sheet(here.the_case(number))


@pages.post("/<number>/numbers")
@permits(*CASEWORKERS, of="case")
def unmask(number: str) -> ResponseReturnValue:
    """The page once with telephone and identity numbers in full; the audit says who asked."""
    case = here.the_case(number)
    with here.act() as act:
        reveal(act, case.id)
    return _sheet(case, open_=True)


@pages.post("/<number>/clerk")
@permits(*CASEWORKERS, of="case")
def give(number: str) -> ResponseReturnValue:
    """Give the case to somebody, or to nobody."""
    case = here.the_case(number)
    with here.reading() as tx:
        form = _clerk_form(takers_of(tx, case, here.office().today()))
    if not form.validate():
        abort(422, "请从列表中选择承办人。")
    clerk = int(form.clerk.data) if form.clerk.data else None
    with here.act() as act:
        assign(act, case.id, clerk, version=form.seen)
    flash("承办人已更改。")
    return redirect(url_for("cases.show", number=number), 303)


@pages.get("/<number>/particulars")
@permits(*CASEWORKERS, of="case")
def particulars(number: str) -> ResponseReturnValue:
    """The form for the wording of the application."""
    case = here.the_case(number)
    return _worded(case, ParticularsForm(obj=case))


@pages.post("/<number>/particulars")
@permits(*CASEWORKERS, of="case")
def reword(number: str) -> ResponseReturnValue:
    """Correct the wording; who was overtaken sees what it is now beside what they typed."""
    case = here.the_case(number)
    form = ParticularsForm()
    if not form.validate():
        return _worded(case, form, 422)
    try:
        with here.act() as act:
            edit_particulars(act, case.id, version=form.seen, **form.wording())
    except Moved as moved:
        form.see(case.version)
        return _worded(case, form, 409, refusal=str(moved))
    flash("登记内容已保存。")
    return redirect(url_for("cases.show", number=number), 303)


def _sheet(case: CaseRow, *, open_: bool = False) -> str:
    named = here.names_shown()
    with here.reading() as tx:
        sheet = read_sheet(here.office(), tx, case, named=named, open_=open_)
    form = _clerk_form(sheet.takers)
    form.clerk.data = str(case.clerk_id or "")
    form.see(case.version)
    return render_template(
        "pages/cases/show.html",
        case=case,
        sheet=sheet,
        record=sheet.record,
        form=form,
        named=named,
        revealed=open_,
        may_work=may_work(case),
        states=STATES,
        channels=CHANNELS_BY_CODE,
        kinds=APPLICANT_KINDS_BY_CODE,
        groups=GROUPS,
        refused=_refused(sheet.possible),
        events=EVENTS_BY_KIND,
        full_outcome=full_outcome,
        counted=_counted(case),
    )


def _counted(case: CaseRow) -> str:
    """Where table 三 counts the case; empty while it is open."""
    if not case.closed_year:
        return ""
    row = printed_row(case.counted_outcome, case.closed_year)
    return f"计入{case.closed_year}年度报告表三「{row}」行"


def _refused(possible: Mapping[str, str | None]) -> dict[str, str]:
    """The buttons that are none now, and why."""
    return {kind: why for kind, why in possible.items() if why}


def _clerk_form(takers: Mapping[int, str]) -> ClerkForm:
    form = ClerkForm()
    named = ((str(person_id), name) for person_id, name in takers.items())
    form.clerk.choices = choices_of((("", "（暂不指定）"), *named))
    return form


def _worded(
    case: CaseRow, form: ParticularsForm, status: int = 200, refusal: str = ""
) -> ResponseReturnValue:
    context = {"case": case, "form": form, "refusal": refusal}
    return ask_again("pages/cases/particulars.html", status, **context)
