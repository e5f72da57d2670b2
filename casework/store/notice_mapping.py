"""Between rows and holiday notices."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from casework.law.notices import Festival, Notice
from casework.store.tables import NoticeRow


def notice_row(notice: Notice, imported_by: int | None) -> NoticeRow:
    """The row of an imported notice."""
    return NoticeRow(**notice_columns(notice), imported_by=imported_by)


def notice_columns(notice: Notice) -> dict[str, Any]:
    """What a notice says, its festivals as JSON can hold them."""
    return {
        "number": notice.number,
        "issued_on": notice.issued_on,
        "year": notice.year,
        "festivals": [_festival_columns(festival) for festival in notice.festivals],
    }


def notice_of(row: NoticeRow) -> Notice:
    """The notice again."""
    return notice_from(row.number, row.issued_on, row.year, row.festivals)


def notice_from(
    number: str, issued_on: date, year: int, festivals: Iterable[dict[str, Any]]
) -> Notice:
    """The notice that its columns say."""
    return Notice(number, issued_on, year, tuple(_festival_of(item) for item in festivals))


def _festival_columns(festival: Festival) -> dict[str, Any]:
    return {
        "name": festival.name,
        "first": festival.first.isoformat(),
        "last": festival.last.isoformat(),
        "make_up": [day.isoformat() for day in festival.make_up],
    }


def _festival_of(item: dict[str, Any]) -> Festival:
    return Festival(
        item["name"],
        date.fromisoformat(item["first"]),
        date.fromisoformat(item["last"]),
        tuple(date.fromisoformat(day) for day in item["make_up"]),
    )
