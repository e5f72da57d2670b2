"""Events from and to plain mappings: what a file, a form or a stored row holds.

The rules are read off the event classes, so a new field needs nothing here.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from casework.cases.events import EVENTS, EVENTS_BY_KIND, Event, Item
from casework.law.calendar import LAST_DAY
from casework.law.outcomes import OUTCOMES_BY_CODE


class BadEvent(ValueError):
    """What was given is not an event; the message says what is wrong and where."""


_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_EARLIEST = date(1990, 1, 1)
"""No paper in an office is older; what came in before the regulation is refused elsewhere."""

_LONGEST_ECHO = 60

_MOST_DAYS = 1000
"""A term of more working days than this is a slip of the pen."""

Reader = Callable[[Any], Any]


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


def read_day(given: Any) -> date:
    """A legal day from its ISO text; raises ValueError with a Chinese reason."""
    if not isinstance(given, str) or not _ISO_DAY.fullmatch(given):
        raise ValueError("应当是 2023-03-01 这样的日期")
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise ValueError("没有这一天，应当是 2023-03-01 这样的日期") from None
    if not _EARLIEST <= day <= LAST_DAY:
        raise ValueError(f"不在 {_EARLIEST} 至 {LAST_DAY} 的日历范围内")
    return day


def _text(given: Any) -> str:
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise ValueError("应当是文字")
    text = str(given)
    if not text.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("含有不完整的字符")
    return text


def _flag(given: Any) -> bool:
    if not isinstance(given, bool):
        raise ValueError("应当是 true 或者 false")
    return given


def _place(given: Any) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or given < 1:
        raise ValueError("应当是正整数")
    return given


def _days(given: Any) -> int:
    days = _place(given)
    if days > _MOST_DAYS:
        raise ValueError(f"应当是不大于{_MOST_DAYS}的正整数")
    return days


def _amount(given: Any) -> Decimal:
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise ValueError("应当是金额")
    try:
        amount = Decimal(str(given))
    except InvalidOperation:
        raise ValueError("应当是金额") from None
    if not amount.is_finite() or amount < 0:
        raise ValueError("应当是不小于0的金额")
    return amount


def _codes(given: Any) -> tuple[str, ...]:
    many = given if isinstance(given, list | tuple) else [given]
    return tuple(_text(code) for code in many)


def _items(given: Any) -> tuple[Item, ...]:
    if not isinstance(given, list | tuple):
        raise ValueError("应当是分项的列表")
    return tuple(_item(item) for item in given)


def _item(given: Any) -> Item:
    if not isinstance(given, Mapping) or not {"text", "outcome"} <= set(given) <= _ITEM_FIELDS:
        raise ValueError("每个分项应当有 text、outcome，可以有 article")
    outcome = _text(given["outcome"])
    if outcome not in OUTCOMES_BY_CODE:
        raise ValueError(f"没有“{outcome}”这种办理结果")
    return Item(_text(given["text"]), outcome, _text(given.get("article", "")))


_ITEM_FIELDS = {"text", "outcome", "article"}

_READERS: dict[Any, Reader] = {
    date: read_day,
    date | None: read_day,
    str: _text,
    bool: _flag,
    bool | None: _flag,
    int: _place,
    int | None: _days,
    Decimal | None: _amount,
    tuple[str, ...]: _codes,
    tuple[Item, ...]: _items,
}


_COMMON_LABELS = {"on": "发生日期", "seq": "序号"}


def _slot(field: "Field[Any]") -> _Slot:
    choices = field.metadata.get("choices", ())
    return _Slot(
        field.name,
        field.metadata.get("label", _COMMON_LABELS.get(field.name, field.name)),
        _READERS[field.type],
        field.default,
        frozenset(code for code, _ in choices),
    )


_SLOTS: dict[str, dict[str, _Slot]] = {
    event.kind: {field.name: _slot(field) for field in fields(event)} for event in EVENTS
}
