"""下级机关: the agencies directly under one's own, and the first people of their registers."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField

from casework.desk.agencies import Particulars, found_below, put_under
from casework.desk.first_start import FIRST_ROLES
from casework.desk.links import make_link
from casework.desk.people import add_person, give_role
from casework.store.queries.agencies import agencies_under
from casework.web import here
from casework.web.admin import admins, link_page
from casework.web.dates import day_field
from casework.web.entrance_forms import CODE
from casework.web.forms import Form, required, stripped

pages = Blueprint("agencies_below", __name__, url_prefix="/admin/below")


class FoundForm(Form):
    """A new agency under one's own, and who sets its register up."""

    name = StringField("机关全称", required("机关全称"), filters=[stripped])
    short_name = StringField("简称", required("简称"), filters=[stripped])
    code = StringField("机关代码", [*required("机关代码", 40), CODE], filters=[stripped])
    since = day_field("自何日起隶属")
    person_name = StringField("第一位人员的姓名", required("姓名"), filters=[stripped])
    login = StringField("登录名", required("登录名", 60), filters=[stripped])


class EndForm(Form):
    """From which day on it stands under one's own no longer."""

    until = day_field("自何日起不再隶属")


@pages.get("")
@admins
def show() -> ResponseReturnValue:
    """Who stands directly under the agency today."""
    return _draw()


@pages.post("")
@admins
def found() -> ResponseReturnValue:
    """Open the register of an agency below; the link of its first person is shown once."""
    form = FoundForm()
    if not form.validate():
        return _draw(found_form=form), 422
    code, since = str(form.code.data), form.since.data
    assert since is not None
    with here.act() as act:
        named = Particulars(name=form.name.data, short_name=form.short_name.data)
        found_below(act, here.agency().code, code, named, since)
        person_id = add_person(act, code, str(form.login.data), str(form.person_name.data))
        for role in FIRST_ROLES:
            give_role(act, person_id, code, role)
        token = make_link(act, person_id)
    return link_page(token, str(form.person_name.data))


@pages.post("/<child>/end")
@admins
def end(child: str) -> ResponseReturnValue:
    """Let an agency stand under one's own no longer; the years before keep their tree."""
    form = EndForm()
    with here.reading() as tx:
        below = agencies_under(tx, here.agency().id, here.office().today())
    if child not in {row.code for row in below}:
        abort(404, "下级机关中没有这个机关，请从“下级机关”页面进入。")
    if not form.validate():
        return _draw(end_form=form), 422
    assert form.until.data is not None
    with here.act() as act:
        put_under(act, child, None, form.until.data)
    flash("已记录，此前各年度的隶属关系不变。")
    return redirect(url_for("agencies_below.show"), 303)


def _draw(**refused: Form) -> str:
    """The page; a form that was refused keeps what was typed."""
    today = here.office().today()
    with here.reading() as tx:
        below = agencies_under(tx, here.agency().id, today)
    forms = {
        "found_form": FoundForm(formdata=None, since=today.replace(month=1, day=1)),
        "end_form": EndForm(formdata=None),
    }
    return render_template("pages/below.html", below=below, **{**forms, **refused})
