"""Administration: who works here in which roles, and what letters print of the agency."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField, SelectMultipleField, StringField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from casework.desk.access import disable_person, enable_person
from casework.desk.act import ROLES
from casework.desk.agencies import set_particulars
from casework.desk.links import LINK_HOURS, make_link
from casework.desk.people import add_person, end_role, give_role
from casework.store.queries.access import people_of
from casework.store.tables import AgencyRow
from casework.web import here
from casework.web.colleagues import colleagues_of
from casework.web.entrance_forms import ParticularsForm
from casework.web.forms import Form, ask_again, choices_of, mail_address, required, stripped
from casework.web.permissions import permits

pages = Blueprint("admin", __name__, url_prefix="/admin")
admins = permits("admin", of="agency")


class PersonForm(Form):
    """Somebody new at the register."""

    name = StringField("姓名", required("姓名"), filters=[stripped])
    login = StringField("登录名", required("登录名", 60), filters=[stripped])
    email = EmailField("电子邮箱", mail_address(), filters=[stripped])
    roles = SelectMultipleField(
        "职责",
        [InputRequired("请至少选择一项职责")],
        choices=choices_of(ROLES.items()),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


@pages.get("/people")
@admins
def people() -> ResponseReturnValue:
    """Everybody who works here or did, with today's roles."""
    with here.reading() as tx:
        rows = people_of(tx, here.agency().id, here.office().today())
    return render_template("pages/people.html", people=colleagues_of(rows), form=Form())


@pages.get("/people/new")
@admins
def new_person() -> ResponseReturnValue:
    """The form for somebody new."""
    return render_template("pages/person_new.html", form=PersonForm())


@pages.post("/people/new")
@admins
def add() -> ResponseReturnValue:
    """Add somebody; the link for the first sign-in is shown once, here."""
    form = PersonForm()
    if not form.validate():
        return ask_again("pages/person_new.html", form=form)
    code = here.agency().code
    with here.act() as act:
        name = str(form.name.data)
        person_id = add_person(act, code, str(form.login.data), name, str(form.email.data))
        for role in form.roles.data or ():
            give_role(act, person_id, code, role)
        token = make_link(act, person_id)
    return link_page(token, name)


@pages.post("/people/<int:person_id>/link")
@admins
def link(person_id: int) -> ResponseReturnValue:
    """A new link for somebody who forgot the password; nobody learns the old one."""
    with here.act() as act:
        token = make_link(act, person_id)
    return link_page(token, "")


def link_page(token: str, name: str) -> str:
    """Where a one-time link is shown, once."""
    address = url_for("entrance.welcome", token=token, _external=True)
    return render_template("pages/link.html", address=address, name=name, hours=LINK_HOURS)


@pages.post("/people/<int:person_id>/roles/<role>/give")
@admins
def give(person_id: int, role: str) -> ResponseReturnValue:
    """Let somebody act in one more role from today on."""
    with here.act() as act:
        give_role(act, person_id, here.agency().code, role)
    return _back("已授权。")


@pages.post("/people/<int:person_id>/roles/<role>/end")
@admins
def end(person_id: int, role: str) -> ResponseReturnValue:
    """Let somebody act in a role no longer."""
    with here.act() as act:
        end_role(act, person_id, here.agency().code, role)
    return _back("已撤销授权。")


@pages.post("/people/<int:person_id>/disable")
@admins
def disable(person_id: int) -> ResponseReturnValue:
    """Shut somebody out at once."""
    with here.act() as act:
        disable_person(act, person_id)
    return _back("账号已停用，此人已退出所有登录。")


@pages.post("/people/<int:person_id>/enable")
@admins
def enable(person_id: int) -> ResponseReturnValue:
    """Let somebody in again."""
    with here.act() as act:
        enable_person(act, person_id)
    return _back("账号已恢复。")


def _back(told: str) -> ResponseReturnValue:
    flash(told)
    return redirect(url_for("admin.people"), 303)


@pages.get("/agency")
@admins
def particulars() -> ResponseReturnValue:
    """What letters and reports print of the agency."""
    with here.reading() as tx:
        row = tx.get_one(AgencyRow, here.agency().id)
    return render_template("pages/agency.html", form=ParticularsForm(obj=row))


@pages.post("/agency")
@admins
def correct() -> ResponseReturnValue:
    """Correct what is printed from now on."""
    form = ParticularsForm()
    if not form.validate():
        return ask_again("pages/agency.html", form=form)
    with here.act() as act:
        set_particulars(act, here.agency().code, form.particulars())
    flash("机关信息已保存；已经发出的文书不变。")
    return redirect(url_for("admin.particulars"), 303)
