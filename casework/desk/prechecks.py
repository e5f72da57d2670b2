"""What is to be put right, or answered for, before a report is published."""

from collections.abc import Sequence

from sqlmodel import Session

from casework.desk.drafting import Draft
from casework.desk.reporting import report_of
from casework.desk.sealed import newest_seal
from casework.desk.wording import fees_of, figures_of
from casework.office import Office
from casework.report.checks import check
from casework.report.document import as_json
from casework.report.findings import Finding
from casework.report.forms import FORM_2019
from casework.report.outline import prose
from casework.report.publication import LastYear, Words, as_blocking, before_publication
from casework.store.queries.desk import texts
from casework.store.tables import AgencyRow, ReportStageRow


def precheck(office: Office, session: Session, agency: AgencyRow, draft: Draft) -> list[Finding]:
    """Everything that is found in the draft, errors first."""
    report = draft.report
    last = _last_year(office, session, agency, report.year - 1)
    typed = {
        section: text for section, (text, _) in texts(session, agency.id, report.year).items()
    }
    words = Words(typed, figures_of(session, agency.id, report))
    found = [
        *as_blocking(
            check(
                as_json(report),
                text=prose(report),
                last_year=as_json(last.report) if last else None,
            )
        ),
        *before_publication(
            report, words, draft.counted, last, fees_of(session, agency.id, report.year)
        ),
    ]
    return sorted(found, key=lambda finding: finding.severity == "warning")


def errors_left(findings: Sequence[Finding], stage: ReportStageRow | None) -> list[Finding]:
    """The errors that nobody has answered for."""
    excused = {(e["rule"], e["where"], e["cause"]) for e in (stage.excused if stage else ())}
    return [
        one
        for one in findings
        if one.severity == "error" and (one.rule, one.where, one.cause) not in excused
    ]


def _last_year(office: Office, session: Session, agency: AgencyRow, year: int) -> LastYear | None:
    """The report before: as it was published, else as the register has it."""
    if year < FORM_2019.first_year:
        return None
    seal = newest_seal(session, agency.id, year)
    if seal is None:
        return LastYear(report_of(office, session, agency.code, year))
    return LastYear(seal.report, seal.counted)
