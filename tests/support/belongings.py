"""All rows of the database that belong to one agency: its own, its cases', its people's."""

from typing import Any

from sqlalchemy import Table, or_, select
from sqlmodel import Session

from casework.office import Office
from casework.store.tables import METADATA

Rows = dict[str, list[tuple[Any, ...]]]


def belongings(office: Office, code: str) -> Rows:
    """The rows by table, in order; equal before and after whatever did not touch the agency."""
    with office.reading() as tx:
        ids = _ids(tx, code)
        return {table.name: _rows(tx, table, ids) for table in METADATA.sorted_tables}


def _ids(tx: Session, code: str) -> dict[str, list[Any]]:
    """By the name of a column, the values that refer to the agency or to something of it."""
    tables = METADATA.tables
    agency = _column(tx, select(tables["agencies"].c.id).where(tables["agencies"].c.code == code))
    roles, cases, disputes = (tables[name] for name in ("roles", "cases", "disputes"))
    people = _column(tx, select(roles.c.person_id).where(roles.c.agency_id.in_(agency)))
    return {
        **dict.fromkeys(("agency_id", "collector_id", "agencies.id"), agency),
        **dict.fromkeys(("person_id", "recipient_id", "people.id"), people),
        "case_id": _column(tx, select(cases.c.id).where(cases.c.agency_id.in_(agency))),
        "dispute_id": _column(tx, select(disputes.c.id).where(disputes.c.agency_id.in_(agency))),
        "agency": [code],
    }


def _rows(tx: Session, table: Table, ids: dict[str, list[Any]]) -> list[tuple[Any, ...]]:
    meant = [
        column.in_(ids[name])
        for column in table.columns
        for name in (column.name, f"{table.name}.{column.name}")
        if name in ids
    ]
    if not meant:
        return []
    order = list(table.primary_key.columns)
    return [
        tuple(row)
        for row in tx.connection().execute(select(table).where(or_(*meant)).order_by(*order))
    ]


def _column(tx: Session, statement: Any) -> list[Any]:
    return list(tx.connection().execute(statement).scalars())
