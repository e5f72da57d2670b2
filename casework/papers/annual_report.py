"""The annual report in every form it leaves the house in."""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

from casework.papers.annual_report_docx import annual_report_docx
from casework.papers.annual_report_html import annual_report_html
from casework.papers.annual_report_md import annual_report_md
from casework.papers.annual_report_xlsx import annual_report_xlsx
from casework.report.document import Report, as_json


def annual_report_json(report: Report) -> str:
    """The tables in the shape that scripts rely on, without the words."""
    return json.dumps(as_json(report), ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Report], bytes | str]] = MappingProxyType(
    {
        "json": annual_report_json,
        "docx": annual_report_docx,
        "xlsx": annual_report_xlsx,
        "html": annual_report_html,
        "md": annual_report_md,
    }
)
"""How each format is made; the keys are those of `casework report --format`."""

BINARY_FORMATS = frozenset({"docx", "xlsx"})


def render(report: Report, format: str) -> bytes:  # noqa: A002 - the word of the command line
    """The report as the bytes of a file, text in UTF-8; the same report gives the same bytes."""
    made = FORMATS[format](report)
    return made if isinstance(made, bytes) else made.encode("utf-8")
