"""A list of cases as it is shown or taken away."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from casework.cases.milestones import NAMES
from casework.cases.states import STATES
from casework.desk.act import Act
from casework.desk.case_words import full_outcome
from casework.law.applicants import APPLICANT_KINDS_BY_CODE
from casework.law.receipt import CHANNELS_BY_CODE
from casework.papers.ledger_xlsx import Cell, ledger_xlsx
from casework.store.queries.list_names import particulars_of
from casework.store.queries.lists import (
    NEWEST,
    NOTHING,
    START,
    Page,
    all_page,
    open_page,
)
from casework.store.queries.search import search_page
from casework.store.words import Wanted

MOST_EXPORTED = 5000
"""Cases that one workbook takes; of more, the list has to be narrowed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which cases: `given` names the filters, `agency` or `agencies` among them.

    `named` tells whether the reader may see who applied, and for what.
    """

    given: Mapping[str, Any]
    named: bool
    open_only: bool = False
    sought: Wanted | None = None
    place: Any = None
    backwards: bool = False

    def from_the_start(self) -> "Asked":
        """The same from the first page on."""
        return replace(self, place=None, backwards=False)


def list_cases(tx: Session, asked: Asked, size: int) -> Page:
    """A page of cases, in one statement, or two where the open ones without a day begin."""
    if asked.open_only:
        place = asked.place or START
        return open_page(tx, asked.given, place, size, backwards=asked.backwards)
    place = asked.place or NEWEST
    if asked.sought is None:
        return all_page(tx, asked.given, place, size, backwards=asked.backwards)
    if asked.sought.is_too_short:
        return NOTHING
    if asked.named:
        given = dict(asked.given)
        return search_page(tx, asked.sought, given, place, size, backwards=asked.backwards)
    # Whoever only supervises finds a case by its whole number: texts and names are not theirs.
    given = {**asked.given, "number": asked.sought.typed}
    return all_page(tx, given, place, size, backwards=asked.backwards)


def state_in_words(state: str | None) -> str:
    """The state of a case as lists say it; one that has only arrived has none."""
    return STATES.get(state or "", "来件待确认")


def export_cases(act: Act, code: str, title: str, asked: Asked) -> bytes:
    """The list as a workbook, from its beginning on; the audit says who took how many cases."""
    page = list_cases(act.tx, asked, MOST_EXPORTED)
    particulars = particulars_of(act.tx, (row.id for row in page.rows))
    rows = [_line(row, particulars[row.id], named=asked.named) for row in page.rows]
    act.note(act.agency(code), "cases.exported", f"agency:{code}", cases=len(rows))
    return ledger_xlsx(title, _OWN_COLUMNS if asked.named else _BELOW_COLUMNS, rows)


_STANDING = (("状态", 12), ("提交渠道", 14), ("申请人类型", 12), ("收到之日", 12))
_ENDING = (
    ("答复期限", 12),
    ("期限是否暂定", 12),
    ("下一期限", 12),
    ("下一事项", 14),
    ("办结之日", 12),
    ("办理结果", 32),
)
_OWN_COLUMNS = (
    *(("编号", 22), ("申请事项", 40), ("申请人", 20), ("承办人", 10)),
    *(*_STANDING, *_ENDING),
)
_BELOW_COLUMNS = (("编号", 22), ("机关", 20), *_STANDING, *_ENDING)


def _line(row: Row[Any], more: Row[Any], *, named: bool) -> list[Cell]:
    who = (row.subject, row.applicants, row.clerk) if named else (row.agency,)
    return [row.number, *who, *_course(row, more)]


def _course(row: Row[Any], more: Row[Any]) -> list[Cell]:
    channel = CHANNELS_BY_CODE.get(more.channel)
    kind = APPLICANT_KINDS_BY_CODE.get(more.applicant_kind)
    return [
        state_in_words(row.state),
        channel.label if channel else "",
        kind.label if kind else "",
        row.received_on,
        more.due_on,
        "暂定" if row.provisional else "",
        None if row.closed_on else row.next_on,
        "" if row.closed_on else NAMES.get(row.next_name, ""),
        row.closed_on,
        full_outcome(row.counted_outcome) if row.counted_outcome else "",
    ]
