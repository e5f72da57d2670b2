"""Where a page of a list begins: a place in an address, read and written."""

from datetime import date
from typing import Any, NoReturn

from flask import abort, request

from casework.store.queries.lists import NEWEST, START, Cursor


def open_place() -> tuple[Cursor, bool]:
    """Where the page of open cases begins, and whether it is read backwards."""
    text, backwards = _place()
    if not text:
        return START, False
    day, _, number = text.partition(".")
    try:
        return Cursor(date.fromisoformat(day) if day else None, _id(number)), backwards
    except ValueError:
        _refuse_place()


def all_place() -> tuple[int, bool]:
    """The same for all cases."""
    text, backwards = _place()
    try:
        return (_id(text), backwards) if text else (NEWEST, False)
    except ValueError:
        _refuse_place()


def place_of(row: Any) -> str:
    """A row of the open cases as a place."""
    return f"{row.next_on or ''}.{row.id}"


def _place() -> tuple[str, bool]:
    before = request.values.get("before", "")
    return (before, True) if before else (request.values.get("after", ""), False)


def _id(text: str) -> int:
    number = int(text)
    if not 0 <= number <= NEWEST:
        raise ValueError(text)
    return number


def _refuse_place() -> NoReturn:
    abort(400, "翻页的位置不对，请从第一页重新打开。")
