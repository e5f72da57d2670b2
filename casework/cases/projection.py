"""The columns and milestone rows that lists, sweeps and totals need.

A projection is never the truth: it follows from the events and the calendar alone (not from the
day it was made), so rewriting it changes nothing.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from casework.cases.deadlines import Reckoned, deadlines
from casework.cases.events import Closed, Event
from casework.cases.milestones import Milestone
from casework.law.calendar import WorkCalendar


class Projection(NamedTuple):
    """A case as its row shows it.

    `counted_on`, `closed_year` and `counted_outcome` are the first closing that stands (it alone
    is counted in table 三); `closed_on` is the closing of the current round. A void case has no
    `recv_year` and is counted nowhere.
    """

    state: str
    channel: str
    applicant_kind: str
    received_on: date | None
    recv_year: int | None
    counted_on: date | None
    closed_year: int | None
    counted_outcome: str
    closed_on: date | None
    due_on: date | None
    next_on: date | None
    next_name: str
    provisional: bool
    round: int
    late: bool
    milestones: tuple[Milestone, ...]


def project(events: Sequence[Event], calendar: WorkCalendar) -> Projection:
    """The projection of a case's events by the notices that the calendar knows."""
    return projection_of(deadlines(events, calendar))


def projection_of(reckoned: Reckoned) -> Projection:
    """The projection of a case already reckoned (without `today`)."""
    history = reckoned.history
    received = history.received
    current = history.current
    counted = _first_closing(reckoned) if received else None
    replies = [m for m in reckoned.milestones if m.name == "reply"]
    due = replies[-1] if replies and replies[-1].round == current.number else None
    awaited = _next_for_the_office(replies)
    return Projection(
        state=reckoned.state or "",
        channel=received.channel if received else "",
        applicant_kind=received.applicant_kind if received else "",
        received_on=received.on if received else None,
        recv_year=received.on.year if received else None,
        counted_on=counted.on if counted else None,
        closed_year=counted.on.year if counted else None,
        counted_outcome=counted.outcome if counted else "",
        closed_on=current.closed.on if current.closed else None,
        due_on=due.due_on if due else None,
        next_on=awaited.due_on if awaited else None,
        next_name=awaited.name if awaited else "",
        provisional=due.provisional if due else False,
        round=current.number,
        late=any(reply.overran for reply in replies),
        milestones=reckoned.milestones,
    )


def _first_closing(reckoned: Reckoned) -> Closed | None:
    return next((r.closed for r in reckoned.history.rounds if r.closed), None)


def _next_for_the_office(replies: Sequence[Milestone]) -> Milestone | None:
    """The earliest undone milestone that binds the office: nothing but its replies does."""
    owed = [reply for reply in replies if reply.due_on and not reply.done_on]
    return min(owed, key=lambda reply: reply.due_on or date.max, default=None)
