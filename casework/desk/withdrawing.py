"""Withdrawing a holiday notice that should not have been imported: forged, mistaken, a wrong file.

It stays with the reason, for dates were told that rested on it: the register as of a day in
between still reckons with it, and so does a proof bundle made then. From the withdrawal on every
case, closed ones too, is reckoned as if it had never been there.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from casework.desk.act import Act
from casework.desk.notices import begin_change, owe_reckoning
from casework.desk.refusals import NoSuchCase, NotAllowed
from casework.law.calendar import WorkCalendar
from casework.law.notice_effect import moves_since
from casework.law.notices import NOTICES
from casework.store.queries.notices import lock_notice, notices_numbered
from casework.store.tables import NoticeRow


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An imported notice, and the calendar as it would be without it.

    `refusal` says why it cannot be withdrawn, “” where it can. `since` is the first day on which
    something may move, None where nothing can.
    """

    row: NoticeRow
    refusal: str
    after: WorkCalendar
    since: date | None


def weigh_withdrawal(row: NoticeRow, calendar: WorkCalendar) -> Withdrawal:
    """What stands against a withdrawal, and what would be after it."""
    refusal = _refusal(row, calendar)
    kept = [notice for notice in calendar.notices if notice.number != row.number]
    after = calendar if refusal else WorkCalendar(kept)
    return Withdrawal(row, refusal, after, moves_since(calendar, after))


def _refusal(row: NoticeRow, calendar: WorkCalendar) -> str:
    if row.withdrawn_at is not None:
        return f"{row.number}已经撤回，不必再撤回"
    if row.number in {notice.number for notice in NOTICES}:
        return f"{row.number}随程序提供，不能撤回；确有错误的，请联系技术支持"
    for notice in calendar.notices:
        if notice.year == row.year and notice.issued_on > row.issued_on:
            return f"{notice.number}是在{row.number}之后调整{row.year}年安排的，请先撤回它"
    return ""


def imported_notice(session: Session, number: str) -> NoticeRow:
    """The import of a number, the one that counts before those withdrawn; raises NoSuchCase."""
    rows = sorted(
        notices_numbered(session, number), key=lambda row: (row.withdrawn_at is None, row.id)
    )
    if not rows:
        raise NoSuchCase(f"没有导入过{number}，请核对文号；随程序提供的通知不能撤回")
    return rows[-1]


def withdraw_notice(act: Act, notice_id: int, reason: str) -> int | None:
    """Let a notice count no longer; gives the reckoning that is owed, None where nothing moves.

    Raises NotAllowed where it cannot be, NotPermitted for anybody who may not, NoSuchCase.
    """
    begin_change(act)
    row = lock_notice(act.tx, notice_id)
    if row is None:
        raise NoSuchCase("没有导入过这份通知，请从日历页重新打开")
    found = weigh_withdrawal(row, act.calendar)
    if found.refusal:
        raise NotAllowed(found.refusal)
    if not reason.strip():
        raise NotAllowed("请写明撤回的原因，如“导入了错误的文件”")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = act.now, act.person_id, reason.strip()
    act.tx.flush()
    return owe_reckoning(act, "calendar.withdrawn", row, found.since, withdrawal=True)
