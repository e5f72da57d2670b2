"""A holiday notice given as days: JSON as another register writes it, or CSV from a spreadsheet.

JSON: {"number": …, "issued_on": …, "year": …, "off": [days], "work": [days]}. CSV: lines
`number,…`, `issued_on,…`, `year,…`, then one line a day: day, off or work, and the festival.
"""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from casework.law.notice_checks import Draft, Item, festivals_of
from casework.papers.notice_dates import Unreadable

_HEADINGS = ("number", "issued_on", "year")
_KINDS = {"off": "off", "放假": "off", "work": "work", "上班": "work"}
_LARGEST_LINE = 200


class _Paper(BaseModel):
    """What both forms say."""

    model_config = ConfigDict(extra="forbid")

    number: str = Field(pattern=r"^国办\w{1,4}〔\d{4}〕\d{1,3}号$")
    issued_on: date
    year: int
    off: list[date] = Field(min_length=1, max_length=60)
    work: list[date] = Field(max_length=30)
    names: dict[date, str] = {}


def read_notice_json(text: str) -> Draft:
    """The notice that a JSON text is; raises Unreadable with the field that is wrong."""
    return _draft(lambda: _Paper.model_validate_json(text))


def read_notice_csv(text: str) -> Draft:
    """The notice that a CSV text is; raises Unreadable with the line that is wrong."""
    told: dict[str, object] = {"off": [], "work": [], "names": {}}
    for number, row in enumerate(csv.reader(io.StringIO(text)), 1):
        cells = [cell.strip() for cell in row]
        if any(cells) and cells[:2] != ["date", "off|work"]:
            _take(told, cells, f"第{number}行“{','.join(row)[:_LARGEST_LINE]}”")
    return _draft(lambda: _Paper.model_validate(told))


def _take(told: dict[str, object], cells: list[str], where: str) -> None:
    first, second, name = [*cells, "", ""][:3]
    if first in _HEADINGS:
        told[first] = second
        return
    if second not in _KINDS:
        raise Unreadable(f"{where}：第二列应当是 off（放假）或者 work（上班）")
    try:
        day = date.fromisoformat(first)
    except ValueError:
        raise Unreadable(f"{where}：日期应当写成 2027-01-01 这样") from None
    days, names = told[_KINDS[second]], told["names"]
    assert isinstance(days, list)
    assert isinstance(names, dict)
    days.append(day)
    if name:
        names[day] = name


def _draft(read: Callable[[], _Paper]) -> Draft:
    try:
        paper = read()
    except ValidationError as wrong:
        raise Unreadable("；".join(_said(wrong))) from None
    try:
        festivals = festivals_of(paper.year, paper.off, paper.work, paper.names)
    except ValueError as wrong:
        raise Unreadable(str(wrong)) from None
    items = tuple(Item(festival) for festival in festivals)
    return Draft(paper.number, paper.issued_on, paper.year, items, amends=False)


def _said(wrong: ValidationError) -> Iterator[str]:
    for error in wrong.errors():
        where = ".".join(map(str, error["loc"])) or "JSON"
        yield f"{where} 不对：{error['msg']}"
