"""Reconsiderations and lawsuits about the office's acts, from which table 四 is counted.

Only the agency of the original act enters a dispute: the body that upheld it on reconsideration
and is sued beside it (共同被告) does not, or one lawsuit would stand in two reports.

Above 150 lines because a dispute is small: its verbs and the one way in which they write stand
together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casework.cases.disputes import (
    Decided,
    DisputeAnnulled,
    DisputeEvent,
    Filed,
    dispute_objection,
    dispute_state,
)
from casework.desk.act import CASEWORKERS, Act
from casework.desk.once import done_before
from casework.desk.refusals import Added, Moved, NeedsConsent, NoSuchCase, NotAllowed
from casework.law.disputes import DISPUTE_KINDS, RESULTS
from casework.store.dispute_mapping import dispute_columns, dispute_event_row, dispute_events_of
from casework.store.queries.desk import dispute_by_form, dispute_events, lock_agency, lock_dispute
from casework.store.tables import AgencyRow, CaseRow, DisputeCaseRow, DisputeRow


@dataclass(slots=True)
class DisputeFile:
    """One dispute while somebody works on it."""

    dispute: DisputeRow
    agency: AgencyRow
    events: list[DisputeEvent]


def file_dispute(
    act: Act, code: str, filed: Filed, *, subject: str = "", form_id: str | None = None
) -> int:
    """Enter a reconsideration or a lawsuit against an act of the agency; gives its id.

    `filed.cases` are the ids of the cases it is about: none, one or several, all of the agency
    itself. The same form sent twice gives the first dispute again.
    """
    agency = lock_agency(act.tx, code)
    if agency is None:
        raise NoSuchCase(f"没有代码为“{code}”的机关，请核对")
    act.demand(agency, *CASEWORKERS)
    if form_id and (first := done_before(dispute_by_form(act.tx, form_id), agency)):
        return first.id
    if filed.dispute_kind not in {kind.code for kind in DISPUTE_KINDS}:
        raise NotAllowed(f"没有“{filed.dispute_kind}”这种争议，请从列表中选择")
    dispute = DisputeRow(
        agency_id=agency.id,
        number=filed.number,
        body=filed.body,
        subject=subject,
        form_id=form_id,
        created_at=act.now,
    )
    act.tx.add(dispute)
    act.tx.flush()
    _link(act, dispute, filed.cases)
    _add(act, DisputeFile(dispute, agency, []), [filed])
    act.note(agency, "dispute.filed", f"dispute:{dispute.id}", kind=filed.dispute_kind)
    return dispute.id


def decide_dispute(act: Act, dispute_id: int, decided: Decided, *, after: int) -> int:
    """Record how a dispute ended; a later instance's decision replaces the earlier one.

    A reply that was set aside is reopened by an event of its own at the case.
    """
    file = _open(act, dispute_id, after)
    if decided.result not in {result.code for result in RESULTS}:
        raise NotAllowed(f"没有“{decided.result}”这种结果，请从列表中选择")
    if decided.served_on is not None and decided.served_on > act.today:
        raise NotAllowed("送达日期在今天之后，请核对日期")
    _add(act, file, [decided])
    act.note(file.agency, "dispute.decided", f"dispute:{dispute_id}", result=decided.result)
    return file.dispute.last_seq


def annul_dispute_event(
    act: Act, dispute_id: int, seq: int, reason: str, *, after: int, with_dependents: bool = False
) -> list[int]:
    """Annul what was recorded in error; gives the places of all that were annulled.

    Decisions rest on the filing and fall with it (NeedsConsent names them first); a dispute
    without a filing is counted nowhere.
    """
    file = _open(act, dispute_id, after)
    if not reason.strip():
        raise NotAllowed("请写明撤销的原因")
    annulled = {e.target for e in file.events if isinstance(e, DisputeAnnulled)}
    if seq in annulled:
        raise NotAllowed(f"序号为{seq}的记录已经撤销，无需再次撤销")
    target = next((event for event in file.events if event.seq == seq), None)
    decisions = [e for e in file.events if isinstance(e, Decided) and e.seq not in annulled]
    resting = decisions if isinstance(target, Filed) else []
    if resting and not with_dependents:
        named = "、".join(f"第{event.seq}号（{event.on} 审结）" for event in resting)
        raise NeedsConsent(f"下列记录以该记录为前提，须一并撤销：{named}；请确认", resting)
    places = [seq, *(event.seq for event in resting)]
    _add(act, file, [DisputeAnnulled(on=act.today, target=p, reason=reason) for p in places])
    act.note(file.agency, "dispute.annulled", f"dispute:{dispute_id}", annulled=places)
    return places


def link_case(act: Act, dispute_id: int, case_id: int) -> None:
    """Say that a dispute is about a case; table 四 counts disputes and does not change."""
    file = _open(act, dispute_id)
    if act.tx.get(DisputeCaseRow, (dispute_id, case_id)) is None:
        _link(act, file.dispute, (case_id,))
        act.note(file.agency, "dispute.linked", f"dispute:{dispute_id}", case=case_id)


def unlink_case(act: Act, dispute_id: int, case_id: int) -> None:
    """Say that a dispute is not about a case after all."""
    file = _open(act, dispute_id)
    link = act.tx.get(DisputeCaseRow, (dispute_id, case_id))
    if link is not None:
        act.tx.delete(link)
        act.note(file.agency, "dispute.unlinked", f"dispute:{dispute_id}", case=case_id)


def put_dispute_columns(dispute: DisputeRow, events: Sequence[DisputeEvent]) -> bool:
    """Write what follows from a dispute's events; says whether anything was different before."""
    columns = dispute_columns(dispute_state(events))
    before = {name: getattr(dispute, name) for name in columns}
    for name, value in columns.items():
        setattr(dispute, name, value)
    return before != columns


def _open(act: Act, dispute_id: int, after: int | None = None) -> DisputeFile:
    dispute = lock_dispute(act.tx, dispute_id)
    if dispute is None or not act.has_role(dispute.agency_id, *CASEWORKERS):
        raise NoSuchCase("没有这件争议，或者您不在其机关任职，请核对编号")
    rows = dispute_events(act.tx, [dispute_id])
    events = dispute_events_of(rows)
    if after is not None and after != dispute.last_seq:
        added = [
            Added(event, row.recorded_by, row.recorded_at)
            for event, row in zip(events, rows, strict=True)
            if event.seq > after
        ]
        raise Moved("这件争议在您查看之后又有新的登记，请先看过新的登记再办理", added)
    return DisputeFile(dispute, act.agency_with_id(dispute.agency_id), events)


def _add(act: Act, file: DisputeFile, events: Iterable[DisputeEvent]) -> None:
    for event in events:
        _refuse(file.events, event, act.today)
        new = replace(event, seq=file.dispute.last_seq + 1)
        act.tx.add(dispute_event_row(file.dispute.id, new, act.recorder, act.now))
        file.events.append(new)
        file.dispute.last_seq = new.seq
    put_dispute_columns(file.dispute, file.events)


def _refuse(events: Sequence[DisputeEvent], event: DisputeEvent, today: date) -> None:
    sentence = dispute_objection(events, event)
    if event.on > today:
        sentence = f"日期在今天（{today}）之后，尚未发生的事不能登记，请核对日期"
    if sentence is not None:
        raise NotAllowed(sentence)


def _link(act: Act, dispute: DisputeRow, case_ids: Iterable[int]) -> None:
    """Only the agency that answered is the agency of the original act."""
    for case_id in dict.fromkeys(case_ids):
        case = act.tx.get(CaseRow, case_id)
        if case is None or case.agency_id != dispute.agency_id:
            raise NotAllowed("争议只由作出原答复的机关登记，所选办件不是本机关的，请核对")
        act.tx.add(DisputeCaseRow(dispute_id=dispute.id, case_id=case_id))
