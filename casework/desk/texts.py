"""What people write in the annual report."""

from dataclasses import fields

from casework.desk.act import Act
from casework.desk.refusals import Moved, NotAllowed
from casework.desk.years import open_year
from casework.report.document import Texts
from casework.store.tables import ReportTextRow

SECTIONS = tuple(field.name for field in fields(Texts))


def write_text(act: Act, code: str, year: int, section: str, text: str, *, version: int) -> int:
    """Write one section of a year's report; gives its new version.

    `version` is the one the reader saw, 0 where nothing was written yet. Raises Moved where
    somebody else has written meanwhile, so that neither text is lost.
    """
    agency = open_year(act, code, year)
    if section not in SECTIONS:
        raise NotAllowed(f"年度报告没有“{section}”这一部分，请核对")
    row = act.tx.get(ReportTextRow, (agency.id, year, section))
    if version != (row.version if row else 0):
        raise Moved("这一部分在您查看之后已被他人修改，请先看过现在的文字，再保存您的文字")
    if row is None:
        row = ReportTextRow(
            agency_id=agency.id,
            year=year,
            section=section,
            text=text,
            version=0,
            updated_by=act.recorder,
        )
        act.tx.add(row)
    row.text, row.version = text, version + 1
    row.updated_at, row.updated_by = act.now, act.recorder
    act.note(agency, "text.written", f"text:{code}/{year}/{section}", version=row.version)
    return row.version
