"""The form of an event, derived from its class: a field for each field, its label and choices."""

from dataclasses import MISSING, Field, fields
from datetime import date
from functools import cache
from typing import Any

from wtforms import DateField, IntegerField, ValidationError
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from casework.cases.events import EVENTS_BY_KIND, Consulted, Event
from casework.cases.history import History
from casework.cases.values import read_day
from casework.law.receipt import CHANNELS_BY_CODE, Stamps, day_of_receipt
from casework.web.dates import day_field
from casework.web.event_fields import UNNAMED, Answer, Choice, field_for
from casework.web.event_words import DAY
from casework.web.forms import Form, choices_of

_NOTHING: tuple[object, ...] = (None, "", ())
_BY_REF = ("consulted", "third_party_informed")


class Following(Form):
    """A form that is sent upon a record: `after` is the last place of it that its reader saw."""

    after = IntegerField(widget=HiddenInput(), validators=[InputRequired()])

    @property
    def seen(self) -> int:
        """That place, for the verb."""
        return self.after.data or 0

    def see(self, last_seq: int) -> None:
        """Make it one whose reader has seen the record up to here."""
        self.after.raw_data, self.after.data = None, last_seq


class EventForm(Following):
    """The parent of every event's form."""

    event_class: type[Event]

    def validate(self, extra_validators: Any = None) -> bool:
        """Also that every day lies in the calendar, beyond which no term can be counted."""
        whole: bool = super().validate(extra_validators)
        beyond = [field for field in self.own_fields() if not _is_in_calendar(field)]
        return whole and not beyond

    def event(self) -> Any:
        """The event that was filled in."""
        own = [field for field in fields(self.event_class) if field.metadata]
        told = {field.name: self._value(field) for field in own}
        return self.event_class(on=self.day(), **told)

    def day(self) -> date:
        """The legal day."""
        day: date = self["on"].data
        return day

    def own_fields(self) -> list[Any]:
        """The fields a person fills in, in the order of the class."""
        own = [field.name for field in fields(self.event_class) if field.metadata]
        return [self[name] for name in ("on", *own) if name in self]

    def fit(self, history: History) -> None:
        """Offer only letters that were sent, and consultations that were begun, in this case."""
        sent = {kind for round_ in history.rounds for kind in round_.letters}
        if "of" in self and sent:
            self["of"].choices = [c for c in self["of"].choices if c.value in sent]
        begun = [event for event in history.events if isinstance(event, Consulted)]
        if "ref" in self and isinstance(self["ref"], Choice):
            named = ((event.ref, f"编号{event.ref}：{event.name}") for event in begun)
            self["ref"].choices = choices_of((UNNAMED, *named))

        if self.event_class is Consulted and not self.is_submitted():
            self["ref"].data = str(len(begun) + 1)

    def validate_ref(self, field: Any) -> None:
        """A letter of which there may be several is named by its reference."""
        if "of" in self and self["of"].data in _BY_REF and not field.data:
            raise ValidationError("请选择是哪一份征求意见书")

    def _value(self, field: "Field[Any]") -> Any:
        own = self[field.name]
        if isinstance(own, Answer):
            return own.value()
        if field.name == "items":
            return tuple(item for entry in own if (item := entry.form.item()))
        if isinstance(own.data, list):
            return tuple(own.data)
        blank = field.default if field.default is not MISSING else ""
        return blank if own.data in _NOTHING else own.data


def _is_in_calendar(field: Any) -> bool:
    if not isinstance(field, DateField) or field.data is None:
        return True
    try:
        read_day(field.data.isoformat())
    except ValueError as beyond:
        field.errors = [f"{beyond}，请核对日期"]
        return False
    return True


class ReceivedForm(EventForm):
    """Of a receipt the day is not typed: channel and stamps decide it (条例第三十一条)."""

    def day(self) -> date:
        """The day that the law makes the day of receipt."""
        day = self._day()
        assert day is not None
        return day

    def validate_channel(self, field: Any) -> None:
        """Ask for the stamp that decides."""
        if field.data in CHANNELS_BY_CODE and self._day() is None:
            rule = CHANNELS_BY_CODE[field.data].rule
            raise ValidationError(f"{rule}；请填写相应的日期")

    def _day(self) -> date | None:
        names = ("submitted_on", "arrived_on", "confirmed_on", "auto_confirmed")
        stamps = Stamps(*(self[name].data for name in names))
        return day_of_receipt(self["channel"].data, stamps)


@cache
def form_class(kind: str, parent: type[Form] | None = None) -> type[Any]:
    """The form of a kind of event, with the further fields of `parent` where one is given."""
    event = EVENTS_BY_KIND[kind]
    base = ReceivedForm if kind == "received" else EventForm
    own = {field.name: field_for(event, field) for field in fields(event) if field.metadata}
    if base is EventForm:
        own["on"] = day_field(DAY.get(kind, "日期"))
    bases = (parent, base) if parent else (base,)
    return type(f"{event.__name__}Form", bases, {"event_class": event, **own})
