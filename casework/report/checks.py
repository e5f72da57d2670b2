"""Every check of a report, before it is published or after: errors first, then warnings.

The report has the shape of `report --format json`; it may be ours or read from a file that
somebody published. Nothing here changes a number.
"""

from collections.abc import Collection, Mapping

from casework.report.addresses import values
from casework.report.balance import (
    carries_over,
    cells_are_numbers,
    disputes_add_up,
    outcomes_add_up,
    rows_add_up,
    sides_balance,
)
from casework.report.blank_zeros import blanks_as_zeros
from casework.report.fees import fees_fit
from casework.report.findings import Finding
from casework.report.narrative import words_agree
from casework.report.normative import papers_agree
from casework.report.presence import blanks, form_as_used, wrong_form


def check(
    report: Mapping[str, object],
    *,
    text: str = "",
    last_year: Mapping[str, object] | None = None,
    unread: Collection[str] = (),
    absent: Collection[str] = (),
) -> list[Finding]:
    """What is wrong with the report.

    `text` is its words without the tables, `last_year` the report before it, `unread` the
    addresses that could not be read with certainty, which are never called blank, `absent` the
    rows that a file breaks off before.
    """
    form = form_as_used(report)
    cells = values(report, form)
    sums = blanks_as_zeros(cells, form, {*unread, *absent})
    findings = [
        *wrong_form(report, form),
        *sides_balance(sums),
        *outcomes_add_up(sums, form),
        *rows_add_up(sums, form),
        *cells_are_numbers(cells, form),
        *disputes_add_up(sums),
        *words_agree(text, cells, form, report),
        *fees_fit(text, cells),
        *papers_agree(text, cells, report.get("year")),
        *blanks(report, cells, form, unread, absent),
    ]
    if last_year is not None:
        findings += carries_over(cells, values(last_year, form_as_used(last_year)))
    return sorted(findings, key=lambda finding: finding.severity == "warning")
