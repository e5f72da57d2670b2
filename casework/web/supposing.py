"""“假如…”: what a case's deadlines would be; the address holds days, numbers and codes only."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import IntegerField, ValidationError
from wtforms.validators import NumberRange, Optional

from casework.cases.events import Consulted
from casework.cases.fields import PARTY
from casework.cases.supposed import Supposition, open_letters
from casework.desk.refusals import NotAllowed
from casework.desk.supposing import what_if
from casework.law.terms import LONGEST_EXTENSION, REGULATION_IN_FORCE
from casework.web import here
from casework.web.case_moves import record_now
from casework.web.dates import day_field
from casework.web.event_fields import Choice
from casework.web.forms import PlainForm, choices_of
from casework.web.permissions import READERS, permits

pages = Blueprint("supposing", __name__, url_prefix="/cases")

_AHEAD = timedelta(days=2 * 365)
"""Further ahead nobody plans, and the calendar need not know."""
_LONGEST = LONGEST_EXTENSION.length
_PARTIES = dict(PARTY)


class SupposeForm(PlainForm):
    """What might happen, and when; whatever is left empty is not supposed."""

    letter = Choice("向谁征求意见", default="")
    letter_sent = day_field("征求意见书发出", needed=False)
    letter_served = day_field("征求意见书送达", needed=False)
    letter_answered = day_field("收到意见", needed=False)
    supplement_sent = day_field("补正告知书发出", needed=False)
    supplement_answered = day_field("收到补正", needed=False)
    extended_on = day_field("延期答复告知书发出", needed=False)
    extended_workdays = IntegerField(
        "延长的工作日数",
        [Optional(), NumberRange(1, _LONGEST, f"延长的工作日数应当是1至{_LONGEST}")],
    )
    fee_sent = day_field("收费通知书发出", needed=False)
    fee_paid = day_field("收到缴费", needed=False)

    def offer(self, sent: list[Consulted], today: date) -> None:
        """Offer the letters that are out beside new ones; by place, for a reference may name."""
        self.sent, self.today = sent, today
        out = ((str(n), f"已经发出的编号{each.ref}") for n, each in enumerate(sent, start=1))
        new = ((code, f"新发出：{label}") for code, label in PARTY)
        self.letter.choices = choices_of((("", "（不假设征求意见）"), *out, *new))

    def validate(self, extra_validators: Any = None) -> bool:
        """Also that every day is one that somebody might plan for."""
        whole: bool = super().validate(extra_validators)
        days = [field for field in self if isinstance(field.data, date)]
        beyond = [field for field in days if not self._likely(field.data)]
        for field in beyond:
            field.errors = ["假如的日期应当在两年以内，请核对"]
        return whole and not beyond

    def validate_letter(self, field: Any) -> None:
        """Which letter, and when it goes out, belong together."""
        days = (self.letter_sent.data, self.letter_served.data, self.letter_answered.data)
        if any(days) and not field.data:
            raise ValidationError("请选择向谁征求意见")
        if field.data in _PARTIES and not self.letter_sent.data:
            raise ValidationError("请填写征求意见书哪一天发出")
        if field.data and field.data not in _PARTIES and self.letter_sent.data:
            raise ValidationError("这份征求意见书已经发出，请只填写送达和收到意见之日")

    def validate_extended_workdays(self, field: Any) -> None:
        """How long it would be extended means nothing without the day of the notice."""
        if field.data and not any(self.extended_on.raw_data or ()):
            raise ValidationError("请填写延期答复告知书哪一天发出")

    def supposition(self) -> Supposition:
        """What was filled in, for the desk."""
        given = {name: value for name, value in self.data.items() if value}
        letter = given.get("letter", "")
        if letter and letter not in _PARTIES:
            given["letter"] = self.sent[int(letter) - 1].ref
        return Supposition(**given)

    def _likely(self, day: date) -> bool:
        return REGULATION_IN_FORCE <= day <= self.today + _AHEAD


@pages.get("/<number>/suppose")
@permits(*READERS, of="case")
def show(number: str) -> ResponseReturnValue:
    """The form, and below it what the supposed would lead to; nothing is stored."""
    case = here.the_case(number)
    record = record_now(case)
    form = SupposeForm(request.args)
    form.offer(open_letters(record.reckoned.history), record.today)
    whole = form.validate()
    answer, refusal = None, ""
    if whole and form.supposition().days():
        try:
            answer = what_if(record, form.supposition())
        except NotAllowed as no:
            refusal = str(no)
    page = render_template(
        "pages/cases/suppose.html",
        case=case,
        record=record,
        form=form,
        answer=answer,
        refusal=refusal,
        between=[],
        longest_extension=LONGEST_EXTENSION,
    )
    return page, 422 if refusal or not whole else 200
