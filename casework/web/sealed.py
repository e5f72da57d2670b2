"""A sealed report: what was published, its files for ever, and what has changed since."""

from collections.abc import Sequence
from io import BytesIO

from flask import Blueprint, abort, render_template, send_file
from flask.typing import ResponseReturnValue

from casework.desk.changes import changes_since
from casework.desk.refusals import NoSuchCase
from casework.desk.sealed import read_seal, sealed_bytes
from casework.papers.annual_report import FORMATS
from casework.report.findings import name
from casework.report.forms import LABELS
from casework.report.outline import outline, shown
from casework.store.queries.seals import publications, seal_versions
from casework.store.tables import AgencyRow, ReportSealRow
from casework.web import here
from casework.web.limits import exports
from casework.web.permissions import READERS, permits
from casework.web.report_pages import MIME
from casework.web.scopes import refuse_year

pages = Blueprint("sealed", __name__)
_readers = permits(*READERS, "supervisor", of="agency")
_VERSION = "/<int:year>/sealed/<int(max=9999):version>"


@pages.get(_VERSION)
@_readers
def show(year: int, version: int) -> ResponseReturnValue:
    """A version as it was sealed, and what the register has that differs."""
    refuse_year(year)
    with here.reading() as tx:
        agency = tx.get_one(AgencyRow, here.agency().id)
        versions = seal_versions(tx, agency.id, year)
        row, sealed_by = _chosen(versions, year, version)
        seal = read_seal(row)
        changes = changes_since(here.office(), tx, agency, row)
        noted = publications(tx, agency.id, year)
    return render_template(
        "pages/reports/sealed.html",
        year=year,
        row=row,
        sealed_by=sealed_by,
        seal=seal,
        newest=versions[-1][0].version,
        changes=changes,
        published=noted.get(version),
        formats=tuple(MIME),
        name=name,
        labels=LABELS,
        blocks=list(outline(seal.report)),
        values=seal.report.values,
        shown=shown,
    )


@pages.get(_VERSION + "/<kind>")
@_readers
@exports
def download(year: int, version: int, kind: str) -> ResponseReturnValue:
    """A file of a version, byte for byte as it was sealed."""
    refuse_year(year)
    if kind not in FORMATS:
        abort(404)
    with here.reading() as tx:
        row, _ = _chosen(seal_versions(tx, here.agency().id, year), year, version)
        content = sealed_bytes(here.office(), tx, row.agency_id, year, (version, kind))
    title = read_seal(row).report.title.replace("\n", "")
    title += f"（第{version}版）" if version > 1 else ""
    file = BytesIO(content)
    return send_file(file, MIME[kind], as_attachment=True, download_name=f"{title}.{kind}")


def _chosen(
    versions: Sequence[tuple[ReportSealRow, str]], year: int, version: int
) -> tuple[ReportSealRow, str]:
    """The version of that number, with who sealed it."""
    found = next((pair for pair in versions if pair[0].version == version), None)
    if found is None:
        raise NoSuchCase(f"{year}年度报告没有封存第{version}版，请从年度报告页面进入")
    return found
