"""What a reader made of a report whose figures are known."""

from casework.papers.published.reading import Published
from casework.report.addresses import Value, values
from casework.report.document import Report
from tests.support.wild_reports import SIGNS

_BLANK = SIGNS[:5]
"""Signs that are no number: such a cell is blank and said to be so."""


def mistakes(report: Report, published: Published) -> list[str]:
    """Cells read wrong or lost without a word, and errors found where there are none."""
    found = values(published.report, report.form)
    blank = {one.where for one in published.findings() if one.rule == "blank"}
    told = {*published.unread, *blank}
    wrong = [
        f"{where}: {value!r} read as {found[where]!r}"
        for where, value in report.values.items()
        if found[where] is not None and not _same(found[where], value)
    ]
    lost = [
        f"{where}: lost"
        for where, value in found.items()
        if value is None and not {where, where.split("/")[0]} & told
    ]
    false = [f"{one.rule} {one.where}" for one in published.findings() if one.severity == "error"]
    return wrong + lost + false


def unread(report: Report, published: Published) -> list[str]:
    """The cells that hold a number and were not read."""
    found = values(published.report, report.form)
    return [
        where
        for where, value in report.values.items()
        if found[where] is None and value not in _BLANK
    ]


def _same(found: Value, value: Value) -> bool:
    """8.50 and 850 are told apart, 6 and "6" are not; 0件 and 0.00 are 0."""
    return str(found) == str(value) or (str(found) in ("0", "0.00") and value in ("0件", "0.00"))
