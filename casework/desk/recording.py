"""Recording what happened to a case: the one way in which events are added."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from casework.cases.dependents import fallen_by
from casework.cases.events import Annulled, Closed, Event, Received
from casework.cases.gates import closing_gates, receipt_gate, unfilled
from casework.cases.history import History
from casework.cases.parsing import BadEvent, event_as_mapping, event_from_mapping
from casework.cases.projection import project
from casework.cases.standing import standing_events
from casework.cases.steps import read_history
from casework.desk.act import CASEWORKERS, Act
from casework.desk.refusals import Added, Moved, NoSuchCase, NotAllowed
from casework.store.mapping import event_of, event_row, events_of, put_projection
from casework.store.queries.cases import history, lock_case
from casework.store.tables import AgencyRow, CaseRow


@dataclass(slots=True)
class CaseFile:
    """One case while somebody works on it: its row, its agency, everything recorded so far."""

    case: CaseRow
    agency: AgencyRow
    events: list[Event]


def record(act: Act, case_id: int, event: Event, *, after: int) -> int:
    """Record what happened to a case, the closing included; gives its place in the record.

    `after` is the last place the reader saw. Raises NotAllowed for what cannot have happened, is
    incomplete, lacks its ground, or would leave something recorded earlier without sense.
    """
    if isinstance(event, Annulled):
        raise NotAllowed("撤销误登的记录请用“撤销”办理")
    file = open_file(act, case_id, after)
    add_events(act, file, [event])
    act.note(file.agency, f"case.{event.kind}", f"case:{case_id}", seq=file.case.last_seq)
    return file.case.last_seq


def view_file(act: Act, case_id: int) -> CaseFile:
    """One case to look at, in a reading session too; raises NoSuchCase as `open_file` does."""
    case = _of_this_office(act, act.tx.get(CaseRow, case_id))
    return CaseFile(case, act.agency_with_id(case.agency_id), events_of(history(act.tx, case_id)))


def open_file(act: Act, case_id: int, after: int | None = None) -> CaseFile:
    """Take a case to work on it: nobody else can until the action ends.

    Raises NoSuchCase also for a case of an agency the person does not work for, and Moved when
    something was recorded after the place the reader saw.
    """
    case = _of_this_office(act, lock_case(act.tx, case_id))
    rows = history(act.tx, case_id)
    if after is not None and after != case.last_seq:
        added = [
            Added(event_of(row), row.recorded_by, row.recorded_at)
            for row in rows
            if row.seq > after
        ]
        raise Moved(f"{case.number}在您查看之后又有新的登记，请先看过新的登记再办理", added)
    return CaseFile(case, act.agency_with_id(case.agency_id), events_of(rows))


def add_events(act: Act, file: CaseFile, events: Sequence[Event]) -> None:
    """Add events that belong together to the record, and bring everything derived up to date."""
    first = file.case.last_seq + 1
    new = [replace(_readable(event), seq=seq) for seq, event in enumerate(events, first)]
    for event in new:
        _refuse_incomplete(event)
        if isinstance(event, Closed):
            _refuse_ungrounded(act, file, event)
    refuse_fallen(file.events, new, act.today)
    act.tx.add_all([event_row(file.case.id, event, act.recorder, act.now) for event in new])
    file.events.extend(new)
    file.case.last_seq = new[-1].seq
    put_projection(act.tx, file.case, project(file.events, act.calendar))


def refuse_fallen(events: Sequence[Event], new: Sequence[Event], today: date) -> None:
    """Refuse new events that cannot stand, or that would make standing ones fall."""
    own = {event.seq for event in new}
    fallen = fallen_by(events, new, today)
    for objection in sorted(fallen, key=lambda fall: fall.event.seq not in own):
        event = objection.event
        if event.seq in own:
            raise NotAllowed(objection.reason)
        raise NotAllowed(
            f"这样登记后，第{event.seq}号记录（{event.on} {event.label}）不能成立："
            f"{objection.reason}；请核对日期，或者先撤销该记录"
        )


def _of_this_office(act: Act, case: CaseRow | None) -> CaseRow:
    if case is None or not act.has_role(case.agency_id, *CASEWORKERS):
        raise NoSuchCase("没有这件办件，或者您不在其承办单位任职，请核对编号")
    return case


def _history_by(events: Sequence[Event], day: date, today: date) -> History:
    """What stands of a record and had happened by a day, whenever it was recorded."""
    kept, _ = standing_events(events)
    return read_history([event for event in kept if event.on <= day], today)


def _readable(event: Event) -> Event:
    """The event as it will be read back, so that nothing is stored that nobody can read."""
    try:
        return event_from_mapping(event_as_mapping(event))
    except BadEvent as wrong:
        raise NotAllowed(str(wrong)) from None


def _refuse_incomplete(event: Event) -> None:
    sentence = unfilled(event)
    if sentence is None and isinstance(event, Received):
        sentence = receipt_gate(event)
    if sentence is not None:
        raise NotAllowed(sentence)


def _refuse_ungrounded(act: Act, file: CaseFile, closed: Closed) -> None:
    before = _history_by(file.events, closed.on, act.today)
    refusals = closing_gates(before, closed, act.calendar)
    if refusals:
        raise NotAllowed("；".join(refusals))
