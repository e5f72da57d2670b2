"""Closing a case: the tree of table 三, a check that says what it will count as, then done."""

from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from wtforms import SubmitField

from casework.cases.events import Closed
from casework.desk.act import CASEWORKERS
from casework.desk.case_words import details
from casework.desk.closing import cell_of, check_closing, obstacles
from casework.desk.recording import record
from casework.law.outcomes import OUTCOMES, OUTCOMES_BY_CODE
from casework.store.tables import CaseRow
from casework.web import here
from casework.web.case_moves import page, record_now, tried
from casework.web.event_forms import form_class
from casework.web.event_words import HELP
from casework.web.forms import Form
from casework.web.permissions import permits

pages = Blueprint("closing", __name__, url_prefix="/cases")

_FORM = "pages/cases/closing.html"
_CHECK = "pages/cases/closing_check.html"
_ROWS_MORE = 3
_PRESSED = ("confirmed", "back", "more")
_TREE = [(group, list(rows)) for group, rows in groupby(OUTCOMES, key=attrgetter("group"))]


class Buttons(Form):
    """How the form was sent: without any of these it is to be checked."""

    confirmed = SubmitField("确认办结")
    back = SubmitField("返回修改")
    more = SubmitField("再加几项")


@pages.get("/<number>/closing")
@permits(*CASEWORKERS, of="case")
def show(number: str) -> ResponseReturnValue:
    """The tree of outcomes; the address may name the one that suggests itself."""
    outcome = request.args.get("outcome", "")
    given = {"outcome": outcome} if outcome in OUTCOMES_BY_CODE else {}
    form = _form()(on=here.office().today(), **given)
    return _tree(here.the_case(number), form)


@pages.post("/<number>/closing")
@permits(*CASEWORKERS, of="case")
def close(number: str) -> ResponseReturnValue:
    """Check first; close once the check was confirmed."""
    case, form = here.the_case(number), _form()()
    whole = form.validate()
    if form.back.data or form.more.data:
        return _tree(case, form)
    if not whole:
        return _tree(case, form, status=422)
    if not form.confirmed.data:
        return _checked(case, form)
    closed, after = form.event(), form.seen
    again = partial(_tree, case, form)
    return tried(lambda act: record(act, case.id, closed, after=after), again, case, "已办结。")


def _form() -> type[Any]:
    return form_class("closed", Buttons)


def _tree(case: CaseRow, form: Any, **more: Any) -> Response:
    record_ = record_now(case)
    if form.more.data:
        for _ in range(_ROWS_MORE):
            form.items.append_entry()
    day = record_.today if form.on.errors or not form.on.data else form.on.data
    return page(
        _FORM,
        case,
        form,
        record=record_,
        outcomes=_TREE,
        items_open=form.more.data or any(entry.form.text.data for entry in form.items),
        lacking=obstacles(record_, day),
        cell=cell_of(record_, Closed(on=day, outcome="granted")),
        help=HELP,
        **more,
    )


def _checked(case: CaseRow, form: Any) -> Response:
    """What will be written down, what it counts as, and what stands against it."""
    record_, closed = record_now(case), form.event()
    return page(
        _CHECK,
        case,
        form,
        record=record_,
        closed=closed,
        details=details(closed, named=True),
        check=check_closing(record_, closed),
        sent=_sent(),
    )


def _sent() -> list[tuple[str, str]]:
    """Everything typed, to be sent once more by the buttons of the check."""
    left_out = ("csrf_token", *_PRESSED)
    return [pair for pair in request.form.items(multi=True) if pair[0] not in left_out]
