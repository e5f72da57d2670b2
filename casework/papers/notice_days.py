"""A holiday notice given as days: JSON as `calendar show` prints it, or CSV from a spreadsheet.

JSON: {"number": …, "issued_on": …, "year": …, "off": [days], "work": [days]}. CSV: lines
`number,…`, `issued_on,…`, `year,…`, then one line a day: day, off or work, and the festival. What
the paper does not say (number, day of issue) may be said beside it. Above 150 lines because each
thing that can be wrong in a line has its sentence.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from casework.law.notice_checks import Draft, Item, festivals_of, missing_festivals
from casework.papers.notice_dates import Beside, Unreadable, numbers_in, the_one
from casework.papers.notice_words import plain
from casework.papers.strict_json import BadJson, strict_json

_HEADINGS = {
    "number": "number",
    "文号": "number",
    "发文字号": "number",
    "issued_on": "issued_on",
    "发布日期": "issued_on",
    "成文日期": "issued_on",
    "year": "year",
    "年度": "year",
    "年份": "year",
}
_TITLES = {"date", "day", "on", "日期"}
_KINDS = {"off": "off", "放假": "off", "work": "work", "上班": "work", "调休上班": "work"}
_LARGEST_LINE = 200
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_EXPLAINS = ("status", "source", "note", "workdays", "days")
"""What `calendar show` and collected calendars say beside the days."""
_WRONG = {
    "missing": "没有这一项，请补上",
    "extra_forbidden": "不认识这一项，请核对拼写",
    "too_short": "没有放假的日子",
    "too_long": "日子过多，请核对",
}
_WRITTEN_WRONG = "写法不对；日期应当写成 2027-01-01 这样，放假和上班的日子写成列表"


class _Paper(BaseModel):
    """What both forms say."""

    model_config = ConfigDict(extra="forbid")

    number: str | None = None
    issued_on: date | None = None
    year: int | None = None
    off: list[date] = Field(min_length=1, max_length=60)
    work: list[date] = Field(max_length=30)
    names: dict[date, str] = {}


def read_notice_json(text: str, beside: Beside) -> Draft:
    """The notice that a JSON text is; raises Unreadable with the field that is wrong."""
    try:
        told = strict_json(text.encode())
    except BadJson as wrong:
        raise Unreadable(str(wrong)) from None
    if not isinstance(told, dict):
        raise Unreadable("JSON 应当是一份通知：{} 内写 number、issued_on、year、off、work")
    told = {name: value for name, value in told.items() if name not in _EXPLAINS}
    _take_notices(told, told.pop("notices", []))
    names = told.get("names")
    if isinstance(names, dict) and all(isinstance(days, list) for days in names.values()):
        told["names"] = {str(day): name for name, days in names.items() for day in days}
    return _draft(told, beside)


def looks_like_csv(text: str) -> bool:
    """Whether a text is a table: its first line begins with a heading or a day."""
    line = next((line for line in text.lstrip("\ufeff").splitlines() if line.strip()), "")
    cells = [cell.strip().lower() for cell in re.split("[,\t]", line)]
    known = cells[0] in _HEADINGS or cells[0] in _TITLES or _DAY.fullmatch(cells[0])
    return len(cells) > 1 and bool(known)


def read_notice_csv(text: str, beside: Beside) -> Draft:
    """The notice that a CSV text is; raises Unreadable with the line that is wrong."""
    told: dict[str, Any] = {"off": [], "work": [], "names": {}}
    delimiter = "\t" if "\t" in text else ","
    lines = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter)
    try:
        for number, row in enumerate(lines, 1):
            cells = [cell.strip() for cell in row]
            if any(cells) and cells[0].lower() not in _TITLES:
                _take(told, cells, f"第{number}行“{delimiter.join(row)[:_LARGEST_LINE]}”")
    except csv.Error as wrong:
        raise Unreadable(f"不是正确的 CSV：{wrong}") from None
    return _draft(told, beside)


def _take_notices(told: dict[str, Any], notices: object) -> None:
    """`calendar show` names the notices of the year; only of one can the days be told apart."""
    if not isinstance(notices, list) or not all(isinstance(each, dict) for each in notices):
        raise Unreadable("notices 不对：应当是一个列表")
    if len(notices) > 1:
        raise Unreadable("这是几份通知合起来的日历，请分别导入每份通知的原文")
    for notice in notices:
        told |= {name: notice[name] for name in ("number", "issued_on") if name in notice}


def _take(told: dict[str, Any], cells: list[str], where: str) -> None:
    first, second, name = [*cells, "", ""][:3]
    heading = _HEADINGS.get(first.lower())
    if heading is not None:
        if heading in told:
            raise Unreadable(f"{where}：这一项写了两次")
        told[heading] = str(_day(second, where)) if heading == "issued_on" else second
        return
    if second.lower() not in _KINDS:
        raise Unreadable(f"{where}：第二列应当是 off（放假）或者 work（上班）")
    day = _day(first, where)
    told[_KINDS[second.lower()]].append(day)
    if name:
        told["names"][day] = name


def _day(written: str, where: str) -> date:
    match = _DAY.fullmatch(written)
    try:
        return date(*map(int, match.groups())) if match else date.fromisoformat(written)
    except ValueError:
        raise Unreadable(f"{where}：日期应当写成 2027-01-01 这样") from None


def _draft(told: Mapping[str, Any], beside: Beside) -> Draft:
    try:
        paper = _Paper.model_validate(told)
    except ValidationError as wrong:
        raise Unreadable("；".join(_said(wrong))) from None
    if len({*paper.off, *paper.work}) < len(paper.off) + len(paper.work):
        raise Unreadable("有的日子写了两次，请核对放假和上班的日子")
    years = [paper.year] if paper.year is not None else []
    year = the_one("年度", years, beside.year)
    number = the_one("文号", _numbers(paper.number), beside.number)
    issued_on = the_one("发布日期", [paper.issued_on] if paper.issued_on else [], beside.issued_on)
    try:
        festivals = festivals_of(year, paper.off, paper.work, paper.names)
    except ValueError as wrong:
        raise Unreadable(str(wrong)) from None
    items = tuple(Item(festival) for festival in festivals)
    return Draft(number, issued_on, year, items, amends=bool(missing_festivals(items)))


def _numbers(written: str | None) -> list[str]:
    if written is None:
        return []
    found = numbers_in(plain(written))
    if len(found) != 1 or len(plain(written)) > len(found[0]) + 1:
        raise Unreadable(f"文号“{written[:_LARGEST_LINE]}”应当写成 国办发明电〔2026〕1号 这样")
    return found


def _said(wrong: ValidationError) -> Iterator[str]:
    for error in wrong.errors():
        where = ".".join(map(str, error["loc"]))
        yield f"{where}：{_WRONG.get(error['type'], _WRITTEN_WRONG)}"
