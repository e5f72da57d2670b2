"""The door: first start, one-time links, signing in and out."""

import re

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from casework.desk.access import SignInLocked, SignInRefused, end_session, sign_in
from casework.desk.first_start import first_token, is_first_token, start_register
from casework.desk.links import link_person, use_link
from casework.store.tables import PersonRow
from casework.web import here
from casework.web.entrance_forms import FirstStartForm, LinkForm, LoginForm
from casework.web.forms import ask_again
from casework.web.limits import sign_ins
from casework.web.permissions import anyone, signed_in

pages = Blueprint("entrance", __name__)

_OURS = re.compile(r"/(?!/)[^\\\x00-\x1f]*")
"""A page of this site: browsers take two slashes, or a backslash, for the name of another."""


@pages.get("/start/<token>")
@anyone
def start(token: str) -> ResponseReturnValue:
    """The page the link on the console leads to, while the register is empty."""
    _refuse_wrong_start(token)
    return render_template("pages/start.html", form=FirstStartForm())


@pages.post("/start/<token>")
@anyone
@sign_ins
def found(token: str) -> ResponseReturnValue:
    """Found the agency and its first person, who is then signed in."""
    _refuse_wrong_start(token)
    form = FirstStartForm()
    if not form.validate():
        return ask_again("pages/start.html", form=form)
    with here.acting_alone() as act:
        code = str(form.code.data)
        opened = start_register(act, token, code, form.particulars(), form.person(), here.place())
    here.come_in(opened)
    return redirect(url_for("home.show"), 303)


def _refuse_wrong_start(token: str) -> None:
    if not is_first_token(here.office(), token):
        abort(404, "启用链接不对，或者本登记簿已经启用；已启用的请直接登录。")


@pages.get("/login")
@anyone
def login() -> ResponseReturnValue:
    """Name and password."""
    if here.visitor() is not None:
        return redirect(_back(), 303)
    return render_template("pages/login.html", form=LoginForm(), refusal=None, empty=_is_empty())


@pages.post("/login")
@anyone
@sign_ins
def enter() -> ResponseReturnValue:
    """Sign in, and go on to the page that was asked for."""
    form = LoginForm()
    if not form.validate():
        return _again(form, None, 422)
    name, password = str(form.login.data), str(form.password.data)
    try:
        token = sign_in(here.office(), name, password, here.place())
    except SignInLocked as locked:
        return _again(form, str(locked), 429)
    except SignInRefused as refused:
        return _again(form, str(refused), 401)
    here.come_in(token)
    return redirect(_back(), 303)


def _again(form: LoginForm, refusal: str | None, status: int) -> Response:
    return ask_again("pages/login.html", status, form=form, refusal=refusal, empty=_is_empty())


def _is_empty() -> bool:
    return first_token(here.office()) is not None


def _back() -> str:
    """The page that was asked for, if it is one of ours."""
    asked = request.args.get("next", "")
    return asked if _OURS.fullmatch(asked) else url_for("home.show")


@pages.post("/logout")
@signed_in
def leave() -> ResponseReturnValue:
    """Sign out; the browser forgets everything it kept of this site."""
    with here.act() as act:
        end_session(act, here.person().session_sha256)
    here.go_out()
    answer = make_response(redirect(url_for("entrance.login"), 303))
    answer.headers["Clear-Site-Data"] = '"*"'
    return answer


@pages.get("/welcome/<token>")
@anyone
def welcome(token: str) -> ResponseReturnValue:
    """The page of a one-time link. Looking uses nothing up: mail programs look, too."""
    guest = _guest(token)
    return render_template("pages/welcome.html", form=LinkForm(guest.login), guest=guest)


@pages.post("/welcome/<token>")
@anyone
@sign_ins
def accept(token: str) -> ResponseReturnValue:
    """Come in by the link, with a password of one's own choosing or without."""
    guest = _guest(token)
    form = LinkForm(guest.login)
    if form.enter.data:
        password = None
    elif form.validate():
        password = form.password.data
    else:
        return ask_again("pages/welcome.html", form=form, guest=guest)
    with here.acting_alone() as act:
        opened = use_link(act, token, password, here.place())
    here.come_in(opened)
    return redirect(url_for("home.show"), 303)


def _guest(token: str) -> PersonRow:
    with here.reading() as tx:
        person = link_person(tx, token, here.office().now())
    if person is None:
        abort(404, "这个链接已经用过或者过期，请向管理员要一个新的。")
    return person
