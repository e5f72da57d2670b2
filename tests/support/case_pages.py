"""A case to look at in the browser: logged by lin, and what is stored of it afterwards."""

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

from sqlmodel import col, select

from casework.cases.events import Event
from casework.cases.parsing import event_from_mapping
from casework.desk.act import acting
from casework.desk.recording import record
from casework.law.receipt import Stamps
from casework.store.mapping import events_of
from casework.store.queries.cases import history
from casework.store.tables import CaseRow, PersonRow
from tests.support.desk import log
from tests.support.web import Site

# What may happen to such a case, for `open_case` and `add`.
CLEARED = {"kind": "cleared", "on": "2026-03-04", "by": "党政办"}
CONSULTED = {
    "kind": "consulted",
    "on": "2026-03-05",
    "ref": "1",
    "party": "third_party",
    "name": "某鞋业有限公司",
}
CLOSED = {
    "kind": "closed",
    "on": "2026-03-09",
    "outcome": "unavailable.not_held",
    "method": "post",
}

MARCH_10 = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
"""The sixth working day after the case came in."""


def open_case(site: Site, *events: dict[str, Any], **given: Any) -> str:
    """Log an application of 2 March 2026 and what happened to it; gives the case's address."""
    site.clock.at = max(site.clock.at, MARCH_10)
    logged = log(site.office, person_id(site, "lin"), **given)
    add(site, logged.number, *events)
    return f"/cases/{quote(logged.number)}"


def letter_case(site: Site) -> str:
    """A case of an ordinary letter that nobody has confirmed yet."""
    return open_case(site, channel="ordinary_mail", stamps=Stamps(arrived_on=date(2026, 3, 3)))


def add(site: Site, number: str, *events: dict[str, Any], login: str = "lin") -> None:
    """Record events as a colleague does meanwhile; `number` may be the case's address."""
    for event in events:
        row = case_row(site, number)
        with acting(site.office, person_id(site, login)) as act:
            record(act, row.id, event_from_mapping(event), after=row.last_seq)


def person_id(site: Site, login: str) -> int:
    """Whose login this is."""
    with site.office.reading() as tx:
        return tx.exec(select(PersonRow.id).where(col(PersonRow.login) == login)).one()


def case_row(site: Site, number: str) -> CaseRow:
    """The case as it is stored; the newest where only an address is given."""
    with site.office.reading() as tx:
        rows = tx.exec(select(CaseRow).order_by(col(CaseRow.id))).all()
        return next(row for row in rows if number in (row.number, f"/cases/{quote(row.number)}"))


def stored(site: Site, number: str) -> list[Event]:
    """The record of a case."""
    with site.office.reading() as tx:
        return events_of(history(tx, case_row(site, number).id))
