"""The fields of an event's form, each made from the field of the event's class.

A new field of an event needs nothing here as long as its type is one of those below. Above 150
lines because all kinds of field are made side by side.
"""

from collections.abc import Callable, Mapping
from dataclasses import Field
from datetime import date
from decimal import Decimal
from typing import Any

import wtforms
from wtforms import (
    BooleanField,
    DecimalField,
    FieldList,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from casework.cases.events import Consulted, Event, Item
from casework.cases.fields import OUTCOME
from casework.web.dates import day_field
from casework.web.forms import SHORT, PlainForm, choices_of, optional, stripped

_LONG = 2000
_MOST = 10_000
_MOST_MONEY = Decimal(100_000_000)
_RADIO_UP_TO = 7
_LONG_FIELDS = frozenset({"note", "reason", "result", "text"})
UNNAMED = ("", "（请选择）")
_NOTHING: tuple[object, ...] = (None, "", ())


class _Picked:
    """What choices have in common: whether nothing may be chosen is for the validators."""

    data: Any

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not on the list."""
        if self.data not in _NOTHING:
            super().pre_validate(form)  # type: ignore[misc]  # the field's, by inheritance


class Radios(_Picked, RadioField):
    """Few choices, all in sight."""


class Choice(_Picked, SelectField):
    """Many choices, or one that may stay open."""


class Answer(Radios):
    """Yes, no, or neither."""

    def process_data(self, value: Any) -> None:
        """From the event: True, False or None."""
        super().process_data({True: "yes", False: "no"}.get(value, ""))

    def value(self) -> bool | None:
        """For the event."""
        return {"yes": True, "no": False}.get(self.data)


class ItemForm(PlainForm):
    """One point of a mixed reply."""

    text = StringField("申请的内容", optional("申请的内容"), filters=[stripped])
    outcome = Choice("结果", default="")
    article = StringField("依据", optional("依据"), filters=[stripped])

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.outcome.choices = choices_of((UNNAMED, *OUTCOME))

    def validate_outcome(self, field: wtforms.Field) -> None:
        """A point is whole or it is not there."""
        if bool(self.text.data) != bool(field.data):
            raise wtforms.ValidationError("每一项都要写明内容并选择结果")

    def item(self) -> Item | None:
        """The point, None for an empty line."""
        if not self.text.data:
            return None
        return Item(self.text.data, self.outcome.data, self.article.data or "")


def field_for(event: type[Event], field: "Field[Any]") -> Any:
    """The form's field for a field of an event; what the desk insists on is required."""
    label, choices = field.metadata["label"], field.metadata["choices"]
    needed = field.metadata["desk"] and field.type is not bool
    if field.name == "ref" and event is not Consulted:
        return _reference(label, needed)
    if choices:
        return _chosen(field, label, needed)
    return _MAKERS[field.type](label, field, needed)


def _reference(label: str, needed: bool) -> Any:
    """Which consultation is meant; the choices are those of the case."""
    must = [InputRequired(f"请选择{label}")] if needed else []
    return Choice(label, must, choices=choices_of((UNNAMED,)), default="")


def _chosen(field: "Field[Any]", label: str, needed: bool) -> Any:
    choices = field.metadata["choices"]
    must = [InputRequired(f"请选择{label}")] if needed else [Optional()]
    if field.type is not str:
        return SelectMultipleField(
            label,
            must,
            choices=choices_of(choices),
            widget=ListWidget(prefix_label=False),
            option_widget=CheckboxInput(),
        )
    default = field.default if isinstance(field.default, str) else ""
    if needed and len(choices) <= _RADIO_UP_TO:
        return Radios(label, must, choices=choices_of(choices), default=default)
    open_ = () if default else (UNNAMED,)
    return Choice(label, must, choices=choices_of((*open_, *choices)), default=default)


def _text(label: str, field: "Field[Any]", needed: bool) -> Any:
    long = field.name in _LONG_FIELDS
    must: list[Any] = [DataRequired(f"请填写{label}") if needed else Optional()]
    must.append(Length(max=_LONG if long else SHORT, message=f"{label}过长，请精简"))
    return (TextAreaField if long else StringField)(label, must, filters=[stripped])


def _day(label: str, _: "Field[Any]", needed: bool) -> Any:
    return day_field(label, needed=needed)


def _flag(label: str, _: "Field[Any]", __: bool) -> Any:
    return BooleanField(label)


def _answer(label: str, _: "Field[Any]", needed: bool) -> Any:
    pairs = (("yes", "是"), ("no", "否"), *(() if needed else (("", "未表态"),)))
    must = [InputRequired(f"请选择{label}") if needed else Optional()]
    return Answer(label, must, choices=choices_of(pairs))


def _count(label: str, _: "Field[Any]", needed: bool) -> Any:
    must: list[Any] = [InputRequired(f"请填写{label}") if needed else Optional()]
    return IntegerField(label, [*must, NumberRange(1, _MOST, f"{label}应当是正整数")])


def _amount(label: str, _: "Field[Any]", needed: bool) -> Any:
    must: list[Any] = [InputRequired(f"请填写{label}") if needed else Optional()]
    must.append(NumberRange(0, _MOST_MONEY, f"{label}应当是不小于0的金额"))
    return DecimalField(label, must, places=None)


def _items(label: str, _: "Field[Any]", __: bool) -> Any:
    return FieldList(FormField(ItemForm), label, min_entries=3, max_entries=30)


_MAKERS: Mapping[Any, Callable[[str, "Field[Any]", bool], Any]] = {
    date: _day,
    date | None: _day,
    str: _text,
    bool: _flag,
    bool | None: _answer,
    int: _count,
    int | None: _count,
    Decimal | None: _amount,
    tuple[Item, ...]: _items,
}
