"""Events from and to plain mappings: what a file, a form or a stored row holds.

The rules are read off the event classes, so a new field needs nothing here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from casework.cases.events import EVENTS, EVENTS_BY_KIND, Event, Item
from casework.cases.values import READERS, Reader


class BadEvent(ValueError):
    """What was given is not an event; the message says what is wrong and where."""


_LONGEST_ECHO = 60


@dataclass(frozen=True, slots=True)
class _Slot:
    """How one field of an event class is read and checked."""

    name: str
    label: str
    read: Reader
    default: Any
    allowed: frozenset[str]

    @property
    def is_required(self) -> bool:
        return self.default is MISSING


def event_from_mapping(given: Mapping[str, Any], position: int = 0) -> Event:
    """The event that a mapping describes; `position` is its place where it names no `seq`.

    Raises BadEvent with one Chinese sentence when a kind, field or value is not understood.
    """
    where = f"第{position}个事件" if position else "事件"
    if not isinstance(given, Mapping):
        raise BadEvent(f"{where}应当是一个对象（含 kind、on 等字段）")
    kind = given.get("kind")
    if not isinstance(kind, str) or kind not in EVENTS_BY_KIND:
        raise BadEvent(f"{where}的 kind {shortly(kind)} 不是已知的事件种类")
    slots = _SLOTS[kind]
    unknown = sorted(str(name) for name in given if name not in slots and name != "kind")
    if unknown:
        names = "、".join(shortly(name) for name in unknown)
        raise BadEvent(f"{where}（{kind}）有不认识的字段：{names}")
    values = _values(slots.values(), given, f"{where}（{kind}）")
    return EVENTS_BY_KIND[kind](**{"seq": position, **values})


def _values(slots: Iterable[_Slot], given: Mapping[str, Any], where: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for slot in slots:
        if given.get(slot.name) not in (None, ""):
            values[slot.name] = _value(slot, given[slot.name], f"{where}的 {slot.name}")
        elif slot.is_required:
            raise BadEvent(f"{where}缺少 {slot.name}（{slot.label}）")
    return values


def events_from_list(given: Any) -> list[Event]:
    """The events of a case from a list of mappings, each with its own place in the record."""
    if not isinstance(given, Sequence) or isinstance(given, str):
        raise BadEvent("events 应当是事件的列表")
    events = [event_from_mapping(item, place) for place, item in enumerate(given, start=1)]
    seen: set[int] = set()
    for event in events:
        if event.seq in seen:
            raise BadEvent(f"有两个事件的 seq 都是 {event.seq}，每个事件的 seq 应当不同")
        seen.add(event.seq)
    return events


def event_as_mapping(event: Event) -> dict[str, Any]:
    """The event as JSON can hold it, without the fields that say nothing."""
    told: dict[str, Any] = {"kind": event.kind}
    for slot in _SLOTS[event.kind].values():
        value = getattr(event, slot.name)
        if slot.is_required or value != slot.default:
            told[slot.name] = _plain(value)
    return told


def shortly(given: Any) -> str:
    """What was given, on one line and not longer than a line."""
    told = repr(given)
    return told if len(told) <= _LONGEST_ECHO else told[:_LONGEST_ECHO] + "…"


def _value(slot: _Slot, given: Any, where: str) -> Any:
    try:
        value = slot.read(given)
    except ValueError as wrong:
        raise BadEvent(f"{where} 的值 {shortly(given)} 不对：{wrong}") from None
    for code in value if isinstance(value, tuple) else (value,):
        if slot.allowed and isinstance(code, str) and code not in slot.allowed:
            raise BadEvent(f"{where} 的值 {shortly(code)} 不在可选范围内")
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Item):
        return {"text": value.text, "outcome": value.outcome, "article": value.article}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


_COMMON_LABELS = {"on": "发生日期", "seq": "序号"}


def _slot(field: "Field[Any]") -> _Slot:
    choices = field.metadata.get("choices", ())
    return _Slot(
        field.name,
        field.metadata.get("label", _COMMON_LABELS.get(field.name, field.name)),
        READERS[field.type],
        field.default,
        frozenset(code for code, _ in choices),
    )


_SLOTS: dict[str, dict[str, _Slot]] = {
    event.kind: {field.name: _slot(field) for field in fields(event)} for event in EVENTS
}
