"""Taking a holiday notice into the register: what it says, what stands against it, who may.

A notice counts for every agency of the register, so an admin at the head of the tree (or the
shell) imports it. It is written with its audit entry and the duty to reckon anew, or not at all.
"""

from dataclasses import dataclass
from datetime import date

from casework.desk.act import SHELL, Act
from casework.desk.refusals import NotAllowed, NotPermitted
from casework.law.calendar import WorkCalendar
from casework.law.notice_checks import Draft, doubts, is_known
from casework.law.notice_effect import moves_since
from casework.store.audit import Entry
from casework.store.mapping import notice_row
from casework.store.queries.agencies import agencies_below, parents_on
from casework.store.queries.moves import count_touched
from casework.store.queries.outbox import owe
from casework.store.tables import CalendarRunRow, NoticeRow

RECKON = "reckon"
"""The kind of duty that reckons anew after a notice."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A notice that was read, beside the calendar as it is and as it would be with it.

    `known`: this very notice is in the calendar already. `since` is the first day on which
    something may move, None where nothing can.
    """

    draft: Draft
    known: bool
    doubts: tuple[str, ...]
    before: WorkCalendar
    after: WorkCalendar
    since: date | None


def weigh(draft: Draft, calendar: WorkCalendar, today: date) -> Weighed:
    """What stands against a notice, and what would be if it were imported."""
    known = is_known(draft, calendar.notices)
    found = tuple(doubts(draft, calendar.notices, today))
    after = calendar if known or found else WorkCalendar((*calendar.notices, draft.notice))
    return Weighed(draft, known, found, calendar, after, moves_since(calendar, after))


def may_import(act: Act) -> bool:
    """Whether somebody may change the working days of every agency in the register."""
    if act.person_id is None:
        return True
    above = parents_on(act.tx, act.today)
    return any("admin" in held and at not in above for at, held in act.roles.items())


def demand_import(act: Act) -> None:
    """Refuse whoever may not import a notice; the preview tells of cases, so it asks this too."""
    if not may_import(act):
        raise NotPermitted(
            "放假通知对本系统的全部机关生效，须由最上级机关的管理员导入，请联系管理员"
        )


def agencies_administered(act: Act) -> set[int]:
    """The agencies of whose cases a preview tells this admin: their own and those below today."""
    return {
        below
        for at, held in act.roles.items()
        if "admin" in held
        for below in agencies_below(act.tx, at, act.today)
    }


def import_notice(act: Act, draft: Draft) -> None:
    """Let a notice count from now on, and owe the new reckoning of what it may move.

    Raises NotAllowed for what is known or in doubt, NotPermitted for anybody who may not.
    """
    demand_import(act)
    weighed = weigh(draft, act.calendar, act.today)
    if weighed.doubts:
        raise NotAllowed("；".join(weighed.doubts))
    if weighed.known or act.tx.get(NoticeRow, draft.number) is not None:
        raise NotAllowed(f"{draft.number}已经在日历中，不必再导入")
    row = notice_row(draft.notice, act.person_id)
    row.imported_at = act.now
    act.tx.add(row)
    act.tx.flush()
    cases = _owe_reckoning(act, draft.number, weighed.since)
    _note(act, "calendar.imported", draft.number, year=draft.year, cases=cases)


def _owe_reckoning(act: Act, number: str, since: date | None) -> int:
    if since is None:
        return 0
    total = count_touched(act.tx, since)
    act.tx.add(CalendarRunRow(number=number, since=since, total=total, started_at=act.now))
    owe(act.tx, [reckoning_duty(number, 0) | {"due_at": act.now, "created_at": act.now}])
    return total


def reckoning_duty(number: str, after: int) -> dict[str, object]:
    """The duty to reckon anew for a notice, from the case after this one on."""
    return {"kind": RECKON, "about": f"{RECKON}:{number}:{after}", "payload": {"number": number}}


def _note(act: Act, action: str, number: str, **detail: object) -> None:
    """The audit entry of what concerns no single agency."""
    act.tx.flush()
    actor = SHELL if act.person_id is None else f"person:{act.person_id}"
    entry = Entry(act.now, actor, "", action, f"notice:{number}", detail)
    act.office.audit.append(act.tx, entry)
