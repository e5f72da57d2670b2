"""What people write in the report, section by section, with last year's words beside.

The form carries the version its reader saw: whoever saves second sees both texts, and saves again
once they are one. Above 150 lines because the pages of one thing, few and alike, stand together.
"""

from types import MappingProxyType
from typing import NamedTuple

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField, TextAreaField
from wtforms.validators import Length
from wtforms.widgets import HiddenInput

from casework.desk.act import CASEWORKERS
from casework.desk.refusals import Moved
from casework.desk.reporting import report_of
from casework.desk.texts import SECTIONS, write_text
from casework.desk.wording import figures_of
from casework.law.filers import is_government
from casework.report.forms import OVERVIEW, PARTS
from casework.report.repetition import repeats
from casework.store.queries.desk import texts
from casework.web import here
from casework.web.forms import Form
from casework.web.permissions import permits
from casework.web.scopes import refuse_year

pages = Blueprint("texts", __name__)
_caseworkers = permits(*CASEWORKERS, of="agency")

_LONGEST = 50_000
LABELS = MappingProxyType(
    {"preface": "引言", **{heading.key: heading.label for heading in (*PARTS, *OVERVIEW)}}
)
HELP = MappingProxyType(
    {
        "preface": "标题之下、第一部分之前的话，如编制依据、统计期限、联系方式；可以不填。",
        "overview": "第一部分开头的话；分为五小节的，具体内容写在各小节。",
        "proactive": "印在表二之后的说明；可以不填。",
        "applications": "印在表三之后的说明；可以不填。",
        "disputes": "印在表四之后的说明；可以不填。",
        "other_matters": "写明收费通知件数、通知总金额、实收总金额，没有的写0；不填的印“无。”。",
    }
)


FEE_SENTENCE = (
    "{{年度}}年发出收费通知{{收费通知件数}}件，通知收费总金额{{收费通知金额}}元，"
    "实际收取信息处理费{{实收金额}}元。"
)
"""The three figures that part six is asked for, from the cases themselves."""


class TextForm(Form):
    """The words of one section."""

    text = TextAreaField("文字", [Length(max=_LONGEST, message="文字过长，请精简")])
    version = IntegerField(widget=HiddenInput())


class Section(NamedTuple):
    """A section as the list shows it."""

    key: str
    label: str
    text: str
    repeated: bool


@pages.get("/<int:year>/texts")
@_caseworkers
def index(year: int) -> ResponseReturnValue:
    """Every section: what is written, what is not, what is last year's."""
    refuse_year(year)
    now, last = _written(year), _written(year - 1)
    sections = [
        Section(key, LABELS[key], text, repeats(text, last.get(key, ("", 0))[0], year))
        for key in SECTIONS
        for text in [now.get(key, ("", 0))[0]]
    ]
    return render_template("pages/figures/texts.html", year=year, sections=sections)


@pages.get("/<int:year>/texts/<section>")
@_caseworkers
def show(year: int, section: str) -> ResponseReturnValue:
    """One section to write, last year's beside."""
    _refuse(year, section)
    text, version = _written(year).get(section, ("", 0))
    return _draw(year, section, TextForm(text=text, version=version))


@pages.post("/<int:year>/texts/<section>")
@_caseworkers
def save(year: int, section: str) -> ResponseReturnValue:
    """Keep the words; what somebody else has written meanwhile is shown first."""
    _refuse(year, section)
    form = TextForm()
    if not form.validate():
        return _draw(year, section, form), 422
    text = "\n".join(str(form.text.data or "").splitlines()).strip()
    try:
        with here.act() as act:
            write_text(
                act, here.agency().code, year, section, text, version=form.version.data or 0
            )
    except Moved:
        others, now = _written(year).get(section, ("", 0))
        form.version.raw_data, form.version.data = None, now
        return _draw(year, section, form, others), 409
    flash(f"“{LABELS[section]}”已保存。")
    return redirect(_following(year, section), 303)


def _refuse(year: int, section: str) -> None:
    refuse_year(year)
    if section not in SECTIONS:
        abort(404)


def _written(year: int) -> dict[str, tuple[str, int]]:
    with here.reading() as tx:
        return texts(tx, here.agency().id, year)


def _draw(year: int, section: str, form: TextForm, others: str | None = None) -> str:
    last = _written(year - 1).get(section, ("", 0))[0]
    with here.reading() as tx:
        agency = here.agency()
        known = figures_of(tx, agency.id, report_of(here.office(), tx, agency.code, year))
    return render_template(
        "pages/figures/text.html",
        known=known,
        fees=FEE_SENTENCE if section == "other_matters" else "",
        accountable=section == "safeguards" and is_government(agency.name),
        year=year,
        label=LABELS[section],
        help=HELP.get(section, ""),
        form=form,
        last=last,
        others=others,
        repeated=repeats(str(form.text.data or ""), last, year),
        is_last=section == SECTIONS[-1],
    )


def _following(year: int, section: str) -> str:
    """The list of sections, or the next section for who writes them one after the other."""
    place = SECTIONS.index(section) + 1
    if "next" in request.form and place < len(SECTIONS):
        return url_for("reports.texts.show", year=year, section=SECTIONS[place])
    return url_for("reports.texts.index", year=year)
