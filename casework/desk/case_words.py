"""What is written in an event, in the words of its form; for the line of time and the checks."""

from collections.abc import Iterator
from dataclasses import Field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from casework.cases.events import Event, Item
from casework.law.outcomes import OUTCOMES_BY_CODE

_EMPTY: tuple[object, ...] = (None, "", ())


def details(event: Event, *, named: bool) -> tuple[tuple[str, str], ...]:
    """Label and value of everything filled in; without `named` nothing that was typed freely.

    What was typed may name a person; days, numbers and choices cannot.
    """
    return tuple(
        (field.metadata["label"], _told(field, getattr(event, field.name)))
        for field in fields(event)
        if field.metadata and _is_shown(field, getattr(event, field.name), named=named)
    )


def items_told(items: tuple[Item, ...]) -> str:
    """The points of a mixed reply in one line."""
    return "；".join(_item(item) for item in items)


def full_outcome(code: str) -> str:
    """An outcome with its official heading: “（三）不予公开 1.属于国家秘密”."""
    outcome = OUTCOMES_BY_CODE[code]
    return f"{outcome.group} {outcome.label}".strip()


def _is_shown(field: "Field[Any]", value: Any, *, named: bool) -> bool:
    if value in _EMPTY or (value is False and field.type is bool):
        return False
    typed = isinstance(value, str) and not field.metadata["choices"]
    return named or not (typed or field.name == "items")


def _told(field: "Field[Any]", value: Any) -> str:
    if field.name == "items":
        return items_told(value)
    if field.name == "outcome":
        return full_outcome(value)
    choices = dict(field.metadata["choices"])
    return "、".join(_one(choices.get(part, part)) for part in _parts(value))


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        yield from value
    else:
        yield value


def _one(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _item(item: Item) -> str:
    article = f"（{item.article}）" if item.article else ""
    return f"{item.text}：{full_outcome(item.outcome)}{article}"
