"""Published reports of units outside the register: read, checked, then accepted by a person."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.desk.act import Act
from casework.desk.refusals import Moved, NotAllowed
from casework.desk.unit_steps import collector, line_of, write_step
from casework.desk.units import newest_paper
from casework.report.addresses import values
from casework.report.document import as_json
from casework.report.findings import covered, name
from casework.report.forms import form_of
from casework.report.summing import report_from
from casework.store.queries.collecting import steps_of_units

_COUNT = re.compile(r"[0-9]{1,9}")
_MONEY = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class Paper:
    """The report of a unit outside the register, as it was read from what it published."""

    report: Mapping[str, Any]
    text: str
    unread: tuple[str, ...]
    sha256: str
    published_on: date | None = None
    published_at: str = ""


def hand_in(act: Act, code: str, year: int, unit: str, paper: Paper) -> None:
    """Take in what a unit outside the register has published; it is in no sum yet."""
    agency = collector(act, code)
    line = line_of(act, agency, year, unit)
    if not line.is_outside:
        raise NotAllowed(f"{line.name}在本系统内，其报告由该单位自己封存提交，不用上传")
    if paper.report.get("year") not in (None, year):
        raise NotAllowed(f"这是{paper.report['year']}年度的报告，不是{year}年度的，请核对")
    if paper.published_at and not paper.published_at.startswith(("https://", "http://")):
        raise NotAllowed("公布网址应当以 https:// 或者 http:// 开头，请核对")
    if paper.published_on and not date(year, 12, 31) < paper.published_on <= act.today:
        raise NotAllowed(f"公布日期应当在{year}年12月31日之后、今天（{act.today}）以前，请核对")
    write_step(
        act,
        agency,
        year,
        unit,
        "submitted",
        report={"report": dict(paper.report), "text": paper.text, "unread": list(paper.unread)},
        sha256=paper.sha256,
        published_on=paper.published_on,
        published_at=paper.published_at,
    )


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person read in the original: cells by address, and how they know."""

    cells: Mapping[str, str]
    note: str = ""


def accept_report(act: Act, code: str, year: int, unit: str, typed: Typed, *, seen: int) -> None:
    """Let the report of a unit outside count in the sum, from now on.

    `seen` is the id of the step the reader's page showed. Raises NotAllowed while a cell that
    could not be read is missing from `typed`, or unexplained.
    """
    agency = collector(act, code)
    steps = steps_of_units(act.tx, [agency.id], year).get((agency.id, unit), [])
    paper = newest_paper(steps)
    if paper is None or paper.report is None or steps[-1].step != "submitted":
        raise NotAllowed("没有待采用的报告，请先上传")
    if paper.id != seen:
        raise Moved("报告在您查看之后又有新的提交，请先看过再采用")
    told = dict(paper.report)
    told["report"], told["unread"] = _filled(told, year, typed), []
    report = {"report": told["report"], "text": told["text"], "unread": []}
    write_step(
        act, agency, year, unit, "accepted", typed.note.strip(), report=report, sha256=paper.sha256
    )


def _filled(told: Mapping[str, Any], year: int, typed: Typed) -> Any:
    """The report with the cells that a person read; refuses while an unread one is left open."""
    cells = values(told["report"], form_of(year))
    unread = set(unread_cells(told, year))
    given = {w: typed.cells.get(w, "").strip() for w, value in cells.items() if value is None}
    for where, text in given.items():
        if text:
            cells[where] = _number(where, text)
        elif where in unread:
            raise NotAllowed(f"{name(where)}未能读出，也没有填写，请对照原件填写")
    if any(given.values()) and not typed.note.strip():
        raise NotAllowed("有人工填写的数字，请在说明中写明依据")
    printed = told["report"].get("agency") or ""
    return as_json(report_from(cells, year, printed, None))


def _number(where: str, text: str) -> int | str:
    money = where == "table2/fees_wan"
    pattern = _MONEY if money else _COUNT
    if not pattern.fullmatch(text):
        raise NotAllowed(f"{name(where)}填的“{text}”不是数字，请对照原件填写")
    return text if money else int(text)


def open_cells(told: Mapping[str, Any], year: int) -> list[str]:
    """The cells of a report from outside that hold no number: blank ones and unread ones."""
    cells = values(told["report"], form_of(year))
    return [where for where, value in cells.items() if value is None]


def unread_cells(told: Mapping[str, Any], year: int) -> list[str]:
    """Those among them that have something which could not be read with certainty."""
    return [where for where in open_cells(told, year) if covered(where, told["unread"])]
