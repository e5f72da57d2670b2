"""What the office above asks of an agency's report of a year: until when, and what it returned."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from casework.desk.subtree import unit_key
from casework.desk.unit_days import DueDays, asked_days
from casework.desk.units import state_within
from casework.store.queries.agencies import parent_on
from casework.store.queries.collecting import steps_of_units
from casework.store.queries.seals import newest_seals
from casework.store.tables import AgencyRow, UnitStepRow


@dataclass(frozen=True, slots=True)
class Returned:
    """A report that was given back: what is to be put right, and since when."""

    comments: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """Who collects the report and until when; `returned` until a newer version is sealed."""

    collector: str
    due: DueDays
    returned: Returned | None


def asked_of(tx: Session, agency: AgencyRow, year: int) -> Asked | None:
    """What is asked of an agency, None where it stood under nobody at the end of the year."""
    parent_id = parent_on(tx, agency.id, date(year, 12, 31))
    if parent_id is None:
        return None
    collector = tx.get_one(AgencyRow, parent_id)
    steps = steps_of_units(tx, [parent_id], year).get((parent_id, unit_key(agency.id)), [])
    due = asked_days(collector, year).of(agency.name)
    return Asked(collector.short_name, due, _returned(tx, agency.id, year, steps))


def _returned(tx: Session, agency_id: int, year: int, steps: list[UnitStepRow]) -> Returned | None:
    seal = newest_seals(tx, [agency_id], year).get(agency_id) if steps else None
    if state_within(seal, steps) != "returned":
        return None
    last = [step for step in steps if step.step == "returned"][-1]
    return Returned(last.note, last.recorded_at)
