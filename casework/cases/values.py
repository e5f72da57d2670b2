"""One value of an event as a file may write it, read strictly; what is refused, with a reason."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from casework.cases.events import Item
from casework.law.calendar import LAST_DAY
from casework.law.outcomes import OUTCOMES_BY_CODE

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_EARLIEST = date(1990, 1, 1)
"""No paper in an office is older; what came in before the regulation is refused elsewhere."""

_MOST_DAYS = 1000
"""A term of more working days than this is a slip of the pen."""

_ITEM_FIELDS = {"text", "outcome", "article"}

Reader = Callable[[Any], Any]


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


READERS: dict[Any, Reader] = {
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
