"""One run of the reply term: twenty working days from its cause, stops, extensions, deferral."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.cases.events import Deferred, Event, Extended, Reopened
from casework.cases.history import Round
from casework.cases.standstill import Span, Standstill, Stop
from casework.law.calendar import WorkCalendar
from casework.law.terms import LONGEST_EXTENSION, REPLY


@dataclass(slots=True)
class Reckoning:
    """How the reply date of a round came about: for the date itself and for its explanation."""

    start: date | None = None
    cause: Event | None = None
    round: Round | None = None
    stops: list[Stop] = field(default_factory=list)
    base_due: date | None = None
    """The last day before any extension; the extension notice must go out by then."""
    extensions: list[Extended] = field(default_factory=list)
    term_end: date | None = None
    """The last day with extensions, before a deferral."""
    deferred: Deferred | None = None
    due: date | None = None
    waiting_for: str = ""
    flags: list[str] = field(default_factory=list)
    fee_run: "Reckoning | None" = None
    """The run in which the fee notice has to go out."""
    arguable: date | None = None
    """The earliest day that might be held the day of receipt."""
    cautious_base: date | None = None
    cautious: date | None = None

    @property
    def added(self) -> int:
        """The working days that the effective extensions add."""
        return sum(days_of(extended) for extended in self.extensions)


def days_of(extended: Extended) -> int:
    """The working days of an extension; one that does not say is taken for the longest."""
    return extended.workdays or LONGEST_EXTENSION.length


def run(
    round_: Round,
    cause: Event,
    standstill: Standstill,
    calendar: WorkCalendar,
    by: date | None = None,
) -> Reckoning:
    """Twenty working days after the cause, less the stops, plus extensions and a deferral.

    With `by`, only the extensions and deferrals sent by that day.
    """
    result = Reckoning(cause.on, cause, round_, standstill.stops)
    if isinstance(cause, Reopened) and cause.due_by is not None:
        result.base_due = result.due = cause.due_by
        return result
    result.base_due = after(calendar, cause.on, REPLY.length, standstill.spans)
    result.due = result.base_due
    if "extended" in round_.letters:
        _extend(result, in_run(round_, "extended", cause, by), standstill, calendar)
    result.term_end = result.due
    if "deferred" in round_.letters:
        _defer(result, in_run(round_, "deferred", cause, by))
    if result.deferred and not any(event.kind == "reasons_given" for event in round_.events):
        result.flags.append("deferred_without_reasons")
    return result


def in_run(round_: Round, kind: str, cause: Event, by: date | None = None) -> list[Any]:
    """The notices of a kind that belong to this run: sent since its cause, and not taken back."""
    return [
        letter.event
        for letter in round_.sent(kind)
        if letter.withdrawn_on is None
        and letter.event.on >= cause.on
        and (by is None or letter.event.on <= by)
    ]


def _extend(
    result: Reckoning, sent: list[Extended], standstill: Standstill, calendar: WorkCalendar
) -> None:
    """Add each extension sent by the due day reached so far; a later one has no effect."""
    assert result.start is not None
    assert result.due is not None
    for extended in sent:
        total = result.added + days_of(extended)
        if extended.on > result.due:
            result.flags.append("late_extension")
        elif total > LONGEST_EXTENSION.length:
            result.flags.append("extension_over_cap")
        else:
            result.extensions.append(extended)
            result.due = after(calendar, result.start, REPLY.length + total, standstill.spans)


def _defer(result: Reckoning, sent: list[Deferred]) -> None:
    assert result.due is not None
    for deferred in sent:
        if deferred.on > result.due:
            result.flags.append("late_deferral")
        elif result.deferred is None or deferred.until > result.deferred.until:
            result.deferred = deferred
            result.due = max(result.due, deferred.until)


def after(calendar: WorkCalendar, start: date, count: int, spans: list[Span]) -> date:
    """The count-th working day after a day, not counting days inside the spans (after, until]."""
    due = calendar.workday_after(start, count)
    for stopped_after, until in spans:
        begin = max(stopped_after, start)
        if begin >= due:
            break
        if until > begin:
            count += calendar.workdays_between(begin, until)
            due = calendar.workday_after(start, count)
    return due
