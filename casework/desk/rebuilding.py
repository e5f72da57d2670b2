"""Rewriting what follows from the events: after a new holiday notice, or to prove it was right."""

from dataclasses import dataclass
from itertools import groupby

from casework.cases.projection import project
from casework.desk.act import SHELL
from casework.desk.disputes import put_dispute_columns
from casework.desk.searching import reindex
from casework.office import Office
from casework.store.audit import Entry
from casework.store.dispute_mapping import dispute_events_of
from casework.store.mapping import events_of, put_projection
from casework.store.queries.desk import (
    case_batch,
    dispute_batch,
    dispute_events,
    events_of_cases,
)

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many cases and disputes were read, and how many were not as they should have been."""

    cases: int
    disputes: int
    changed: int


def rebuild(office: Office) -> Rebuilt:
    """Reckon the whole register anew, some hundred rows at a time; normally nothing changes.

    Each batch is a transaction of its own, so that nobody waits long; broken off, it can simply
    be run again.
    """
    cases, changed_cases = _rebuild_cases(office)
    disputes, changed_disputes = _rebuild_disputes(office)
    changed = changed_cases + changed_disputes
    reindex(office)
    with office.transaction() as tx:
        detail = {"cases": cases, "disputes": disputes, "changed": changed}
        office.audit.append(
            tx, Entry(office.now(), SHELL, "", "register.rebuilt", "register", detail)
        )
    return Rebuilt(cases, disputes, changed)


def _rebuild_cases(office: Office) -> tuple[int, int]:
    read = changed = last = 0
    while True:
        with office.transaction() as tx:
            batch = case_batch(tx, last, _BATCH)
            if not batch:
                return read, changed
            calendar = office.calendar(tx)
            rows = events_of_cases(tx, [case.id for case in batch])
            records = {key: list(group) for key, group in groupby(rows, lambda row: row.case_id)}
            for case in batch:
                events = events_of(records.get(case.id, []))
                changed += put_projection(tx, case, project(events, calendar))
        read, last = read + len(batch), batch[-1].id


def _rebuild_disputes(office: Office) -> tuple[int, int]:
    read = changed = last = 0
    while True:
        with office.transaction() as tx:
            batch = dispute_batch(tx, last, _BATCH)
            if not batch:
                return read, changed
            rows = dispute_events(tx, [dispute.id for dispute in batch])
            records = {
                key: list(group) for key, group in groupby(rows, lambda row: row.dispute_id)
            }
            for dispute in batch:
                events = dispute_events_of(records.get(dispute.id, []))
                changed += put_dispute_columns(dispute, events)
        read, last = read + len(batch), batch[-1].id
