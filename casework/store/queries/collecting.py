"""Whom an office above collects from, what they handed in, and the sums that were made."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, bindparam, func, or_, select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from casework.store.queries.ids import many
from casework.store.queries.seals import newest_seals
from casework.store.tables import (
    METADATA,
    CollectionRow,
    OutsideUnitRow,
    ReportSealRow,
    UnitStepRow,
)

_AGENCIES = METADATA.tables["agencies"]
_SEALS = METADATA.tables["report_seals"]
_STAGES = METADATA.tables["report_stages"]
_SAME = METADATA.tables["collections"].alias()
"""The versions of the same sum: under one name they would be those of every agency."""
_YEAR: Any = bindparam("year")
_CHOSEN: Any = many("agency_ids")
_BATCH = 500
"""Sealed reports read at once: each is some pages of text."""

_NAMED: Select[Any] = (
    select(_AGENCIES.c.id, _AGENCIES.c.code, _AGENCIES.c.name, _AGENCIES.c.short_name)
    .add_columns(_AGENCIES.c.successor_id, _AGENCIES.c.succeeded_on)
    .where(_AGENCIES.c.id.in_(_CHOSEN))
    .order_by(_AGENCIES.c.id)
)
_OUTSIDE = (
    select_rows(OutsideUnitRow)
    .where(col(OutsideUnitRow.collector_id).in_(_CHOSEN))
    .order_by(col(OutsideUnitRow.name), col(OutsideUnitRow.id))
)
_OUTSIDE_ON = _OUTSIDE.where(
    col(OutsideUnitRow.since) <= bindparam("day"),
    or_(col(OutsideUnitRow.until).is_(None), col(OutsideUnitRow.until) > bindparam("day")),
)
_STEPS = (
    select_rows(UnitStepRow)
    .where(col(UnitStepRow.collector_id).in_(_CHOSEN), col(UnitStepRow.year) == _YEAR)
    .order_by(col(UnitStepRow.id))
)
_PUBLICATIONS: Select[Any] = (
    select(_STAGES.c.agency_id, _STAGES.c.version, _STAGES.c.published_on, _STAGES.c.published_at)
    .where(_STAGES.c.agency_id.in_(_CHOSEN), _STAGES.c.year == _YEAR)
    .where(_STAGES.c.published_on.is_not(None))
    .order_by(_STAGES.c.agency_id, _STAGES.c.version)
)
_FIRST: Select[Any] = select(_SEALS.c.agency_id, _SEALS.c.sealed_at).where(
    _SEALS.c.agency_id.in_(_CHOSEN), _SEALS.c.year == _YEAR, _SEALS.c.version == 1
)
_MADE = select_rows(CollectionRow).where(
    col(CollectionRow.agency_id).in_(_CHOSEN),
    col(CollectionRow.year) == _YEAR,
    col(CollectionRow.version)
    == select(func.max(_SAME.c.version))
    .where(_SAME.c.agency_id == col(CollectionRow.agency_id), _SAME.c.year == _YEAR)
    .scalar_subquery(),
)


class Publication(NamedTuple):
    """When a unit first published its report of a year, and where the newest version is."""

    on: date
    at: str


def agencies_named(session: Session, agency_ids: Sequence[int]) -> dict[int, Row[Any]]:
    """What lists say of some agencies, and by whom they were succeeded."""
    rows = session.connection().execute(_NAMED, {"agency_ids": list(agency_ids)})
    return {row.id: row for row in rows}


def outside_units(
    session: Session, collector_ids: Sequence[int], day: date | None = None
) -> Sequence[OutsideUnitRow]:
    """The units outside the register that some agencies collect from, on a day or ever."""
    given: dict[str, Any] = {"agency_ids": list(collector_ids)}
    if day is None:
        return session.exec(_OUTSIDE, params=given).all()
    return session.exec(_OUTSIDE_ON, params=given | {"day": day}).all()


def steps_of_units(
    session: Session, collector_ids: Sequence[int], year: int
) -> dict[tuple[int, str], list[UnitStepRow]]:
    """By collector and unit: what happened to the report of a year, in its order."""
    found: defaultdict[tuple[int, str], list[UnitStepRow]] = defaultdict(list)
    given = {"agency_ids": list(collector_ids), "year": year}
    for row in session.exec(_STEPS, params=given):
        found[row.collector_id, row.unit].append(row)
    return found


def publications(session: Session, agency_ids: Sequence[int], year: int) -> dict[int, Publication]:
    """When each of some agencies first published its report of a year, and under which address."""
    found: dict[int, Publication] = {}
    given = {"agency_ids": list(agency_ids), "year": year}
    for row in session.connection().execute(_PUBLICATIONS, given):
        first = found.get(row.agency_id, Publication(row.published_on, ""))
        found[row.agency_id] = Publication(first.on, row.published_at or first.at)
    return found


def first_seals(session: Session, agency_ids: Sequence[int], year: int) -> dict[int, datetime]:
    """When each of some agencies first sealed its report of a year."""
    given = {"agency_ids": list(agency_ids), "year": year}
    return {row.agency_id: row.sealed_at for row in session.connection().execute(_FIRST, given)}


def newest_collections(
    session: Session, agency_ids: Sequence[int], year: int
) -> dict[int, CollectionRow]:
    """The newest sum that each of some agencies has made for a year."""
    given = {"agency_ids": list(agency_ids), "year": year}
    return {row.agency_id: row for row in session.exec(_MADE, params=given)}


def seals_in_batches(
    session: Session, agency_ids: Sequence[int], year: int
) -> Iterator[ReportSealRow]:
    """The newest sealed report of each agency that has one; a province's never all at once."""
    for start in range(0, len(agency_ids), _BATCH):
        batch = newest_seals(session, agency_ids[start : start + _BATCH], year)
        yield from batch.values()
        for row in batch.values():
            session.expunge(row)
