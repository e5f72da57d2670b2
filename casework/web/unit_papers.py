"""What a unit of the register has handed in: its sealed report, to be read and as files."""

from io import BytesIO
from typing import Any

from flask import Blueprint, abort, send_file
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from casework.desk.sealed import newest_seal, sealed_bytes
from casework.desk.units import UnitLine
from casework.papers.annual_report import FORMATS
from casework.report.outline import outline
from casework.store.queries.agencies import agency_by_code
from casework.web import here
from casework.web.limits import exports
from casework.web.report_pages import MIME
from casework.web.scopes import refuse_year
from casework.web.units import collectors, line_of

pages = Blueprint("unit_papers", __name__)


@pages.get("/<int:year>/units/<unit>/files/<kind>")
@collectors
@exports
def download(year: int, unit: str, kind: str) -> ResponseReturnValue:
    """The newest sealed report of a unit, byte for byte."""
    refuse_year(year)
    line = line_of(year, unit)
    if kind not in FORMATS or line.code is None:
        abort(404)
    with here.reading() as tx:
        agency = agency_by_code(tx, line.code)
        assert agency is not None
        content = sealed_bytes(here.office(), tx, agency.id, year, (0, kind))
    title = f"{agency.name}{year}年政府信息公开工作年度报告（第{line.version}版）"
    return send_file(
        BytesIO(content), MIME[kind], as_attachment=True, download_name=f"{title}.{kind}"
    )


def handed_in(tx: Session, line: UnitLine, year: int) -> dict[str, Any]:
    """The newest sealed report of a unit as the page draws it; nothing for one outside."""
    agency = agency_by_code(tx, line.code) if line.code else None
    seal = newest_seal(tx, agency.id, year) if agency else None
    if seal is None:
        return {"blocks": []}
    return {
        "blocks": list(outline(seal.report)),
        "sealed": seal.report.values,
        "excused": seal.excused,
        "formats": tuple(MIME),
    }
