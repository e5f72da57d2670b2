"""Withdrawing a notice that was imported wrongly: what it would move, why, then the deed."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField

from casework.desk.moving import would_move
from casework.desk.refusals import NoSuchCase
from casework.desk.withdrawing import Withdrawal, weigh_withdrawal, withdraw_notice
from casework.store.tables import NoticeRow
from casework.web import here
from casework.web.forms import Form, required, stripped
from casework.web.moving import moving_of, own_agencies
from casework.web.permissions import permits

pages = Blueprint("withdrawals", __name__, url_prefix="/calendar/withdraw")
_admins = permits("admin", of="agency")

_LONGEST = 500


class WithdrawalForm(Form):
    """Why a notice is withdrawn."""

    reason = TextAreaField("撤回的原因", required("撤回的原因", _LONGEST), filters=[stripped])


@pages.get("/<int:notice_id>")
@_admins
def ask(notice_id: int) -> ResponseReturnValue:
    """What would move; nothing is changed."""
    return _page(_weighed(notice_id), WithdrawalForm(), own_agencies())


@pages.post("/<int:notice_id>")
@_admins
def take_back(notice_id: int) -> ResponseReturnValue:
    """Let the notice count no longer."""
    told_of, found, form = own_agencies(), _weighed(notice_id), WithdrawalForm()
    if not form.validate():
        return _page(found, form, told_of), 422
    with here.act() as act:
        withdraw_notice(act, notice_id, str(form.reason.data))
    flash(f"{found.row.number}已撤回，在办办件的期限正在重新计算。")
    return redirect(url_for("calendar.year", year=found.row.year), 303)


def _weighed(notice_id: int) -> Withdrawal:
    with here.reading() as tx:
        row = tx.get(NoticeRow, notice_id)
        if row is None:
            raise NoSuchCase("没有导入过这份通知，请从日历页重新打开")
        return weigh_withdrawal(row, here.office().calendar(tx))


def _page(found: Withdrawal, form: WithdrawalForm, told_of: set[int]) -> str:
    moving = moving_of(would_move(here.office(), found), told_of)
    return render_template("pages/calendar/withdraw.html", found=found, form=form, moving=moving)
