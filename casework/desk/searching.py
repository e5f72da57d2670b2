"""Finding cases again: kept in step as they are written, and looked up while one is logged."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from casework.desk.act import Act
from casework.law.fees import fee_of_application
from casework.office import Office
from casework.store.queries.overview import cases_of_applicant, count_of_applicant
from casework.store.queries.search import alike
from casework.store.queries.search_index import index_batch, index_cases
from casework.store.words import plain

_SHOWN = 8
_SHORTEST_TEXT = 4


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """What is typed so far; `on` is the day in whose month the applications are counted."""

    on: date
    name: str
    identity: str
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows of an applicant and a matter before they are logged.

    `nth` is which application of this applicant in the calendar month it would be, 0 where
    nobody was named; `fee` the yuan that 按件计收 would ask for it.
    """

    of_applicant: Sequence[Row[Any]] = ()
    alike: Sequence[Row[Any]] = ()
    nth: int = 0
    fee: int = 0


def keep_findable(act: Act, case_id: int) -> None:
    """Let a case be found by what it is now: called by every verb that words or names it."""
    act.tx.flush()
    index_cases(act.tx.connection(), [case_id])


def reindex(office: Office) -> None:
    """Let the whole register be found anew, some hundred cases at a time."""
    last: int | None = 0
    while last is not None:
        with office.transaction() as tx:
            last = index_batch(tx.connection(), last)


def known_before(office: Office, tx: Session, agency_id: int, draft: Draft) -> Known:
    """The cases of the same applicant, by identity number or else by name, and those alike."""
    words = plain(draft.text)
    found = alike(tx, agency_id, words, _SHOWN) if len(words) >= _SHORTEST_TEXT else []
    whom = (office.store.keys.blind_index(draft.identity), draft.name.strip())
    if not any(whom):
        return Known(alike=found)
    on = draft.on
    month = (on.replace(day=1), on.replace(day=monthrange(on.year, on.month)[1]))
    nth = count_of_applicant(tx, agency_id, whom, month) + 1
    rows = cases_of_applicant(tx, agency_id, whom, _SHOWN)
    theirs = {row.id for row in rows}
    others = [row for row in found if row.id not in theirs]
    return Known(rows, others, nth, fee_of_application(nth))
