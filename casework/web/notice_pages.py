"""Importing a holiday notice: pasted or uploaded, shown day by day, confirmed, then counted."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from casework.desk.moving import would_move
from casework.desk.notices import Weighed, import_notice, weigh
from casework.law.calendar import FIRST_DAY, LAST_DAY
from casework.law.notice_checks import days_of
from casework.papers.notice import LONGEST, Beside, Unreadable, read_notice, text_of
from casework.web import here
from casework.web.dates import day_field
from casework.web.forms import Form, ask_again, optional, stripped
from casework.web.moving import moving_of, own_agencies
from casework.web.permissions import permits, takes_files

pages = Blueprint("notices", __name__, url_prefix="/calendar/import")
_admins = permits("admin", of="agency")


class NoticeForm(Form):
    """A notice, and what it may not say itself."""

    text = TextAreaField(
        "通知全文", [Optional(), Length(max=LONGEST, message="内容过长，请只粘贴通知的全文")]
    )
    paper = FileField("或者选择文件")
    number = StringField("文号", optional("文号", 60), filters=[stripped])
    issued_on = day_field("发布日期", needed=False)
    year = IntegerField(
        "年度",
        [
            Optional(),
            NumberRange(FIRST_DAY.year + 1, LAST_DAY.year, "年度不在日历范围内，请核对"),
        ],
    )

    def weighed(self) -> Weighed:
        """The notice beside the calendar; raises Unreadable."""
        upload = self.paper.data
        content = upload.read() if upload else b""
        if content:
            self.text.data = text_of(content)
        beside = Beside(self.number.data or None, self.issued_on.data, self.year.data)
        with here.reading() as tx:
            calendar = here.office().calendar(tx)
        draft = read_notice(self.text.data or "", calendar.notices, beside)
        return weigh(draft, calendar, here.office().today())


@pages.get("")
@_admins
def new() -> ResponseReturnValue:
    """The form."""
    own_agencies()
    return render_template("pages/calendar/import.html", form=NoticeForm())


@pages.post("/check")
@_admins
@takes_files
def check() -> ResponseReturnValue:
    """What was understood, what stands against it, what it would move; nothing is changed."""
    told_of = own_agencies()
    form = NoticeForm()
    weighed = _weighed(form)
    if weighed is None:
        return ask_again("pages/calendar/import.html", form=form)
    return render_template(
        "pages/calendar/weighed.html",
        form=form,
        weighed=weighed,
        days=days_of(weighed.draft.notice.festivals),
        moving=moving_of(would_move(here.office(), weighed), told_of),
    )


def _weighed(form: NoticeForm) -> Weighed | None:
    """The notice that was given, None where it cannot be read; the form then says why."""
    if not form.validate():
        return None
    try:
        return form.weighed()
    except Unreadable as wrong:
        form.text.errors = [*form.text.errors, str(wrong)]
        return None


@pages.post("")
@_admins
def take() -> ResponseReturnValue:
    """Let the notice that was shown count from now on."""
    form = NoticeForm()
    weighed = _weighed(form)
    if weighed is None:
        return ask_again("pages/calendar/import.html", form=form)
    with here.act() as act:
        import_notice(act, weighed.draft)
    flash(f"{weighed.draft.number}已导入，在办办件的期限正在按它重新计算。")
    return redirect(url_for("calendar.year", year=weighed.draft.year), 303)
