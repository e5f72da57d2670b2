"""What an agency sets for itself: how its case numbers read, and its own day for the report."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField

from casework.desk.agencies import set_number_template, set_report_day
from casework.desk.numbering import TEMPLATE
from casework.store.tables import AgencyRow
from casework.web import here
from casework.web.admin import admins
from casework.web.forms import Form, ask_again, optional, required, stripped

pages = Blueprint("own_rules", __name__, url_prefix="/admin/agency/rules")


class RulesForm(Form):
    """Both, as they stand."""

    number = StringField("办件编号格式", required("办件编号格式", 60), filters=[stripped])
    report_due = StringField(
        "年度报告自定日期", optional("年度报告自定日期", 5), filters=[stripped]
    )


@pages.get("")
@admins
def show() -> ResponseReturnValue:
    """What holds now."""
    with here.reading() as tx:
        settings = tx.get_one(AgencyRow, here.agency().id).settings
    now = {"number": TEMPLATE, "report_due": ""} | settings
    return render_template("pages/own_rules.html", form=RulesForm(data=now))


@pages.post("")
@admins
def change() -> ResponseReturnValue:
    """What holds from now on; numbers already given stay."""
    form = RulesForm()
    if not form.validate():
        return ask_again("pages/own_rules.html", form=form)
    code = here.agency().code
    with here.act() as act:
        set_number_template(act, code, str(form.number.data))
        set_report_day(act, code, str(form.report_due.data))
    flash("已保存；已经编出的号不变。")
    return redirect(url_for("own_rules.show"), 303)
