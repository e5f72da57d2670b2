"""A list of cases as it is shown or taken away: which rows, and whom and what they name."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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
from casework.store.queries.list_names import agency_names, applicants_of, staff_of
from casework.store.queries.lists import (
    NEWEST,
    START,
    Page,
    all_page,
    open_page,
)
from casework.store.queries.search import search_page
from casework.store.words import Wanted

MOST_EXPORTED = 5000
"""Cases that one workbook takes; of more, the list has to be narrowed."""

_ARRIVED = "来件待确认"


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


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list with the names that its rows refer to."""

    page: Page
    applicants: Mapping[int, list[str]] = field(default_factory=dict)
    staff: Mapping[int, str] = field(default_factory=dict)
    agencies: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def nothing(cls) -> "Listing":
        """What stands where the filters themselves are wrong."""
        return cls(Page([], before=False, after=False))


def list_cases(tx: Session, asked: Asked, size: int) -> Listing:
    """A page of cases, in three statements whatever it holds."""
    page = _page(tx, asked, size)
    if not asked.named:
        return Listing(page, agencies=agency_names(tx, (row.agency_id for row in page.rows)))
    names = applicants_of(tx, (row.id for row in page.rows))
    return Listing(page, names, staff_of(tx, asked.given["agency"]))


def export_cases(act: Act, code: str, title: str, asked: Asked) -> bytes:
    """The list as a workbook, from its beginning on; the audit says who took how many cases."""
    listing = list_cases(act.tx, asked, MOST_EXPORTED)
    rows = [_line(row, listing, named=asked.named) for row in listing.page.rows]
    act.note(act.agency(code), "cases.exported", f"agency:{code}", cases=len(rows))
    return ledger_xlsx(title, _OWN_COLUMNS if asked.named else _BELOW_COLUMNS, rows)


def _page(tx: Session, asked: Asked, size: int) -> Page:
    if asked.open_only:
        place = asked.place or START
        return open_page(tx, asked.given, place, size, backwards=asked.backwards)
    place = asked.place or NEWEST
    if asked.sought is None:
        return all_page(tx, asked.given, place, size, backwards=asked.backwards)
    if asked.sought.is_too_short:
        return Page([], before=False, after=False)
    if asked.named:
        given = dict(asked.given)
        return search_page(tx, asked.sought, given, place, size, backwards=asked.backwards)
    # Whoever only supervises finds a case by its whole number: texts and names are not theirs.
    given = {**asked.given, "number": asked.sought.typed}
    return all_page(tx, given, place, size, backwards=asked.backwards)


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


def _line(row: Row[Any], listing: Listing, *, named: bool) -> list[Cell]:
    who: list[Cell] = [row.number]
    if named:
        applicants = "、".join(listing.applicants.get(row.id, []))
        who += [row.subject, applicants, listing.staff.get(row.clerk_id, "")]
    else:
        who.append(listing.agencies.get(row.agency_id, ""))
    return [*who, *_course(row)]


def _course(row: Row[Any]) -> list[Cell]:
    channel = CHANNELS_BY_CODE.get(row.channel)
    kind = APPLICANT_KINDS_BY_CODE.get(row.applicant_kind)
    return [
        STATES.get(row.state, _ARRIVED),
        channel.label if channel else "",
        kind.label if kind else "",
        row.received_on,
        row.due_on,
        "暂定" if row.provisional else "",
        None if row.closed_on else row.next_on,
        "" if row.closed_on else NAMES.get(row.next_name, ""),
        row.closed_on,
        full_outcome(row.counted_outcome) if row.counted_outcome else "",
    ]
