"""Setting right what was recorded wrongly: an entry, the receipt, or the whole case.

Above 150 lines because the pages of one thing, few and alike, stand together.
"""

from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, TextAreaField
from wtforms.validators import DataRequired

from casework.cases.dependents import dependents
from casework.cases.events import Annulled, Event, Received
from casework.cases.fields import WITHDRAWABLE
from casework.desk.act import CASEWORKERS
from casework.desk.advice import Suggestion
from casework.desk.annulling import annul, correct_receipt, void_case
from casework.desk.casefile import Entry, Record
from casework.store.tables import CaseRow
from casework.web import here
from casework.web.case_moves import page, record_now, tried
from casework.web.event_forms import Following, form_class
from casework.web.event_words import HELP
from casework.web.forms import required, stripped
from casework.web.permissions import permits

pages = Blueprint("annulling", __name__, url_prefix="/cases")

_ASK = "pages/cases/annul_ask.html"
_ANNUL = "pages/cases/annul.html"
_RECEIPT = "pages/cases/receipt.html"
_VOID = "pages/cases/void.html"
_LONGEST = 500
_TAKEN_BACK = frozenset(kind for kind, _ in WITHDRAWABLE)


class ReasonForm(Following):
    """Why."""

    reason = TextAreaField("原因", required("原因", _LONGEST), filters=[stripped])

    @property
    def why(self) -> str:
        """What was typed."""
        return str(self.reason.data)


class AnnulForm(ReasonForm):
    """Why, and the consent to what falls with it."""

    together = BooleanField("同意一并撤销上列记录")


class VoidForm(ReasonForm):
    """Why, and that it is meant."""

    meant = BooleanField("确认整件作废", [DataRequired("请勾选确认")])


@pages.get("/<number>/events/<int:seq>/annul")
@permits(*CASEWORKERS, of="case")
def ask(number: str, seq: int) -> ResponseReturnValue:
    """First the question: recorded wrongly, or really done and set aside later?"""
    case = here.the_case(number)
    record = record_now(case)
    entry = _entry(record, seq)
    if entry.annulled:
        abort(404, "这条记录已经撤销，请回到办件页面核对。")
    wrongly = request.args.get("how") == "wrongly" and not isinstance(entry.event, Received)
    if wrongly:
        return _annulling(case, AnnulForm(), seq)
    later = _later(entry.event)
    return page(_ASK, case, AnnulForm(), record=record, entry=entry, later=later)


@pages.post("/<number>/events/<int:seq>/annul")
@permits(*CASEWORKERS, of="case")
def do(number: str, seq: int) -> ResponseReturnValue:
    """Annul the entry, and with consent what rests on it."""
    case, form = here.the_case(number), AnnulForm()
    again = partial(_annulling, case, form, seq)
    if not form.validate():
        return again(status=422)
    after, together = form.seen, bool(form.together.data)
    return tried(
        lambda act: annul(act, case.id, seq, form.why, after=after, with_dependents=together),
        again,
        case,
        "已撤销；原记录仍可查看。",
    )


def _annulling(case: CaseRow, form: AnnulForm, seq: int, **more: Any) -> Response:
    record = record_now(case)
    entry = _entry(record, seq)
    resting = dependents(record.events, seq, record.today)
    return page(_ANNUL, case, form, record=record, entry=entry, resting=resting, **more)


def _entry(record: Record, seq: int) -> Entry:
    entry = record.entry(seq)
    if entry is None or isinstance(entry.event, Annulled):
        abort(404, "没有这条记录，请回到办件页面核对。")
    return entry


def _later(event: Event) -> list[Suggestion]:
    """What is recorded instead where the thing really happened."""
    if event.kind in _TAKEN_BACK:
        ref = getattr(event, "ref", "")
        return [Suggestion("notice_withdrawn", of=event.kind, ref=ref, letter=event.seq)]
    instead = {"closed": "reopened", "received": "withdrawn"}.get(event.kind)
    return [Suggestion(instead)] if instead else []


# -- the receipt, the case ----------------------------------------------------------------------


@pages.get("/<number>/receipt")
@permits(*CASEWORKERS, of="case")
def receipt(number: str) -> ResponseReturnValue:
    """The receipt as it stands, to be corrected."""
    case = here.the_case(number)
    record = record_now(case)
    standing = record.reckoned.history.received
    if standing is None:
        abort(404, "本件没有登记收到申请，无从更正；请直接登记收到申请。")
    form = form_class("received", ReasonForm)(obj=standing, data={"reason": ""})
    return page(_RECEIPT, case, form, record=record, help=HELP)


@pages.post("/<number>/receipt")
@permits(*CASEWORKERS, of="case")
def correct(number: str) -> ResponseReturnValue:
    """Replace the receipt in one action; every deadline is reckoned anew."""
    case, form = here.the_case(number), form_class("received", ReasonForm)()
    again = partial(page, _RECEIPT, case, form, help=HELP)
    if not form.validate():
        return again(status=422)
    received, after = form.event(), form.seen
    return tried(
        lambda act: correct_receipt(act, case.id, received, form.why, after=after),
        again,
        case,
        f"收到之日已更正为{received.on}，各项期限已重新计算。",
    )


@pages.get("/<number>/void")
@permits(*CASEWORKERS, of="case")
def void(number: str) -> ResponseReturnValue:
    """The form that takes a case out of the register."""
    return page(_VOID, here.the_case(number), VoidForm())


@pages.post("/<number>/void")
@permits(*CASEWORKERS, of="case")
def take_out(number: str) -> ResponseReturnValue:
    """Void the case: counted nowhere, its number kept."""
    case, form = here.the_case(number), VoidForm()
    again = partial(page, _VOID, case, form)
    if not form.validate():
        return again(status=422)
    after, told = form.seen, "本件已作废，编号保留。"
    return tried(lambda act: void_case(act, case.id, form.why, after=after), again, case, told)
