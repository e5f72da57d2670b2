"""From a number of the annual report to what it counts: its cases, disputes or documents.

The same conditions count and list, so that a number and the list behind it never differ. Above
150 lines because each kind of number has its own way to what it counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from casework.desk.figures import COUNTED_LINES, is_counted
from casework.desk.refusals import NoSuchCase
from casework.desk.reporting import document_counts
from casework.law.applicants import APPLICANT_KINDS_BY_CODE
from casework.law.disputes import DISPUTE_KINDS, RESULTS
from casework.law.outcomes import OUTCOMES_BY_CODE
from casework.report.forms import OTHER_ALL, OTHER_OUTCOMES, SUMMARY_ROWS, form_of
from casework.report.period import PERIOD_FORM
from casework.store.queries.drilling import (
    cases_behind,
    count_cases_behind,
    count_disputes_behind,
    disputes_behind,
    register_of_documents,
)
from casework.store.queries.list_names import applicants_of

PAGE = 50
"""Lines a page."""


@dataclass(frozen=True, slots=True)
class Drilled:
    """A page of what a number counts. `after` is where the next page begins, None at the end.

    `names` are the applicants of each case, empty for those who may not know them.
    """

    total: int
    rows: Sequence[Row[Any]]
    after: int | None
    names: Mapping[int, list[str]]


def cases_of_cell(
    session: Session,
    agency_ids: Sequence[int],
    year: int,
    cell: tuple[str, str],
    *,
    after: int = 0,
    named: bool = False,
) -> Drilled:
    """The cases that a cell of table 三, (row, column), counts; NoSuchCase where it has none."""
    row, column = cell
    if row not in {each.key for each in form_of(year).table3}:
        raise NoSuchCase(f"{year}年的表三没有这一行，请从年度报告页面进入")
    key = row if row in SUMMARY_ROWS and row != "outcome_total" else "outcome"
    given = {"year": year, "agency_ids": list(agency_ids), "kinds": _kinds(column)}
    return _page_of_cases(session, key, given | _outcomes(key, row), after, named=named)


def cases_of_period(
    session: Session,
    agency_ids: Sequence[int],
    span: tuple[date, date],
    cell: tuple[str, str],
    *,
    after: int = 0,
    named: bool = False,
) -> Drilled:
    """The cases that a cell of a period's table counts."""
    row, column = cell
    if row not in {each.key for each in PERIOD_FORM.table3}:
        raise NoSuchCase("时段统计没有这一行，请从时段统计页面进入")
    key = "period_new" if row == "new" else "period_outcome"
    given = between(span) | {"agency_ids": list(agency_ids), "kinds": _kinds(column)}
    return _page_of_cases(session, key, given | _outcomes(key, row), after, named=named)


def between(span: tuple[date, date]) -> dict[str, Any]:
    """A period as the statements want it: its days, and the years that the index knows."""
    since, until = span
    years = {"first_year": since.year, "last_year": until.year}
    return {"since": since, "until": until, **years}


def disputes_of_cell(
    session: Session,
    agency_ids: Sequence[int],
    year: int,
    cell: tuple[str, str],
    *,
    after: int = 0,
) -> Drilled:
    """The disputes that a cell of table 四, (kind, column), counts."""
    kind, column = cell
    results = [result.code for result in RESULTS]
    if kind not in {each.code for each in DISPUTE_KINDS} or column not in {
        *results,
        "pending",
        "total",
    }:
        raise NoSuchCase("表四没有这一格，请从年度报告页面进入")
    key = "decided" if column in results else column
    given: dict[str, Any] = {"year": year, "agency_ids": list(agency_ids), "kinds": [kind]}
    if key == "decided":
        given["results"] = [column]
    rows = disputes_behind(session, key, given | {"after": after, "limit": PAGE + 1})
    total = count_disputes_behind(session, key, given)
    return Drilled(total, rows[:PAGE], _rest(rows), {})


def documents_of_cell(
    session: Session, agency_ids: Sequence[int], year: int, cell: tuple[str, str]
) -> list[Row[Any]]:
    """The rules or normative documents that a counted cell of table 二 counts, all of them."""
    line, column = cell
    columns = ("issued", "repealed", "in_force")
    if line not in COUNTED_LINES or not is_counted(line, form_of(year)) or column not in columns:
        raise NoSuchCase("表二的这一格不由文件登记统计，请从年度报告页面进入")
    place = columns.index(column)
    return [
        row
        for row in register_of_documents(session, agency_ids)
        if row.kind == line and document_counts(row, year)[place]
    ]


def _kinds(column: str) -> list[str]:
    if column == "total":
        return list(APPLICANT_KINDS_BY_CODE)
    if column not in APPLICANT_KINDS_BY_CODE:
        raise NoSuchCase("表三没有这一列，请从年度报告页面进入")
    return [column]


def _outcomes(key: str, row: str) -> dict[str, list[str]]:
    if not key.endswith("outcome"):
        return {}
    if row == "outcome_total":
        return {"outcomes": list(OUTCOMES_BY_CODE)}
    return {"outcomes": list(OTHER_OUTCOMES) if row == OTHER_ALL else [row]}


def _page_of_cases(
    session: Session, key: str, given: Mapping[str, Any], after: int, *, named: bool
) -> Drilled:
    rows = cases_behind(session, key, {**given, "after": after, "limit": PAGE + 1})
    shown = rows[:PAGE]
    names = applicants_of(session, [row.id for row in shown]) if named else {}
    return Drilled(count_cases_behind(session, key, given), shown, _rest(rows), names)


def _rest(rows: Sequence[Row[Any]]) -> int | None:
    return rows[PAGE - 1].id if len(rows) > PAGE else None
