"""One's own account: the password, and where one is signed in."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField, PasswordField

from casework.desk.access import change_password, end_session, my_sessions
from casework.desk.act import CASEWORKERS
from casework.desk.feeds import OWN, my_feeds
from casework.desk.people import change_email
from casework.store.tables import PersonRow
from casework.web import here
from casework.web.entrance_forms import NewPassword
from casework.web.forms import Form, ask_again, mail_address, required, stripped
from casework.web.limits import sign_ins
from casework.web.permissions import signed_in

pages = Blueprint("account", __name__, url_prefix="/account")


class PasswordForm(NewPassword):
    """The present password, and another."""

    current = PasswordField("现在的密码", required("现在的密码"))
    password = PasswordField("新密码", required("新密码"))

    def owner(self) -> str:
        """One's own login."""
        return here.person().login


class EmailForm(Form):
    """Where one's daily mail goes."""

    email = EmailField("电子邮箱", mail_address(), filters=[stripped])


@pages.get("")
@signed_in
def show() -> ResponseReturnValue:
    """Who one is here, in which roles, and where else one is signed in."""
    with here.looking() as act:
        sessions, feeds = my_sessions(act), my_feeds(act)
        mail_to = act.tx.get_one(PersonRow, act.recorder).email
    works_at = [s for s in here.person().agencies if not s.roles.isdisjoint(CASEWORKERS)]
    scopes = [(OWN, "我承办的办件"), *((s.code, f"{s.short_name}全部办件") for s in works_at)]
    return render_template(
        "pages/account.html",
        mail_to=mail_to,
        sessions=sessions,
        form=Form(),
        feeds=feeds,
        scopes=scopes if works_at else [],
    )


@pages.post("/sessions/<token_sha256>/end")
@signed_in
def end(token_sha256: str) -> ResponseReturnValue:
    """Sign out where one has forgotten to."""
    with here.act() as act:
        end_session(act, token_sha256)
    flash("已退出该处的登录。")
    return redirect(url_for("account.show"), 303)


@pages.get("/email")
@signed_in
def email() -> ResponseReturnValue:
    """Where the daily mail goes."""
    with here.reading() as tx:
        now = tx.get_one(PersonRow, here.person().id).email
    return render_template("pages/email.html", form=EmailForm(data={"email": now}))


@pages.post("/email")
@signed_in
def set_email() -> ResponseReturnValue:
    """Have it sent elsewhere, or nowhere."""
    form = EmailForm()
    if not form.validate():
        return ask_again("pages/email.html", form=form)
    with here.act() as act:
        change_email(act, str(form.email.data))
    flash("电子邮箱已修改。")
    return redirect(url_for("account.show"), 303)


@pages.get("/password")
@signed_in
def password() -> ResponseReturnValue:
    """The form for another password."""
    return render_template("pages/password.html", form=PasswordForm())


@pages.post("/password")
@signed_in
@sign_ins
def set_password() -> ResponseReturnValue:
    """Take another password; every other session of this person ends."""
    form = PasswordForm()
    if not form.validate():
        return ask_again("pages/password.html", form=form)
    with here.act() as act:
        spared = here.person().session_sha256
        change_password(act, str(form.current.data), str(form.password.data), spared)
    flash("密码已修改，其他地方的登录已全部退出。")
    return redirect(url_for("account.show"), 303)


@pages.post("/agency")
@signed_in
def choose() -> ResponseReturnValue:
    """Work for another of one's agencies."""
    wanted = request.form.get("agency", "")
    chosen = next((s for s in here.person().agencies if s.code == wanted), None)
    if chosen is not None:
        here.choose_agency(chosen.id)
    return redirect(url_for("home.show"), 303)
