"""A list of cases as a workbook: the 台账 as it is shown, in the reader's own Excel."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from xlsxwriter import Workbook

from casework.papers.clean import clean

Cell = str | date | None

# What people typed stays what they typed: no formula, no link, no number made of it.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_A4 = 9


def ledger_xlsx(
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[Cell]],
    sheet: str = "办件",
) -> bytes:
    """One sheet: a heading for each column with its width, then the rows.

    Numbers of cases and whatever else is text stay text; days are days.
    """
    out = BytesIO()
    book = Workbook(out, _OPTIONS)
    page = book.add_worksheet(sheet)
    font = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
    plain = book.add_format({**font, "text_wrap": True})
    day = book.add_format({**font, "num_format": "yyyy-mm-dd", "align": "left"})
    bold = book.add_format({**font, "bold": True, "bg_color": "#F1F4F8"})
    for place, (heading, width) in enumerate(columns):
        page.set_column(place, place, width)
        page.write_string(0, place, heading, bold)
    for line, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(line, place, cell, day)
            else:
                page.write_string(line, place, clean(cell or ""), plain)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(rows), len(columns) - 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_header(f"&C{clean(title).replace('&', '&&')}")
    book.close()
    return out.getvalue()
