"""The rows of a list in words, ready to be drawn.

A page has fifty of them, so whatever could be said of each once is not asked of the template: the
macros that other pages use would take most of the time of a page here.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import quote

from flask import url_for

from casework.cases.milestones import NAMES
from casework.cases.states import STATES
from casework.desk.listing import Listing
from casework.web.list_filters import OUTCOME_NAMES

ARRIVED = "来件待确认"
_LOOKS: Mapping[str, str] = {"closed": "success", "void": "secondary", "received": "info"}
_PLACE = "0"


class Line(NamedTuple):
    """A case as a list shows it: each part as it is printed, "" for nothing."""

    address: str
    number: str
    next_on: str
    is_late: bool
    provisional: bool
    duty: str
    subject: str
    applicants: str
    agency: str
    state: str
    look: str
    was_late: bool
    outcome: str
    received_on: str
    closed_on: str
    clerk: str


def lines_of(listing: Listing, today: date) -> Iterator[Line]:
    """The page's cases, one after the other."""
    # Building fifty addresses costs more than reading fifty cases; they differ in one place.
    start, _, end = url_for("cases.show", number=_PLACE).rpartition(_PLACE)
    for row in listing.page.rows:
        address = f"{start}{quote(row.number, safe='')}{end}"
        yield _line(row, listing, address, today)


def _line(row: Any, listing: Listing, address: str, today: date) -> Line:
    due = row.next_on
    return Line(
        address,
        row.number,
        due.isoformat() if due else "",
        due is not None and due < today,
        row.provisional,
        NAMES.get(row.next_name, ""),
        row.subject,
        "、".join(listing.applicants.get(row.id, ())),
        listing.agencies.get(row.agency_id, ""),
        STATES.get(row.state, ARRIVED),
        _LOOKS.get(row.state, "warning"),
        row.late,
        OUTCOME_NAMES.get(row.counted_outcome, ""),
        _day(row.received_on),
        _day(row.closed_on),
        listing.staff.get(row.clerk_id, ""),
    )


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""
