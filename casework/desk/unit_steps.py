"""What happens to the report that a unit owes an office above, step by step."""

from typing import Any

from casework.desk.act import Act
from casework.desk.refusals import NoSuchCase, NotAllowed
from casework.desk.units import UnitLine, units_due
from casework.report.forms import FORM_2019
from casework.store.tables import AgencyRow, UnitStepRow

COLLECTOR = "supervisor"
"""Who collects: the 主管部门."""


def collector(act: Act, code: str) -> AgencyRow:
    """The agency, for somebody who collects there; raises NotPermitted for anybody else."""
    agency = act.agency(code)
    act.demand(agency, COLLECTOR)
    return agency


def line_of(act: Act, agency: AgencyRow, year: int, unit: str) -> UnitLine:
    """The unit of that key among those due; raises NoSuchCase."""
    if year < FORM_2019.first_year:
        raise NotAllowed(f"{year}年度的年度报告适用修订前的条例，本系统不办理")
    lines = units_due(act.office, act.tx, agency, year)
    found = next((line for line in lines if line.unit == unit), None)
    if found is None:
        raise NoSuchCase(f"{year}年的应报单位中没有这个单位，请从应报单位页面进入")
    return found


def write_step(
    act: Act, agency: AgencyRow, year: int, unit: str, step: str, note: str = "", **more: Any
) -> None:
    """Add what happened to the record, and to the audit."""
    row = UnitStepRow(
        collector_id=agency.id,
        year=year,
        unit=unit,
        step=step,
        note=note,
        recorded_at=act.now,
        recorded_by=act.recorder,
        **more,
    )
    act.tx.add(row)
    act.note(agency, f"unit.{step}", f"year:{agency.code}/{year}", unit=unit)
