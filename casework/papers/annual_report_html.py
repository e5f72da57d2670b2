"""The annual report as one web page that stands alone and prints on A4."""

from casework.papers.clean import clean
from casework.papers.pages import PAGES
from casework.report.document import Report
from casework.report.outline import outline, shown


def annual_report_html(report: Report) -> str:
    """The page; the same report gives the same text."""
    page = PAGES.get_template("report/annual_report.html").render(
        title=report.title.replace("\n", ""),
        blocks=list(outline(report)),
        values=report.values,
        shown=shown,
    )
    return clean(page)
