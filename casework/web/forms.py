"""What all forms share: Chinese messages, a number that makes sending twice harmless, 422."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

import wtforms
from flask import Response, make_response, render_template
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.validators import DataRequired, Length, Optional, Regexp

SHORT = 200
"""Characters of a name or a line; longer is a mistake or an attack."""

_ADDRESS = r"[^@\s]+@[^@\s]+\.[^@\s.]+$"


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The parent of every form. Give `form.form_id.data` to the verb, where it takes one.

    In the page: `<form method="post" hx-boost="true">{{ form.hidden_tag() }} …`.
    """

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # the same
        """WTForms brings its messages in Chinese."""

        locales = ("zh",)

    form_id = HiddenField(default=lambda: str(uuid4()))


class PlainForm(wtforms.Form):
    """A form that changes nothing, or a part of one that does: no token of its own."""

    class Meta(wtforms.Form.Meta):  # type: ignore[misc]  # its stubs do not know it
        """WTForms brings its messages in Chinese."""

        locales = ("zh",)


def stripped(text: str | None) -> str:
    """For `filters=[stripped]`: blanks around what was typed mean nothing."""
    return (text or "").strip()


def required(what: str, longest: int = SHORT) -> list[Any]:
    """The validators of a field that must be filled; `what` is its name in the sentence."""
    return [DataRequired(f"请填写{what}"), Length(max=longest, message=f"{what}过长，请精简")]


def optional(what: str, longest: int = SHORT) -> list[Any]:
    """The validators of a field that may stay empty."""
    return [Optional(), Length(max=longest, message=f"{what}过长，请精简")]


def mail_address() -> list[Any]:
    """The validators of a person's e-mail address, which may stay empty."""
    shape = Regexp(_ADDRESS, message="电子邮箱应当形如 name@example.gov.cn，请核对")
    return [*optional("电子邮箱"), shape]


def choices_of(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """The choices of a select or of radio buttons, from codes with their labels."""
    return [SelectChoice(value=code, label=label) for code, label in pairs]


def ask_again(template: str, status: int = 422, **context: Any) -> Response:
    """The form once more, with what was typed and a message at each field that is wrong."""
    return make_response(render_template(template, **context), status)
