"""核查报告: what is wrong with a report that anybody published, from a file or pasted text.

Nothing of it is kept: the file is read in memory, the answer is the page.
"""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import TextAreaField
from wtforms.validators import Length, Optional

from casework.papers.published.lines import Unreadable
from casework.papers.published.reading import Published, read_published
from casework.papers.published.sources import LARGEST
from casework.report.addresses import values
from casework.report.findings import Finding, covered, name
from casework.report.layout import grids
from casework.report.presence import form_as_used
from casework.web.forms import Form, ask_again
from casework.web.limits import readings
from casework.web.permissions import signed_in, takes_files

pages = Blueprint("published_reports", __name__, url_prefix="/check")
_PAGE = "pages/reports/check.html"
_MOST_PASTED = 120_000
"""Characters; Flask takes half a megabyte of text in a form."""
_TOO_LARGE = f"文件超过 {LARGEST // 1_000_000} MB，请核对是否为年度报告"


class PublishedForm(Form):
    """A file, or the text of a page."""

    file = FileField("报告文件")
    text = TextAreaField(
        "或者粘贴报告全文",
        [Optional(), Length(max=_MOST_PASTED, message="文字过长，请只粘贴报告本身")],
    )

    @property
    def content(self) -> bytes:
        """What was given; the file if both were."""
        given = self.file.data.read(LARGEST + 1) if self.file.data else b""
        return given or (self.text.data or "").encode()


@pages.get("")
@signed_in
def show() -> ResponseReturnValue:
    """The form."""
    return render_template(_PAGE, form=PublishedForm(), result=None, sentence="")


@pages.post("")
@signed_in
@takes_files
@readings
def check() -> ResponseReturnValue:
    """What was read, with what is wrong marked in the cells."""
    request.max_content_length = LARGEST + _MOST_PASTED * 4
    form = PublishedForm()
    if not form.validate_on_submit():
        return ask_again(_PAGE, form=form, result=None, sentence="")
    content = form.content
    if not content.strip() or len(content) > LARGEST:
        sentence = _TOO_LARGE if content.strip() else "请选择报告文件，或者粘贴报告的全文"
        return ask_again(_PAGE, form=form, result=None, sentence=sentence)
    try:
        drawn = _drawn(read_published(content))
    except Unreadable as wrong:
        return ask_again(_PAGE, form=form, result=None, sentence=str(wrong))
    return render_template(_PAGE, form=PublishedForm(formdata=None), sentence="", **drawn)


def _drawn(published: Published) -> dict[str, Any]:
    """The result as the page draws it: tables, a mark for each cell, findings by weight."""
    form = form_as_used(published.report)
    found = published.findings()
    blanks = [one for one in found if one.rule == "blank"]
    told = [one for one in found if one.rule != "blank"]
    read = ("table2", "table3", "table4")
    return {
        "result": published,
        "grids": [grid for grid in grids(form).values() if published.report[grid.key] is not None],
        "missing": [name(table) for table in read if published.report[table] is None],
        "values": values(published.report, form),
        "marks": _marks(told),
        "errors": [one for one in told if one.severity == "error"],
        "warnings": [one for one in told if one.severity == "warning"],
        "blanks": blanks,
        "unread": [name(place) for place in published.unread],
        "is_unread": lambda place: covered(place, published.unread),
    }


def _marks(findings: list[Finding]) -> dict[str, Finding]:
    """The gravest finding of each cell; a finding of a whole row marks no cell."""
    return {one.where: one for one in reversed(findings)}
