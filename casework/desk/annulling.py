"""Setting right what was recorded wrongly: nothing is erased, everything says why."""

from datetime import date

from casework.cases.dependents import dependents, is_annulled
from casework.cases.events import Annulled, Event, Received
from casework.cases.standing import standing_events
from casework.cases.steps import read_history
from casework.desk.act import Act
from casework.desk.recording import CaseFile, add_events, open_file
from casework.desk.refusals import NeedsConsent, NotAllowed


def annul(
    act: Act, case_id: int, seq: int, reason: str, *, after: int, with_dependents: bool = False
) -> list[int]:
    """Annul an event that was recorded in error; gives the places of all that were annulled.

    What rests on it is annulled together with it, once the person has seen what that is and
    said so; until then NeedsConsent names it. The receipt is not annulled here, but corrected or
    the case voided.
    """
    file = open_file(act, case_id, after)
    target = _event(file, seq)
    if isinstance(target, Received) and not is_annulled(file.events, seq):
        raise NotAllowed("收到之日有误的请用“更正收到之日”；整件误登的请用“作废本件”")
    resting = [] if is_annulled(file.events, seq) else dependents(file.events, seq, act.today)
    if resting and not with_dependents:
        named = "、".join(f"第{event.seq}号（{event.on} {event.label}）" for event in resting)
        raise NeedsConsent(f"下列记录以该记录为前提，须一并撤销：{named}；请确认", resting)
    places = [seq, *(event.seq for event in resting)]
    add_events(
        act, file, [Annulled(on=act.today, target=place, reason=reason) for place in places]
    )
    act.note(file.agency, "case.annulled", f"case:{case_id}", annulled=places)
    return places


def correct_receipt(act: Act, case_id: int, received: Received, reason: str, *, after: int) -> int:
    """Replace the recorded receipt by the right one, in one action; the number is kept.

    Everything else in the record stays and every deadline is reckoned anew. Raises NotAllowed,
    naming it, if something recorded could not stand with the new day.
    """
    file = open_file(act, case_id, after)
    old = _standing_receipt(file, act.today)
    add_events(act, file, [Annulled(on=act.today, target=old.seq, reason=reason), received])
    days = {"was": old.on.isoformat(), "now": received.on.isoformat()}
    act.note(file.agency, "case.receipt_corrected", f"case:{case_id}", **days)
    return file.case.last_seq


def void_case(act: Act, case_id: int, reason: str, *, after: int) -> int:
    """Take a case out of the register that should not be in it (logged twice, not ours).

    It is counted nowhere from now on; its number is kept and never given again.
    """
    file = open_file(act, case_id, after)
    old = _standing_receipt(file, act.today)
    add_events(act, file, [Annulled(on=act.today, target=old.seq, reason=reason)])
    act.note(file.agency, "case.voided", f"case:{case_id}", annulled=[old.seq])
    return file.case.last_seq


def _event(file: CaseFile, seq: int) -> Event | None:
    return next((event for event in file.events if event.seq == seq), None)


def _standing_receipt(file: CaseFile, today: date) -> Received:
    kept, _ = standing_events(file.events)
    received = read_history(kept, today).received
    if received is None:
        raise NotAllowed("本件没有登记收到申请，无从更正或者作废；请直接登记收到申请")
    return received
