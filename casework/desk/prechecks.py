"""What is to be put right, or answered for, before a report is published."""

from collections.abc import Sequence

from sqlmodel import Session

from casework.desk.drafting import Draft
from casework.desk.reporting import report_of
from casework.desk.sealed import newest_seal
from casework.office import Office
from casework.report.checks import check
from casework.report.document import Report, as_json
from casework.report.findings import Finding
from casework.report.forms import FORM_2019
from casework.report.outline import prose
from casework.store.tables import AgencyRow, ReportStageRow


def precheck(office: Office, session: Session, agency: AgencyRow, draft: Draft) -> list[Finding]:
    """Everything that is found in the draft, errors first."""
    last = _last_year(office, session, agency, draft.report.year - 1)
    return check(
        as_json(draft.report),
        text=prose(draft.report),
        last_year=as_json(last) if last else None,
    )


def errors_left(findings: Sequence[Finding], stage: ReportStageRow | None) -> list[Finding]:
    """The errors that nobody has answered for."""
    excused = {(e["rule"], e["where"], e["cause"]) for e in (stage.excused if stage else ())}
    return [
        one
        for one in findings
        if one.severity == "error" and (one.rule, one.where, one.cause) not in excused
    ]


def _last_year(office: Office, session: Session, agency: AgencyRow, year: int) -> Report | None:
    """The report before: as it was published, else as the register has it."""
    if year < FORM_2019.first_year:
        return None
    seal = newest_seal(session, agency.id, year)
    return seal.report if seal else report_of(office, session, agency.code, year)
