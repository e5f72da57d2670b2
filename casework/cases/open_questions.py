"""The open questions of law (`law.readings`) that a date turns on, by how it was reckoned."""

from collections.abc import Iterable, Iterator

from casework.cases.events import Closed, Event, FeePaid, Received, Reopened
from casework.cases.milestones import Counted, Milestone
from casework.cases.runs import Reckoning
from casework.law.calendar import WorkCalendar
from casework.law.readings import READINGS_BY_CODE, Reading
from casework.law.remedies import is_disputed

_READING_OF_FLAG = {
    "late_supplement_notice": "late_supplement_notice",
    "late_extension": "extension_base",
    "consultation_unproven": "consultation_proof",
}


def readings_of(milestone: Milestone, calendar: WorkCalendar) -> list[Reading]:
    """The open questions of law that a date turns on: a reply's, and that of going to court."""
    basis = milestone.basis
    if milestone.due_on is None and milestone.cautious_on is None:
        return []
    told: Iterable[str] = ()
    if milestone.name == "reply" and isinstance(basis, Reckoning):
        told = _about_reply(milestone, basis, calendar)
    elif milestone.name == "litigation_window" and isinstance(basis, Counted):
        told = _about_court(basis.cause)
    return [READINGS_BY_CODE[code] for code in dict.fromkeys(told)]


def _about_reply(milestone: Milestone, basis: Reckoning, calendar: WorkCalendar) -> Iterator[str]:
    yield from (_READING_OF_FLAG[flag] for flag in milestone.flags if flag in _READING_OF_FLAG)
    match basis.cause:
        case Received():
            yield from _about_receipt(basis.cause, milestone.flags, calendar)
        case FeePaid():
            yield "fee_restart"
        case Reopened(due_by=None):
            yield "term_after_set_aside"
    if basis.stops:
        yield "consultation_ends"


def _about_court(reply: Event) -> Iterator[str]:
    if isinstance(reply, Closed) and is_disputed(reply.outcome, reply.on):
        yield "refusals_before_court"


def _about_receipt(
    received: Received, flags: tuple[str, ...], calendar: WorkCalendar
) -> Iterator[str]:
    if "receipt_disputable" in flags:
        mail = received.channel == "ordinary_mail"
        yield "ordinary_mail_receipt" if mail else "internet_receipt"
    if received.channel == "forwarded":
        yield "forwarded_receipt"
    if not calendar.is_workday(received.on):
        yield "receipt_on_rest_day"
