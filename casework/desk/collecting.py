"""What an office above does with its units' reports: asks for them, returns them, adds them up.

Above 150 lines because what an office above does is judged as a whole.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from casework.desk.act import Act
from casework.desk.filers import Part
from casework.desk.refusals import Moved, NoSuchCase, NotAllowed
from casework.desk.rollup import Rollup, roll_up
from casework.desk.unit_days import AskedDays
from casework.desk.unit_steps import collector, line_of, write_step
from casework.law.filers import last_report_day, report_day
from casework.report.document import as_json
from casework.report.summing import report_from
from casework.store.codec import as_json as as_text
from casework.store.queries.collecting import newest_collections, outside_units
from casework.store.tables import CollectionRow, OutsideUnitRow

KIND = "casework/collection/1"


# -- who owes a report, and until when ----------------------------------------------------------


def add_outside_unit(act: Act, code: str, name: str, since: date) -> int:
    """Enter a unit that owes its report from the year of that day on; gives its id."""
    agency = collector(act, code)
    if not name.strip():
        raise NotAllowed("还没有填写单位名称，请补填")
    now = outside_units(act.tx, [agency.id])
    if any(unit.name == name.strip() and unit.until is None for unit in now):
        raise NotAllowed(f"“{name.strip()}”已经在登记册外单位名单中，不用再加")
    row = OutsideUnitRow(collector_id=agency.id, name=name.strip(), since=since)
    act.tx.add(row)
    act.note(agency, "outside_unit.added", f"agency:{code}", since=since.isoformat())
    return row.id


def end_outside_unit(act: Act, code: str, unit_id: int, until: date) -> None:
    """Say from which day on a unit is none any more: that year it owes no report."""
    agency = collector(act, code)
    row = next((u for u in outside_units(act.tx, [agency.id]) if u.id == unit_id), None)
    if row is None:
        raise NoSuchCase("没有这个登记册外单位，请从应报单位页面进入")
    if until <= row.since:
        raise NotAllowed(f"终止日期应当晚于起始日期（{row.since}），请核对")
    row.until = until
    act.note(agency, "outside_unit.ended", f"agency:{code}", id=unit_id, until=until.isoformat())


def set_due_days(act: Act, code: str, year: int, days: AskedDays) -> None:
    """Ask for a year's reports by days of one's own; those of the law are the last."""
    agency = collector(act, code)
    begin, law, last = date(year, 12, 31), report_day("", year), last_report_day(year)
    if not begin < days.submit_by <= days.publish_by <= law:
        raise NotAllowed(f"应当依次为：{year + 1}年的提交期限、公布期限，都不晚于{law}，请核对")
    if not begin < days.government_by <= last:
        raise NotAllowed(f"县级以上人民政府的期限应当在{begin}之后，不晚于{last}，请核对")
    told = {day: on.isoformat() for day, on in asdict(days).items()}
    years = agency.settings.get("units_due", {}) | {str(year): told}
    # A new mapping: a change inside the old one would not be seen as one.
    agency.settings = agency.settings | {"units_due": years}
    act.note(agency, "units_due.set", f"year:{code}/{year}", **told)


# -- the way of one report ----------------------------------------------------------------------


def return_report(act: Act, code: str, year: int, unit: str, comments: str) -> None:
    """Give a report back to its unit, with what is to be put right."""
    agency = collector(act, code)
    line = line_of(act, agency, year, unit)
    if line.state in ("due", "returned"):
        raise NotAllowed(f"{line.name}还没有提交（或者已经退回）{year}年度报告，不能退回")
    if not comments.strip():
        raise NotAllowed("请写明退回的意见，单位据此修改")
    write_step(act, agency, year, unit, "returned", note=comments.strip())


# -- the sum ------------------------------------------------------------------------------------


def make_collection(act: Act, code: str, year: int, reason: str, *, seen: str) -> int:
    """Make the year's sum: it stays, whatever its units restate; gives the version.

    `seen` is the fingerprint of what the reader's page showed. Raises NotAllowed while a unit
    is missing, or where there is a sum already, unless the reason says why.
    """
    agency = collector(act, code)
    act.office.audit.hold(act.tx)
    found = roll_up(act.office, act.tx, agency, year)
    if fingerprint(found) != seen:
        raise Moved("有单位的数字在您查看之后有变动，请先看过现在的汇总")
    before = newest_collections(act.tx, [agency.id], year).get(agency.id)
    if (found.missing or before) and not reason.strip():
        raise NotAllowed(
            f"还有{len(found.missing)}个单位没有公布，要先行汇总的，请写明原因"
            if found.missing
            else "已经作过汇总，要重新汇总的，请写明原因"
        )
    version = before.version + 1 if before else 1
    text = as_text(_told(found, version))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    noted = {"version": version, "sha256": sha256, "missing": len(found.missing)}
    audit_seq = act.note(agency, "collection.made", f"year:{code}/{year}", **noted)
    act.tx.add(
        CollectionRow(
            agency_id=agency.id,
            year=year,
            version=version,
            collected=text,
            sha256=sha256,
            reason=reason.strip(),
            audit_seq=audit_seq,
            made_at=act.now,
            made_by=act.recorder,
        )
    )
    return version


def _told(found: Rollup, version: int) -> dict[str, Any]:
    report = report_from(found.whole.cells, found.year, found.agency.name, found.agency.code)
    return {
        "kind": KIND,
        "version": version,
        "report": as_json(report),
        "parts": [asdict(part) for part in found.parts],
        "missing": found.missing,
    }


def fingerprint(found: Rollup) -> str:
    """What makes two roll-ups the same: their papers."""
    papers = sorted((part.unit, part.version, part.sha256) for part in found.parts)
    return hashlib.sha256(as_text(papers).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Change:
    """A paper that is not the one a sum was made of; None where there is none."""

    name: str
    was: int | None
    now: int | None


def changes_since(made: CollectionRow, found: Rollup) -> list[Change]:
    """The filers that have restated, come late or gone since the sum was made."""
    told = [Part(**part) for part in json.loads(made.collected)["parts"]]
    before = {part.unit: part for part in told}
    now = {part.unit: part for part in found.parts}
    return [
        Change(
            (now.get(unit) or before[unit]).name,
            before[unit].version if unit in before else None,
            now[unit].version if unit in now else None,
        )
        for unit in {**before, **now}
        if before.get(unit) != now.get(unit)
    ]
