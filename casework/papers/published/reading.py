"""A published report, whatever kind of file it is, as the one shape, unread places named."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from casework.papers.published.characters import simplified
from casework.papers.published.heads import agency_and_year
from casework.papers.published.kinds import refuse_other_kinds
from casework.papers.published.lines import (
    Line,
    Unforeseen,
    Unreadable,
    bounded,
    without_page_marks,
    without_restatements,
)
from casework.papers.published.parts import parts_of
from casework.papers.published.regions import regions
from casework.papers.published.sources import LARGEST_TEXT, lines_of
from casework.papers.published.table import Table
from casework.papers.published.table2 import read_table2, shaped
from casework.papers.published.table3 import read_table3
from casework.papers.published.table4 import read_table4
from casework.papers.strict_json import BadJson, strict_json
from casework.report.checks import check
from casework.report.findings import Finding
from casework.report.forms import FORM_2021
from casework.report.presence import demanded_form
from casework.report.shape import BadShape, in_shape


@dataclass(frozen=True, slots=True)
class Published:
    """A report as somebody published it.

    `report` is the shape of `report --format json`; `text` its words without the tables and
    `texts` the same by part (keys of `Texts`); `unread` the places that could not be read with
    certainty; `absent` the rows of which not even the name was found; `doubts` what was read by
    inference, a warning each.
    """

    report: dict[str, Any]
    text: str
    texts: Mapping[str, str]
    unread: tuple[str, ...]
    doubts: tuple[Finding, ...]
    absent: tuple[str, ...] = ()

    def findings(self) -> list[Finding]:
        """Everything that is wrong with the report, errors first.

        Raises Unreadable if the checks themselves fail on what a stranger wrote.
        """
        with _nothing_unforeseen():
            found = check(
                self.report,
                text=self.text,
                unread=self.unread,
                absent=self.absent,
            )
        return [*found, *self.doubts]


@contextmanager
def _nothing_unforeseen() -> Iterator[None]:
    """Whatever fails here fails on a stranger's file: the office is told so in a sentence."""
    try:
        yield
    except Unreadable:
        raise
    except Exception as unforeseen:
        raise Unforeseen from unforeseen


def read_published(content: bytes) -> Published:
    """Read a report from the bytes of a file or of pasted text.

    JSON must have the shape of `report --format json`. Raises Unreadable, with one sentence that
    says what to do, for a file that is none of the kinds we read, too large, damaged or without
    any table of the report. So is a file on which the reader itself fails: a stranger made it.
    """
    with _nothing_unforeseen():
        return _read(content)


def _read(content: bytes) -> Published:
    refuse_other_kinds(content)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return _read_json(content)
    lines = without_restatements(without_page_marks(bounded(lines_of(content))))
    published = read_lines(list(lines))
    if not any(published.report[table] for table in ("table2", "table3", "table4")):
        raise Unreadable("文件中没有找到年度报告的表格，请核对是否为政府信息公开工作年度报告")
    return published


def _read_json(content: bytes) -> Published:
    if len(content) > LARGEST_TEXT:
        raise Unreadable(f"文件超过 {LARGEST_TEXT // 1_000_000} MB，不像是一份年度报告")
    try:
        report = in_shape(strict_json(content))
    except (BadJson, BadShape) as wrong:
        raise Unreadable(str(wrong)) from None
    unread = report.pop("unread")
    return Published(report, "", {}, tuple(unread), ())


def read_lines(lines: Sequence[Line]) -> Published:
    """Read a report from its lines."""
    found = regions(lines)
    agency, year = agency_and_year(lines)
    lines2, lines3, lines4 = (found.tables[name] for name in ("table2", "table3", "table4"))
    table2, form2 = (None, None) if lines2 is None else read_table2(lines2)
    likely = form2 or demanded_form(year) or FORM_2021
    table3, form3 = (None, likely) if lines3 is None else read_table3(lines3, likely)
    table4 = None if lines4 is None else read_table4(lines4)
    tables: list[Table] = [each for each in (table2, table3, table4) if each is not None]
    return Published(
        {
            "form": (form2 or form3).code,
            "agency": agency,
            "code": None,
            "year": year,
            "table2": None if table2 is None else shaped(table2),
            "table3": None if table3 is None else table3.rows,
            "table4": None if table4 is None else table4.rows,
        },
        "\n".join(simplified(line.text) for line in found.outside),
        parts_of(found.outside),
        tuple(place for table in tables for place in table.unread),
        tuple(doubt for table in tables for doubt in table.doubts),
        tuple(row for table in tables for row in table.absent),
    )
