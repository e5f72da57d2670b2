"""What would be sealed if the report of a year were sealed now."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from casework.desk.reporting import document_counts, report_of
from casework.desk.sealed import newest_seal
from casework.office import Office
from casework.report.counted import Counted, counted_cases, counted_disputes
from casework.report.differences import changed_cells, changed_sections
from casework.report.document import Report, Restated
from casework.report.facts import DisputeFact, Fact
from casework.report.seal import content
from casework.store.codec import as_json
from casework.store.queries.drilling import register_of_documents
from casework.store.queries.seals import cases_counted, disputes_counted
from casework.store.tables import AgencyRow, ReportStageRow

_DOCUMENT_COLUMNS = ("issued", "repealed", "in_force")


@dataclass(frozen=True, slots=True)
class Draft:
    """The next version of a year's report. `sha256` is over what a signature would stand for.

    `stage` is None while nobody has signed the first version, or begun the 更正 of a sealed one.
    """

    version: int
    report: Report
    counted: tuple[Counted, ...]
    sha256: str
    stage: ReportStageRow | None

    @property
    def is_open(self) -> bool:
        """Whether there is a report to work on: no version is sealed, or its 更正 has begun."""
        return self.version == 1 or self.stage is not None

    @property
    def is_signed(self) -> bool:
        """Whether the signatory has signed just this."""
        return self.stage is not None and self.stage.signed_sha256 == self.sha256


def draft_of(office: Office, session: Session, agency: AgencyRow, year: int) -> Draft:
    """The next version as the register has it now."""
    live = report_of(office, session, agency.code, year)
    before = newest_seal(session, agency.id, year)
    version = before.version + 1 if before else 1
    key = (agency.id, year, version)
    stage = session.get(ReportStageRow, key, populate_existing=True)
    restated = before.report.restated if before else ()
    if before and stage is not None:
        cells = tuple(changed_cells(before.report, live))
        sections = tuple(changed_sections(before.report, live))
        one = Restated(version, office.today(), stage.reason, cells, sections)
        restated = (*restated, one)
    issued = stage.issued_on if stage else None
    report = replace(live, issued_on=issued, restated=restated)
    counted = counted_of(session, agency.id, year)
    sha256 = hashlib.sha256(as_json(content(report, counted)).encode()).hexdigest()
    return Draft(version, report, counted, sha256, stage)


def counted_of(session: Session, agency_id: int, year: int) -> tuple[Counted, ...]:
    """The cases, disputes and documents that the numbers of a year count now."""
    cases = ((row.id, row.last_seq, _fact(row)) for row in cases_counted(session, agency_id, year))
    disputes = (
        (row.id, row.last_seq, row.number, _dispute_fact(row))
        for row in disputes_counted(session, agency_id, year)
    )
    return (
        *counted_cases(cases, year),
        *counted_disputes(disputes, year),
        *_counted_documents(session, [agency_id], year),
    )


def _fact(row: Row[Any]) -> Fact:
    return Fact(
        row.number,
        row.applicant_kind,
        row.received_on,
        row.counted_on,
        row.counted_outcome or None,
    )


def _dispute_fact(row: Row[Any]) -> DisputeFact:
    return DisputeFact(row.kind, row.filed_on, row.decided_on, row.result or None)


def _counted_documents(
    session: Session, agency_ids: Sequence[int], year: int
) -> Iterator[Counted]:
    rows = register_of_documents(session, agency_ids)
    for row in sorted(rows, key=lambda row: row.id):
        counts = zip(_DOCUMENT_COLUMNS, document_counts(row, year), strict=True)
        cells = tuple(f"table2/{row.kind}/{column}" for column, counted in counts if counted)
        if cells:
            yield Counted("document", row.id, row.number or row.title, 0, cells)
