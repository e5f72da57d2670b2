"""What closing a case so would mean: what stands against it, and where it would be counted.

Nothing is recorded here; `recording.record` does that and asks the same gates again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from casework.cases.dependents import fallen_by
from casework.cases.events import Closed, Event
from casework.cases.gates import closing_gates, closing_warnings, unfilled
from casework.cases.history import History, Round
from casework.cases.standing import standing_events
from casework.cases.steps import read_history
from casework.desk.advice import Suggestion
from casework.desk.casefile import Record
from casework.law.applicants import APPLICANT_KINDS_BY_CODE
from casework.law.outcomes import OUTCOMES, OUTCOMES_BY_CODE
from casework.report.forms import FORM_2019, OTHER_ALL, OTHER_OUTCOMES, form_of

_NEEDS = {
    "granted": (Suggestion("cleared"),),
    "granted_in_part": (Suggestion("cleared"),),
    "refused.state_secret": (Suggestion("cleared"),),
    "unavailable.still_unclear": (Suggestion("supplemented"),),
    "not_processed.excessive": (Suggestion("reasons_requested"),),
    "other.not_supplemented": (
        Suggestion("supplement_requested"),
        Suggestion("served", of="supplement_requested"),
    ),
    "other.fee_unpaid": (Suggestion("fee_notified"), Suggestion("served", of="fee_notified")),
}
"""What an outcome looks for in the record."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where the annual report counts a closing: the year, the printed row, the column."""

    year: int
    row: str
    column: str
    before: date | None = None
    """The first closing, where this is a later one: the case stays counted there."""

    def __str__(self) -> str:
        place = f"{self.year}年度报告表三「{self.row}」行「{self.column}」列"
        if self.before is None:
            return f"这将计入{place}。"
        return (
            f"本件已于{self.before}第一次办结，计入{place}；一件申请只统计一次，"
            "这次答复不改变任何年度的表三。"
        )


@dataclass(frozen=True, slots=True)
class Check:
    """What the office is told before it closes a case."""

    refusals: tuple[str, ...]
    warnings: tuple[str, ...]
    missing: tuple[Suggestion, ...]
    """Events that would lift refusals, had they happened."""
    cell: Cell | None


def check_closing(record: Record, closed: Closed) -> Check:
    """What stands against closing so, what gives pause, and where it would be counted."""
    history = _by(record, closed.on)
    refusals = tuple(_refusals(record, history, closed))
    return Check(
        refusals,
        tuple(closing_warnings(history, closed)),
        tuple(_missing(history.current, closed)) if refusals else (),
        cell_of(record, closed),
    )


def obstacles(record: Record, on: date) -> dict[str, tuple[str, tuple[Suggestion, ...]]]:
    """For each outcome that lacks its ground: the sentence and the events that would give it."""
    history = _by(record, on)
    found = {}
    for outcome in OUTCOMES:
        closed = Closed(on=on, outcome=outcome.code, method="post", reason="other")
        gates = closing_gates(history, closed, record.calendar)
        if gates:
            missing = tuple(_missing(history.current, closed))
            found[outcome.code] = ("；".join(gates), missing)
    return found


def cell_of(record: Record, closed: Closed) -> Cell | None:
    """Where table 三 counts the case once it is closed so; None for what cannot be counted."""
    history = record.reckoned.history
    received = history.received
    if received is None or not received.applicant_kind or closed.on < received.on:
        return None
    first = next((r.closed for r in history.rounds if r.closed), None)
    counted = first or closed
    return Cell(
        counted.on.year,
        printed_row(counted.outcome, counted.on.year),
        APPLICANT_KINDS_BY_CODE[received.applicant_kind].label,
        first.on if first else None,
    )


def printed_row(outcome: str, year: int) -> str:
    """The row of that year's table 三 in which an outcome counts, with its heading."""
    form = form_of(year)
    folded = form is FORM_2019 and outcome in OTHER_OUTCOMES
    key = OTHER_ALL if folded else outcome
    row = next(row for row in form.table3 if row.key == key)
    group = "" if folded else OUTCOMES_BY_CODE[outcome].group
    return f"{group}{row.label}"


def _by(record: Record, day: date) -> History:
    kept, _ = standing_events(record.events, record.today)
    return read_history([event for event in kept if event.on <= day], record.today)


def _refusals(record: Record, history: History, closed: Closed) -> Iterator[str]:
    blank = unfilled(closed)
    if blank:
        yield blank
    new: Event = replace(closed, seq=record.last_seq + 1)
    yield from (fall.reason for fall in fallen_by(record.events, [new], record.today))
    yield from closing_gates(history, closed, record.calendar)


def _missing(round_: Round, closed: Closed) -> Iterator[Suggestion]:
    outcomes = dict.fromkeys((closed.outcome, *(item.outcome for item in closed.items)))
    wanted = dict.fromkeys(need for outcome in outcomes for need in _NEEDS.get(outcome, ()))
    yield from (need for need in wanted if not _has(round_, need))


def _has(round_: Round, need: Suggestion) -> bool:
    return any(
        event.kind == need.kind and need.of in ("", getattr(event, "of", ""))
        for event in round_.events
    )
