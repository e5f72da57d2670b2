"""Reading what was sealed: the report as values, and its files byte for byte."""

import hashlib
import json

from sqlmodel import Session

from casework.desk.refusals import NoSuchCase, Refused
from casework.office import Office
from casework.report.seal import Seal, seal_from
from casework.store.queries.seals import last_version, newest_seals, sealed_file
from casework.store.tables import ReportSealRow


class DamagedSeal(Refused):
    """What was sealed is not there as it was; the message says what to do."""


def read_seal(row: ReportSealRow) -> Seal:
    """The sealed report; raises DamagedSeal where its text is not the one that was sealed."""
    if hashlib.sha256(row.sealed.encode()).hexdigest() != row.sha256:
        raise DamagedSeal(f"{row.year}年度报告第{row.version}版的封存内容已被改动，请从备份恢复")
    return seal_from(json.loads(row.sealed))


def newest_seal(session: Session, agency_id: int, year: int) -> Seal | None:
    """The report of a year as it was last sealed, None where it never was."""
    row = newest_seals(session, [agency_id], year).get(agency_id)
    return read_seal(row) if row else None


def sealed_bytes(
    office: Office, session: Session, agency_id: int, year: int, wanted: tuple[int, str]
) -> bytes:
    """The file of a sealed report, (version, format); version 0 is the newest.

    Raises NoSuchCase where there is none, DamagedSeal where its bytes are not those that were
    sealed.
    """
    version, format_ = wanted
    version = version or last_version(session, agency_id, year)
    stored = sealed_file(session, agency_id, year, version, format_)
    if stored is None:
        raise NoSuchCase(f"{year}年度报告没有这一版或者这种格式的封存文件，请从年度报告页面进入")
    try:
        office.files.verify(stored)
        return office.files.path(stored.sha256).read_bytes()
    except OSError:
        sentence = f"{year}年度报告第{version}版的 {format_} 文件缺失或者已损坏，请从备份恢复"
        raise DamagedSeal(sentence) from None
