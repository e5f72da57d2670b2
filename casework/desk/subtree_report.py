"""The report of an agency with all below it, as `casework report --subtree` gives it.

The sum that was made, where one was: it stays. Else everybody's published numbers, and for those
who have published nothing what the register counts now; who they are is said.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from casework.desk.filers import filers
from casework.desk.refusals import NoSuchCase
from casework.desk.reporting import report_of, table2_of
from casework.desk.sealed import newest_seal
from casework.desk.subtree import Subtree
from casework.office import Office
from casework.report.addresses import values
from casework.report.document import Report, Texts, as_json
from casework.report.findings import Cells
from casework.report.summing import Sum, report_from
from casework.report.table3 import table_of
from casework.report.table4 import table4_of
from casework.store.queries.agencies import agency_by_code
from casework.store.queries.collecting import newest_collections
from casework.store.queries.totals import count_table3, count_table4
from casework.store.tables import AgencyRow


@dataclass(frozen=True, slots=True)
class SubtreeReport:
    """The report, and who stands in it with live numbers (`live`) or with none (`absent`)."""

    report: Report
    live: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


def subtree_report(office: Office, tx: Session, code: str, year: int) -> SubtreeReport:
    """The published numbers of the subtree of 31 December; raises as `report_of` does."""
    live = report_of(office, tx, code, year)
    agency = agency_by_code(tx, code)
    if agency is None:
        raise NoSuchCase(f"没有代码为“{code}”的机关，请核对")
    made = made_sum(office, tx, agency, year)
    if made is not None:
        return SubtreeReport(made)
    return _added_up(tx, agency, year, _texts(tx, agency, live))


def made_sum(office: Office, tx: Session, agency: AgencyRow, year: int) -> Report | None:
    """The sum as it was last made, under the agency's own words; None where none was."""
    made = newest_collections(tx, [agency.id], year).get(agency.id)
    if made is None:
        return None
    live = report_of(office, tx, agency.code, year)
    cells = values(json.loads(made.collected)["report"], live.form)
    return _worded(cells, agency, year, _texts(tx, agency, live))


def _texts(tx: Session, agency: AgencyRow, live: Report) -> Texts:
    seal = newest_seal(tx, agency.id, live.year)
    return seal.report.texts if seal else live.texts


def _added_up(tx: Session, agency: AgencyRow, year: int, texts: Texts) -> SubtreeReport:
    whole = Sum(year)
    unsealed: dict[int, str] = {}
    absent = []
    for filer in filers(tx, Subtree(tx, agency, date(year, 12, 31)), year):
        if filer.paper is not None:
            whole.add(filer.paper)
        elif filer.agency_id is not None:
            unsealed[filer.agency_id] = filer.part.name
        else:
            absent.append(filer.part.name)
    if unsealed:
        whole.add(as_json(_live(tx, agency, list(unsealed), year)))
    report = _worded(whole.cells, agency, year, texts)
    return SubtreeReport(report, tuple(unsealed.values()), tuple(absent))


def _live(tx: Session, agency: AgencyRow, agency_ids: Sequence[int], year: int) -> Report:
    """What the register counts now for some agencies together."""
    return Report(
        agency.name,
        year,
        table2_of(tx, agency_ids, year),
        table_of(count_table3(tx, agency_ids, year), year),
        table4_of(count_table4(tx, agency_ids, year)),
    )


def _worded(cells: Cells, agency: AgencyRow, year: int, texts: Texts) -> Report:
    return replace(report_from(cells, year, agency.name, agency.code), texts=texts)
