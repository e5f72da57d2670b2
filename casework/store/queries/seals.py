"""Sealed reports: the newest of a year, every version, their files, and what they counted."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, bindparam, func, or_, select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from casework.store.files import StoredFile
from casework.store.queries.ids import many
from casework.store.tables import METADATA, PersonRow, ReportSealRow

_SEALS = METADATA.tables["report_seals"]
_SAME = _SEALS.alias()
"""The versions of the same report: under one name they would be those of every agency."""
_FILES = METADATA.tables["report_files"]
_STAGES = METADATA.tables["report_stages"]
_CASES = METADATA.tables["cases"]
_DISPUTES = METADATA.tables["disputes"]
_AGENCY: Any = bindparam("agency_id")
_YEAR: Any = bindparam("year")
_CHOSEN: Any = many("agency_ids")

_OF_YEAR = (_SEALS.c.agency_id == _AGENCY, _SEALS.c.year == _YEAR)
_VERSIONS = (
    select_rows(ReportSealRow, col(PersonRow.name))
    .join(PersonRow, col(PersonRow.id) == col(ReportSealRow.sealed_by))
    .where(col(ReportSealRow.agency_id) == _AGENCY, col(ReportSealRow.year) == _YEAR)
    .order_by(col(ReportSealRow.version))
)
_LAST = select(func.max(_SEALS.c.version)).where(*_OF_YEAR)
_YEARS = (
    select(_SEALS.c.year, func.max(_SEALS.c.version).label("version"))
    .where(_SEALS.c.agency_id == _AGENCY)
    .group_by(_SEALS.c.year)
)
_NEWEST = select_rows(ReportSealRow).where(
    col(ReportSealRow.agency_id).in_(_CHOSEN),
    col(ReportSealRow.year) == _YEAR,
    col(ReportSealRow.version)
    == select(func.max(_SAME.c.version))
    .where(_SAME.c.agency_id == col(ReportSealRow.agency_id), _SAME.c.year == _YEAR)
    .scalar_subquery(),
)
_FILE = select(_FILES.c.sha256, _FILES.c.size).where(
    _FILES.c.agency_id == _AGENCY,
    _FILES.c.year == _YEAR,
    _FILES.c.version == bindparam("version"),
    _FILES.c.format == bindparam("format"),
)
_PUBLISHED = select(_STAGES.c.version, _STAGES.c.published_on, _STAGES.c.published_at).where(
    _STAGES.c.agency_id == _AGENCY, _STAGES.c.year == _YEAR, _STAGES.c.published_on.is_not(None)
)
_COUNTED_CASES = (
    select(_CASES)
    .where(_CASES.c.agency_id == _AGENCY, _CASES.c.recv_year <= _YEAR)
    .where(or_(_CASES.c.closed_year.is_(None), _CASES.c.closed_year >= _YEAR))
    .order_by(_CASES.c.id)
    .with_only_columns(
        *(_CASES.c[name] for name in ("id", "last_seq", "number", "applicant_kind")),
        *(_CASES.c[name] for name in ("received_on", "counted_on", "counted_outcome")),
    )
)
_COUNTED_DISPUTES = (
    select(_DISPUTES)
    .where(_DISPUTES.c.agency_id == _AGENCY, _DISPUTES.c.filed_year <= _YEAR)
    .where(or_(_DISPUTES.c.decided_year.is_(None), _DISPUTES.c.decided_year >= _YEAR))
    .order_by(_DISPUTES.c.id)
    .with_only_columns(
        *(_DISPUTES.c[name] for name in ("id", "last_seq", "number", "kind")),
        *(_DISPUTES.c[name] for name in ("filed_on", "decided_on", "result")),
    )
)


def last_version(session: Session, agency_id: int, year: int) -> int:
    """The number of the newest sealed version of a year's report, 0 where there is none."""
    given = {"agency_id": agency_id, "year": year}
    return session.connection().execute(_LAST, given).scalar() or 0


def sealed_years(session: Session, agency_id: int) -> dict[int, int]:
    """Each year of which an agency has sealed a report, with the newest version."""
    found = session.connection().execute(_YEARS, {"agency_id": agency_id})
    return {row.year: row.version for row in found}


def seal_versions(
    session: Session, agency_id: int, year: int
) -> Sequence[tuple[ReportSealRow, str]]:
    """Every sealed version of a year's report, the first first, each with who sealed it."""
    return session.exec(_VERSIONS, params={"agency_id": agency_id, "year": year}).all()


def newest_seals(
    session: Session, agency_ids: Sequence[int], year: int
) -> dict[int, ReportSealRow]:
    """The newest sealed report of each of some agencies that has one, in one statement."""
    given = {"agency_ids": list(agency_ids), "year": year}
    return {row.agency_id: row for row in session.exec(_NEWEST, params=given)}


def sealed_file(
    session: Session, agency_id: int, year: int, version: int, format_: str
) -> StoredFile | None:
    """What is stored of a sealed report's file of one format."""
    given = {"agency_id": agency_id, "year": year, "version": version, "format": format_}
    row = session.connection().execute(_FILE, given).first()
    return StoredFile(row.sha256, row.size) if row else None


def cases_counted(session: Session, agency_id: int, year: int) -> Sequence[Row[Any]]:
    """The cases of an agency that table 三 of a year may count."""
    given = {"agency_id": agency_id, "year": year}
    return session.connection().execute(_COUNTED_CASES, given).all()


def disputes_counted(session: Session, agency_id: int, year: int) -> Sequence[Row[Any]]:
    """The disputes of an agency that table 四 of a year may count."""
    given = {"agency_id": agency_id, "year": year}
    return session.connection().execute(_COUNTED_DISPUTES, given).all()


def publications(session: Session, agency_id: int, year: int) -> dict[int, Any]:
    """When and where each version of a year's report was published, by version."""
    given = {"agency_id": agency_id, "year": year}
    return {row.version: row for row in session.connection().execute(_PUBLISHED, given)}
