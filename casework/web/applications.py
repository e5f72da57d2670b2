"""Logging an application: the form, what the register knows beside it, and the 登记回执."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.desk.act import CASEWORKERS
from casework.desk.applications import log_application
from casework.desk.listing import state_in_words
from casework.desk.receipts import read_receipt
from casework.desk.searching import known_before
from casework.law.applicants import APPLICANT_KINDS
from casework.law.receipt import CHANNELS
from casework.store.queries.list_names import takers_at
from casework.web import here
from casework.web.application_forms import ASKED, ApplicationForm, blank_form
from casework.web.forms import ask_again
from casework.web.list_rows import look_of
from casework.web.permissions import permits

pages = Blueprint("applications", __name__, url_prefix="/applications")
_clerks = permits(*CASEWORKERS, of="agency")
_STATE_IN_WORDS = {"state_in_words": state_in_words, "look_of": look_of}


@pages.get("/new")
@_clerks
def new() -> ResponseReturnValue:
    """The form for an application that has come in."""
    return _ask(_form(), 200)


@pages.post("/new")
@_clerks
def log() -> ResponseReturnValue:
    """Log it; the other buttons of the form only look, or make room for one more person."""
    form, step = _form(), request.form.get("step")
    if step == "more":
        form.add_party()
    if step in ("more", "look"):
        return _ask(form, 200, added=step == "more")
    if not form.validate():
        return _ask(form, 422)
    with here.act() as act:
        logged = log_application(act, form.application(here.agency().code))
    return redirect(url_for("applications.receipt", number=logged.number), 303)


@pages.post("/known")
@_clerks
def look() -> ResponseReturnValue:
    """What the register knows of the applicant and the matter, while they are typed."""
    known = _known(_form())
    return render_template("pages/applications/known.html", known=known, **_STATE_IN_WORDS)


@pages.get("/<number>/receipt")
@permits(*CASEWORKERS, of="case")
def receipt(number: str) -> ResponseReturnValue:
    """The 登记回执 to print, or what to do next where the day of receipt is not settled."""
    with here.looking() as act:
        told = read_receipt(act, here.the_case(number).id)
    return render_template("pages/applications/receipt.html", receipt=told)


def _form() -> ApplicationForm:
    with here.reading() as tx:
        return blank_form(takers_at(tx, here.agency().id, here.office().today()))


def _ask(form: ApplicationForm, status: int, *, added: bool = False) -> ResponseReturnValue:
    context = {"form": form, "added": added, "known": _known(form), "asked": ASKED}
    context |= {"kinds": APPLICANT_KINDS, "channels": CHANNELS, **_STATE_IN_WORDS}
    return ask_again("pages/applications/new.html", status, **context)


def _known(form: ApplicationForm) -> object:
    with here.reading() as tx:
        return known_before(here.office(), tx, here.agency().id, form.draft())
