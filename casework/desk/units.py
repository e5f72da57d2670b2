"""The units that owe an agency their report of a year, and how each stands.

Above 150 lines because a unit within the register and one outside it must come to the same line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from casework.desk.sealed import read_seal
from casework.desk.unit_days import DueDays, asked_days
from casework.office import Office
from casework.report.checks import check
from casework.report.document import as_json
from casework.report.findings import Finding
from casework.report.outline import prose
from casework.report.seal import Seal
from casework.store.queries.agencies import children_on
from casework.store.queries.collecting import (
    Publication,
    agencies_named,
    first_seals,
    outside_units,
    publications,
    steps_of_units,
)
from casework.store.queries.seals import newest_seals
from casework.store.tables import AgencyRow, ReportSealRow, UnitStepRow

STATES = {
    "due": "未提交",
    "submitted": "已提交",
    "returned": "已退回",
    "resubmitted": "已重新提交",
    "accepted": "已采用",
}


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit and its report of the year.

    `first_on` is when it first handed in; `returned` the comments it was last returned with.
    """

    unit: str
    name: str
    code: str | None
    state: str
    first_on: date | None
    version: int
    returned: str
    published: Publication | None
    findings: tuple[Finding, ...]
    due: DueDays
    today: date

    @property
    def is_outside(self) -> bool:
        """Whether it keeps its cases elsewhere."""
        return self.code is None

    @property
    def errors(self) -> list[Finding]:
        """The rules that its report breaks."""
        return [each for each in self.findings if each.severity == "error"]

    @property
    def is_late(self) -> bool:
        """Whether it handed in after the day, or has not though the day is over."""
        return (self.first_on or self.today) > self.due.submit_by

    @property
    def publication(self) -> str:
        """`on_time`, `late`, `overdue` (not published, the day is over) or `open`."""
        if self.published is not None:
            return "on_time" if self.published.on <= self.due.publish_by else "late"
        return "overdue" if self.today > self.due.publish_by else "open"


def units_due(office: Office, tx: Session, agency: AgencyRow, year: int) -> list[UnitLine]:
    """Who stood directly below the agency on 31 December, in the register first."""
    end = date(year, 12, 31)
    asked, today = asked_days(agency, year), office.today()
    steps = steps_of_units(tx, [agency.id], year)
    zone = ZoneInfo(office.settings.timezone)
    children = children_on(tx, agency.id, end)
    seals = newest_seals(tx, children, year)
    first = first_seals(tx, children, year)
    published = publications(tx, children, year)
    lines = []
    for row in agencies_named(tx, children).values():
        seal = seals.get(row.id)
        if seal is None and row.succeeded_on and row.succeeded_on <= end:
            continue
        of_unit = steps.get((agency.id, f"agency:{row.id}"), [])
        lines.append(
            UnitLine(
                unit=f"agency:{row.id}",
                name=row.short_name,
                code=row.code,
                state=state_within(seal, of_unit),
                first_on=_day(first[row.id], zone) if seal else None,
                version=seal.version if seal else 0,
                returned=_comments(of_unit),
                published=published.get(row.id),
                findings=_findings_of(read_seal(seal)) if seal else (),
                due=asked.of(row.name),
                today=today,
            )
        )
    for unit in outside_units(tx, [agency.id], end):
        of_unit = steps.get((agency.id, f"outside:{unit.id}"), [])
        due = asked.of(unit.name)
        lines.append(_outside_line(unit.id, unit.name, of_unit, due, today, zone))
    return lines


def _outside_line(
    unit_id: int,
    name: str,
    steps: Sequence[UnitStepRow],
    due: DueDays,
    today: date,
    zone: ZoneInfo,
) -> UnitLine:
    handed = [step for step in steps if step.step == "submitted"]
    dated = [step.published_on for step in handed if step.published_on]
    published = Publication(min(dated), _last_address(handed)) if dated else None
    return UnitLine(
        unit=f"outside:{unit_id}",
        name=name,
        code=None,
        state=_state_outside(steps),
        first_on=min(*dated, _day(handed[0].recorded_at, zone), date.max) if handed else None,
        version=sum(step.step == "accepted" for step in steps),
        returned=_comments(steps),
        published=published,
        findings=findings_of_paper(newest_paper(steps)),
        due=due,
        today=today,
    )


def newest_paper(steps: Sequence[UnitStepRow]) -> UnitStepRow | None:
    """The report of an outside unit as it was last handed in or accepted."""
    return next((step for step in reversed(steps) if step.report is not None), None)


def findings_of_paper(step: UnitStepRow | None) -> tuple[Finding, ...]:
    """What the checks say of a report that came from outside."""
    if step is None or step.report is None:
        return ()
    told = step.report
    return tuple(check(told["report"], text=told["text"], unread=told["unread"]))


def _findings_of(seal: Seal) -> tuple[Finding, ...]:
    return tuple(check(as_json(seal.report), text=prose(seal.report)))


def state_within(seal: ReportSealRow | None, steps: Sequence[UnitStepRow]) -> str:
    """How the report of a unit in the register stands, by its newest seal."""
    if seal is None:
        return "due"
    returns = [step for step in steps if step.step == "returned"]
    if not returns:
        return "submitted"
    return "returned" if returns[-1].recorded_at >= seal.sealed_at else "resubmitted"


def _state_outside(steps: Sequence[UnitStepRow]) -> str:
    if not steps:
        return "due"
    last = steps[-1].step
    if last != "submitted":
        return last
    return "resubmitted" if any(step.step == "returned" for step in steps) else "submitted"


def _comments(steps: Sequence[UnitStepRow]) -> str:
    return next((step.note for step in reversed(steps) if step.step == "returned"), "")


def _last_address(steps: Sequence[UnitStepRow]) -> str:
    return next((step.published_at for step in reversed(steps) if step.published_at), "")


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
