"""Recording what happened to a case, one form for each kind of event."""

from functools import partial
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.cases.events import EVENTS_BY_KIND
from casework.cases.steps import obstacle
from casework.desk.act import CASEWORKERS
from casework.desk.casefile import Record
from casework.desk.recording import record
from casework.web import here
from casework.web.case_moves import page, record_now, tried
from casework.web.event_forms import form_class
from casework.web.event_words import HELP, WHEN
from casework.web.permissions import permits

pages = Blueprint("case_events", __name__, url_prefix="/cases")

_FORM = "pages/cases/event.html"
_ELSEWHERE = {"closed": "closing.show", "annulled": "cases.show"}
"""Events with a page of their own."""


@pages.get("/<number>/events/<kind>")
@permits(*CASEWORKERS, of="case")
def new(number: str, kind: str) -> ResponseReturnValue:
    """The form of an event; the address may tell which letter it is about."""
    case = here.the_case(number)
    if kind in _ELSEWHERE:
        return redirect(url_for(_ELSEWHERE[kind], number=number), 303)
    form_of_kind, record_ = _known(kind), record_now(case)
    form = form_of_kind(on=here.office().today(), **_given(record_))
    form.fit(record_.reckoned.history)
    why_not = obstacle(record_.reckoned.history, kind, record_.today) or ""
    return page(_FORM, case, form, record=record_, refusal=why_not, **_words(kind))


@pages.post("/<number>/events/<kind>")
@permits(*CASEWORKERS, of="case")
def add(number: str, kind: str) -> ResponseReturnValue:
    """Record the event."""
    case = here.the_case(number)
    form = _known(kind)()
    form.fit(record_now(case).reckoned.history)
    again = partial(page, _FORM, case, form, **_words(kind))
    if not form.validate():
        return again(status=422)
    told = f"已登记“{EVENTS_BY_KIND[kind].label}”。"
    event, after = form.event(), form.seen
    return tried(lambda act: record(act, case.id, event, after=after), again, case, told)


def _known(kind: str) -> type[Any]:
    if kind not in EVENTS_BY_KIND or kind in _ELSEWHERE:
        abort(404, "没有这种登记，请从办件页面上的按钮进入。")
    return form_class(kind)


def _given(record_: Record) -> dict[str, str]:
    """What the address tells: which kind of letter, and which of them by its place."""
    entry = record_.entry(request.args.get("letter", 0, type=int))
    told = {"of": request.args.get("of"), "ref": getattr(entry.event, "ref", "") if entry else ""}
    return {name: value for name, value in told.items() if value}


def _words(kind: str) -> dict[str, Any]:
    return {"label": EVENTS_BY_KIND[kind].label, "when": WHEN[kind], "help": HELP}
