"""The things an address may name, and to which agency each belongs."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlmodel import Session
from werkzeug.routing import IntegerConverter, Map

from casework.store.queries.access import attachment_place, cases_numbered
from casework.store.queries.agencies import agency_by_code
from casework.store.tables import DisputeRow


class RowNumber(IntegerConverter):
    """`<int:…>` in an address: a number that a row may have; no other page is there.

    Databases refuse a greater one with an error of their own.
    """

    def __init__(self, map: Map, **given: Any) -> None:  # noqa: A002  Werkzeug's name
        """What a route says itself goes first."""
        super().__init__(map, **({"max": 2**31 - 1} | given))


class Candidate(NamedTuple):
    """Something that bears the name in the address; two agencies may use one case number."""

    agency_id: int
    row: object


ARGUMENTS = {"case": "number", "dispute": "dispute_id", "attachment": "public_id"}
"""What the address of a thing must carry. An agency is the chosen one where it has no `code`."""


def _agency(tx: Session, arguments: Mapping[str, Any]) -> list[Candidate]:
    found = agency_by_code(tx, arguments["code"])
    return [Candidate(found.id, found)] if found else []


def _cases(tx: Session, arguments: Mapping[str, Any]) -> list[Candidate]:
    return [Candidate(row.agency_id, row) for row in cases_numbered(tx, arguments["number"])]


def _dispute(tx: Session, arguments: Mapping[str, Any]) -> list[Candidate]:
    found = tx.get(DisputeRow, arguments["dispute_id"])
    return [Candidate(found.agency_id, found)] if found else []


def _attachment(tx: Session, arguments: Mapping[str, Any]) -> list[Candidate]:
    found = attachment_place(tx, arguments["public_id"])
    return [Candidate(found.agency_id, found)] if found else []


FINDERS: Mapping[str, Callable[[Session, Mapping[str, Any]], Sequence[Candidate]]] = {
    "agency": _agency,
    "case": _cases,
    "dispute": _dispute,
    "attachment": _attachment,
}
