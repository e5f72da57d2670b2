"""Which parts of the words say what a finding contradicts, so that they can be put right there."""

from dataclasses import asdict

from casework.report.document import Report, as_json
from casework.report.fees import fees_fit
from casework.report.findings import Finding
from casework.report.narrative import words_agree


def sections_saying(report: Report, finding: Finding) -> list[str]:
    """The fields of `Texts` that contradict the number a finding of N1 is about."""
    return [
        section
        for section, text in asdict(report.texts).items()
        if text and finding.where in _contradicted(report, text)
    ]


def _contradicted(report: Report, text: str) -> set[str]:
    """The numbers of the tables with which these words alone do not agree."""
    cells = report.values
    found = [
        *words_agree(text, cells, report.form, as_json(report)),
        *fees_fit(text, cells),
    ]
    return {each.where for each in found}
