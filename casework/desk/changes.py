"""What has changed in a year since its report was sealed, and what was recorded that did it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from casework.cases.disputes import DisputeAnnulled, DisputeEvent
from casework.cases.events import Annulled, Event
from casework.desk.drafting import counted_of
from casework.desk.reporting import report_of
from casework.desk.sealed import read_seal
from casework.office import Office
from casework.report.differences import Differences, Moved, differences
from casework.store.dispute_mapping import dispute_events_of
from casework.store.mapping import event_of
from casework.store.queries.desk import dispute_events, events_of_cases
from casework.store.tables import AgencyRow, DisputeEventRow, EventRow, ReportSealRow


@dataclass(frozen=True, slots=True)
class Late:
    """Something that was recorded after the sealing; `reason` is why something was annulled."""

    seq: int
    on: date
    label: str
    recorded_at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is counted otherwise, or recorded on, with what was recorded since."""

    moved: Moved
    late: tuple[Late, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that has changed since a sealing. `changed` counts otherwise, `others` not."""

    found: Differences
    changed: tuple[Change, ...]
    others: tuple[Change, ...]


def changes_since(
    office: Office, session: Session, agency: AgencyRow, row: ReportSealRow
) -> Changes:
    """What differs between a sealed version and the register as it is now."""
    seal = read_seal(row)
    live = report_of(office, session, agency.code, row.year)
    now = counted_of(session, agency.id, row.year)
    found = differences(seal.report, seal.counted, live, now)
    late = _late(session, found.moved, row.sealed_at)
    changes = [
        Change(
            one,
            tuple(each for each in late.get((one.subject, one.id), ()) if each.seq > one.since),
        )
        for one in found.moved
    ]
    return Changes(
        found,
        tuple(change for change in changes if change.moved.counts),
        tuple(change for change in changes if not change.moved.counts),
    )


def _late(
    session: Session, moved: Iterable[Moved], since: datetime
) -> dict[tuple[str, int], list[Late]]:
    """What was recorded about these things from a moment on."""
    ids: dict[str, list[int]] = {"case": [], "dispute": [], "document": []}
    for one in moved:
        ids[one.subject].append(one.id)
    found: dict[tuple[str, int], list[Late]] = {}
    for row in events_of_cases(session, ids["case"]):
        if row.recorded_at >= since:
            found.setdefault(("case", row.case_id), []).append(_told(row, event_of(row)))
    for one_row in dispute_events(session, ids["dispute"]):
        if one_row.recorded_at >= since:
            (event,) = dispute_events_of([one_row])
            told = _told(one_row, event)
            found.setdefault(("dispute", one_row.dispute_id), []).append(told)
    return found


def _told(row: EventRow | DisputeEventRow, event: Event | DisputeEvent) -> Late:
    reason = event.reason if isinstance(event, Annulled | DisputeAnnulled) else ""
    return Late(row.seq, row.on, event.label, row.recorded_at, reason)
