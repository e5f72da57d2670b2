"""How long the applicant may still seek reconsideration or sue (行政复议法、行政诉讼法)."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from casework.cases.events import Closed
from casework.cases.history import Letter, Round
from casework.cases.milestones import Counted, Milestone
from casework.law.calendar import WorkCalendar
from casework.law.remedies import Remedy, remedy_against
from casework.law.terms import LITIGATION, Term, Unit, reconsideration_term

WINDOWS = frozenset({"reconsideration_window", "litigation_window"})

_MONTHS_A_YEAR = 12


def remedy_windows(round_: Round, calendar: WorkCalendar) -> Iterator[Milestone]:
    """The two windows that service of the reply opens; none where no letter was made."""
    letter = next(iter(round_.sent("closed")), None)
    if letter is None or not isinstance(letter.event, Closed):
        return
    closed = letter.event
    if closed.method == "none" and letter.served_on is None:
        return
    rule = remedy_against(closed.outcome, closed.on, (item.outcome for item in closed.items))
    first = rule.remedy is Remedy.RECONSIDERATION_FIRST
    term = reconsideration_term(closed.on)
    yield _window("reconsideration_window", term, round_, letter, calendar)
    if first:
        yield _closed_to_lawsuits(round_, rule.articles[0])
    else:
        flags = ("reconsideration_first_for_refused",) if rule.remedy is Remedy.MIXED else ()
        yield _window("litigation_window", LITIGATION, round_, letter, calendar, flags)


def window_end(served_on: date, term: Term, calendar: WorkCalendar) -> tuple[date, date]:
    """The last day of a term in days or months, and where it ended before it was moved on.

    The day of service is not counted; a last day off moves to the next working day
    (民事诉讼法第八十五条).
    """
    if term.unit is Unit.MONTHS:
        raw = months_after(served_on, term.length)
    else:
        raw = served_on + timedelta(days=term.length)
    return calendar.workday_on_or_after(raw), raw


def months_after(day: date, months: int) -> date:
    """The corresponding day some months later, or the last of that month if it has no such day."""
    years, month = divmod(day.month - 1 + months, _MONTHS_A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _window(
    name: str,
    term: Term,
    round_: Round,
    letter: Letter,
    calendar: WorkCalendar,
    flags: tuple[str, ...] = (),
) -> Milestone:
    due, basis = None, None
    if letter.served_on is not None:
        due, raw = window_end(letter.served_on, term, calendar)
        basis = Counted(letter.served_on, letter.event, term, raw)
    elif letter.came_back:
        flags = (*flags, "undelivered")
    return Milestone(
        name,
        round_.number,
        due,
        term.article,
        cautious_on=due,
        waiting_for="" if due or letter.returned_on else "served",
        provisional=due is not None and calendar.is_provisional(due),
        flags=flags,
        basis=basis,
    )


def _closed_to_lawsuits(round_: Round, article: str) -> Milestone:
    return Milestone(
        "litigation_window", round_.number, None, article, waiting_for="reconsideration"
    )
