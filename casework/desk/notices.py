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
from casework.law.notice_remarks import remarks
from casework.store.audit import Entry
from casework.store.notice_mapping import notice_row
from casework.store.queries.agencies import agencies_below, ever_below
from casework.store.queries.moves import count_touched
from casework.store.queries.notices import imported_notices
from casework.store.queries.outbox import owe
from casework.store.tables import CalendarRunRow, NoticeRow

RECKON = "reckon"
"""The kind of duty that reckons anew after the calendar was changed."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A notice that was read, beside the calendar as it is and as it would be with it.

    `known`: this very notice is in the calendar already. `doubts` forbid to import it, `remarks`
    ask to look twice. `since` is the first day on which something may move, None where none is.
    """

    draft: Draft
    known: bool
    doubts: tuple[str, ...]
    remarks: tuple[str, ...]
    before: WorkCalendar
    after: WorkCalendar
    since: date | None


def weigh(draft: Draft, calendar: WorkCalendar, today: date) -> Weighed:
    """What stands against a notice, and what would be if it were imported."""
    known = is_known(draft, calendar.notices)
    found = tuple(doubts(draft, calendar.notices, today))
    after = calendar if known or found else WorkCalendar((*calendar.notices, draft.notice))
    odd = () if known else tuple(remarks(draft))
    return Weighed(draft, known, found, odd, calendar, after, moves_since(calendar, after))


def may_import(act: Act) -> bool:
    """Whether somebody may change the working days of every agency in the register.

    An agency that an admin has founded below and let go again is no head of the tree.
    """
    if act.person_id is None:
        return True
    below = ever_below(act.tx)
    return any("admin" in held and at not in below for at, held in act.roles.items())


def demand_import(act: Act) -> None:
    """Refuse whoever may neither import nor withdraw; a preview tells of cases, so it asks too."""
    if not may_import(act):
        raise NotPermitted(
            "放假通知对本系统的全部机关生效，须由最上级机关的管理员导入或者撤回，请联系管理员"
        )


def begin_change(act: Act) -> None:
    """Begin a change of the calendar: by who may, one at a time, each knowing the one before."""
    demand_import(act)
    act.office.audit.hold(act.tx)


def agencies_administered(act: Act) -> set[int]:
    """The agencies of whose cases a preview tells this admin: their own and those below today."""
    return {
        below
        for at, held in act.roles.items()
        if "admin" in held
        for below in agencies_below(act.tx, at, act.today)
    }


def import_notice(act: Act, draft: Draft) -> int | None:
    """Let a notice count from now on; gives the reckoning it owes, None where nothing can move.

    Raises NotAllowed for what is known or in doubt, NotPermitted for anybody who may not.
    """
    begin_change(act)
    weighed = weigh(draft, act.calendar, act.today)
    if weighed.doubts:
        raise NotAllowed("；".join(weighed.doubts))
    if weighed.known or draft.number in {each.number for each in imported_notices(act.tx)}:
        raise NotAllowed(f"{draft.number}已经在日历中，不必再导入")
    row = notice_row(draft.notice, act.person_id)
    row.imported_at = act.now
    act.tx.add(row)
    act.tx.flush()
    return owe_reckoning(act, "calendar.imported", row, weighed.since)


def owe_reckoning(
    act: Act, action: str, row: NoticeRow, since: date | None, *, withdrawal: bool = False
) -> int | None:
    """Note that the calendar was changed, and owe the reckoning of what that may move."""
    total, run_id = 0, None
    if since is not None:
        total = count_touched(act.tx, since)
        run = CalendarRunRow(
            notice_id=row.id, withdrawal=withdrawal, since=since, total=total, started_at=act.now
        )
        act.tx.add(run)
        act.tx.flush()
        run_id = run.id
        owe(act.tx, [reckoning_duty(run_id, 0) | {"due_at": act.now, "created_at": act.now}])
    _note(act, action, row.number, year=row.year, cases=total)
    return run_id


def reckoning_duty(run_id: int, after: int) -> dict[str, object]:
    """The duty to go on with a reckoning, from the case after this one on."""
    return {"kind": RECKON, "about": f"{RECKON}:{run_id}:{after}", "payload": {"run": run_id}}


def _note(act: Act, action: str, number: str, **detail: object) -> None:
    """The audit entry of what concerns no single agency."""
    actor = SHELL if act.person_id is None else f"person:{act.person_id}"
    entry = Entry(act.now, actor, "", action, f"notice:{number}", detail)
    act.office.audit.append(act.tx, entry)
