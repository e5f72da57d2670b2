"""The words of a report with their figures, and the figures that words may name."""

from dataclasses import asdict, replace
from decimal import Decimal
from itertools import groupby

from sqlmodel import Session

from casework.cases.events import FeeNotified, FeePaid
from casework.cases.standing import standing_events
from casework.report.document import Report, Texts
from casework.report.facts import Fees
from casework.report.live_fields import figures, fill
from casework.store.mapping import events_of
from casework.store.queries.desk import disclosures, events_of_cases, texts
from casework.store.queries.fees import cases_with_fees

BEGINS, ENDS = "\ue000", "\ue001"
"""Around each figure that comes from a live field, in words that a page is to show so."""


def worded(session: Session, agency_id: int, report: Report) -> Report:
    """The report with every live field of its words filled in."""
    typed = asdict(report.texts)
    if not any("{{" in text for text in typed.values()):
        return report
    known = figures_of(session, agency_id, report)
    filled = {section: fill(text, known) for section, text in typed.items()}
    return replace(report, texts=Texts(**filled))


def marked(session: Session, agency_id: int, report: Report) -> Report:
    """A report of today's once more, its live figures marked with BEGINS and ENDS."""
    known = figures_of(session, agency_id, report)
    filled = {
        section: fill(text, known, (BEGINS, ENDS))
        for section, (text, _) in texts(session, agency_id, report.year).items()
        if "{{" in text
    }
    return replace(report, texts=replace(report.texts, **filled))


def figures_of(session: Session, agency_id: int, report: Report) -> dict[str, str]:
    """Every name that the words of the report may use, with its figure now."""
    rows = disclosures(session, agency_id, report.year)
    disclosed = {row.label: row.value for row in rows}
    return figures(report, fees_of(session, agency_id, report.year), disclosed)


def fees_of(session: Session, agency_id: int, year: int) -> Fees:
    """信息处理费 of a year as the cases tell it; what was annulled is not counted."""
    fees = Fees()
    rows = events_of_cases(session, cases_with_fees(session, agency_id, year))
    for _, record in groupby(rows, key=lambda row: row.case_id):
        for event in standing_events(events_of(record))[0]:
            if event.on.year != year:
                continue
            if isinstance(event, FeeNotified):
                more = event.amount or Decimal(0)
                fees = Fees(fees.notices + 1, fees.notified + more, fees.paid)
            elif isinstance(event, FeePaid):
                fees = replace(fees, paid=fees.paid + (event.amount or Decimal(0)))
    return fees
