"""Every milestone of a case, each with what it rests on (条例第三十条至第三十五条).

Terms up to the reply of a closed round use the notices issued by its day of closing, whenever
they were imported; the applicant's later terms use the newest.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from casework.cases.clock import (
    Reckoning,
    arguable_receipt,
    notice_is_late,
    reckon_reply,
    supplement_notice,
)
from casework.cases.events import Consulted, Event, Received, Reopened, SupplementRequested
from casework.cases.history import History, Letter, Objection, Round
from casework.cases.milestones import Counted, Milestone
from casework.cases.standstill import OPINION_TERMS, opinion_due
from casework.cases.states import state_of
from casework.cases.steps import read_history
from casework.cases.windows import remedy_windows
from casework.law.calendar import WorkCalendar
from casework.law.terms import FEE_PAYMENT, REPLY, SUPPLEMENT_NOTICE, Term, Unit

CONSULTATION_ARTICLES = {
    "third_party": "条例第三十二条",
    "co_author": "条例第三十四条",
    "other_agency": "条例第三十三条第三款",
}


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a case's events add up to: state, milestones, and what could not stand."""

    state: str | None
    milestones: tuple[Milestone, ...]
    inadmissible: tuple[Objection, ...]
    history: History


def deadlines(
    events: Sequence[Event], calendar: WorkCalendar, today: date | None = None
) -> Reckoned:
    """Reckon a case from its events: the one function behind every date the program shows.

    `today` decides what is overdue and stands in for opinions still owed; without it the result
    depends on the events and the calendar alone.
    """
    history = read_history(events, today)
    milestones = tuple(
        milestone
        for round_ in history.rounds
        for milestone in _of_round(history, round_, calendar)
    )
    state = state_of(history, calendar)
    return Reckoned(state, milestones, tuple(history.objections), history)


def _of_round(history: History, round_: Round, calendar: WorkCalendar) -> Iterator[Milestone]:
    known = calendar.known_on(round_.closed.on) if round_.closed else calendar
    reckoning = reckon_reply(round_, known, history.today)
    yield from _supplement(history, round_, known)
    yield from _opinions(round_, known)
    yield from _fee(history, round_, reckoning, known)
    yield from _reply(history, round_, reckoning, known)
    yield from remedy_windows(round_, calendar)


def _supplement(history: History, round_: Round, calendar: WorkCalendar) -> Iterator[Milestone]:
    notice = supplement_notice(round_)
    opening = round_.opening
    if isinstance(opening, Received):
        yield _supplement_notice(round_, opening, notice, calendar)
    if notice is not None:
        yield _supplement_term(history, round_, notice, calendar)


def _supplement_notice(
    round_: Round, opening: Received, notice: Letter | None, calendar: WorkCalendar
) -> Milestone:
    days = SUPPLEMENT_NOTICE.length
    due = calendar.workday_after(opening.on, days)
    arguable = arguable_receipt(round_) or opening.on
    flags = []
    if notice and notice_is_late(round_, notice, calendar):
        flags.append("late")
    if len([n for n in round_.sent("supplement_requested") if n.stands]) > 1:
        flags.append("second_notice")
    return Milestone(
        "supplement_notice",
        "",
        round_.number,
        due,
        calendar.workday_after(arguable, days),
        notice.event.on if notice else None,
        "option",
        "",
        calendar.is_provisional(due),
        SUPPLEMENT_NOTICE.article,
        tuple(flags),
        Counted(opening.on, opening, SUPPLEMENT_NOTICE),
    )


def _supplement_term(
    history: History, round_: Round, notice: Letter, calendar: WorkCalendar
) -> Milestone:
    asked = notice.event
    assert isinstance(asked, SupplementRequested)
    supplemented = round_.supplemented
    due, basis, waiting = None, None, ""
    flags: list[str] = []
    if notice.returned_on:
        flags.append("undelivered")
    elif asked.respond_by:
        due = asked.respond_by
    elif asked.respond_workdays is None:
        flags.append("no_term")
    elif notice.served_on is None:
        waiting = "served"
    else:
        term = Term(asked.respond_workdays, Unit.WORKDAYS, SUPPLEMENT_NOTICE.article, asked.on)
        due = calendar.workday_after(notice.served_on, term.length)
        basis = Counted(notice.served_on, asked, term)
    done = supplemented.on if supplemented else None
    if _is_past(due, history.today) and done is None and round_.closed is None:
        flags.append("lapsed")
    return _for_the_other("supplement", "", round_, due, done, waiting, flags, basis, calendar)


def _opinions(round_: Round, calendar: WorkCalendar) -> Iterator[Milestone]:
    for letter in round_.sent("consulted"):
        consulted = letter.event
        assert isinstance(consulted, Consulted)
        due = opinion_due(letter, calendar)
        term = OPINION_TERMS.get(consulted.party)
        ended = [d for d in (letter.answered_on, letter.ended_on, letter.withdrawn_on) if d]
        done = min(ended, default=None)
        waiting = "" if due or done or letter.returned_on else "served" if term else "opinion"
        flags = ["undelivered"] if letter.returned_on else []
        basis = Counted(letter.served_on, consulted, term) if letter.served_on and term else None
        article = CONSULTATION_ARTICLES[consulted.party]
        yield _for_the_other(
            "opinion", letter.ref, round_, due, done, waiting, flags, basis, calendar, article
        )


def _fee(
    history: History, round_: Round, reckoning: Reckoning, calendar: WorkCalendar
) -> Iterator[Milestone]:
    sent = [letter for letter in round_.sent("fee_notified") if not letter.withdrawn_on]
    letter = sent[-1] if sent else None
    if letter is None and (reckoning.start is None or _is_fixed(round_)):
        return
    due = reckoning.fee_notice_due
    yield Milestone(
        "fee_notice",
        "",
        round_.number,
        due,
        min(due, reckoning.cautious) if due and reckoning.cautious else due,
        letter.event.on if letter else None,
        "option",
        "",
        due is not None and calendar.is_provisional(due),
        FEE_PAYMENT.article,
        ("late",) if "late_fee_notice" in reckoning.flags else (),
        None,
    )
    if letter is not None:
        yield _fee_payment(history, round_, letter, calendar)


def _fee_payment(
    history: History, round_: Round, letter: Letter, calendar: WorkCalendar
) -> Milestone:
    due, basis = None, None
    if letter.served_on and not letter.returned_on:
        due = calendar.workday_after(letter.served_on, FEE_PAYMENT.length)
        basis = Counted(letter.served_on, letter.event, FEE_PAYMENT)
    waiting = "" if due or letter.returned_on else "served"
    flags = ["undelivered"] if letter.returned_on else []
    done = letter.answered_on
    if _is_past(due, history.today) and done is None and round_.closed is None:
        flags.append("lapsed")
    return _for_the_other(
        "fee_payment", "", round_, due, done, waiting, flags, basis, calendar, FEE_PAYMENT.article
    )


def _reply(
    history: History, round_: Round, reckoning: Reckoning, calendar: WorkCalendar
) -> Iterator[Milestone]:
    if reckoning.start is None and not reckoning.waiting_for:
        return
    provisional = reckoning.due is not None and calendar.is_provisional(reckoning.due)
    if reckoning.start is not None and not _is_fixed(round_):
        yield Milestone(
            "extension_notice",
            "",
            round_.number,
            reckoning.base_due,
            min(filter(None, (reckoning.base_due, reckoning.cautious)), default=None),
            max((letter.event.on for letter in _standing_extensions(round_)), default=None),
            "option",
            reckoning.waiting_for,
            provisional,
            REPLY.article,
            tuple(flag for flag in reckoning.flags if flag == "late_extension"),
            None,
        )
    yield Milestone(
        "reply",
        "",
        round_.number,
        reckoning.due,
        reckoning.cautious,
        round_.closed.on if round_.closed else None,
        "office",
        reckoning.waiting_for if round_.closed is None else "",
        provisional,
        REPLY.article,
        tuple(_reply_flags(history, round_, reckoning, calendar)),
        reckoning,
    )


def _reply_flags(
    history: History, round_: Round, reckoning: Reckoning, calendar: WorkCalendar
) -> Iterator[str]:
    yield from dict.fromkeys(reckoning.flags)
    arguable = arguable_receipt(round_)
    if arguable and round_.opening and arguable < round_.opening.on:
        yield "receipt_disputable"
    if round_.closed is not None:
        if reckoning.due and round_.closed.on > reckoning.due:
            yield "late"
    elif _is_past(reckoning.due, history.today):
        yield "overdue"
    elif reckoning.waiting_for and _has_lapsed(history, round_, calendar):
        yield "may_be_closed"


def _has_lapsed(history: History, round_: Round, calendar: WorkCalendar) -> bool:
    terms: list[Milestone] = []
    if notice := supplement_notice(round_):
        terms.append(_supplement_term(history, round_, notice, calendar))
    terms.extend(
        _fee_payment(history, round_, letter, calendar)
        for letter in round_.sent("fee_notified")
        if not letter.withdrawn_on
    )
    return any("lapsed" in milestone.flags for milestone in terms)


def _standing_extensions(round_: Round) -> Iterable[Letter]:
    return (letter for letter in round_.sent("extended") if not letter.withdrawn_on)


def _is_fixed(round_: Round) -> bool:
    return isinstance(round_.opening, Reopened) and round_.opening.due_by is not None


def _is_past(due: date | None, today: date | None) -> bool:
    return due is not None and today is not None and today > due


def _for_the_other(
    name: str,
    ref: str,
    round_: Round,
    due: date | None,
    done: date | None,
    waiting: str,
    flags: list[str],
    basis: Counted | None,
    calendar: WorkCalendar,
    article: str = SUPPLEMENT_NOTICE.article,
) -> Milestone:
    """A milestone that binds the other side; it knows no cautious reading of its own."""
    provisional = due is not None and calendar.is_provisional(due)
    waits = "" if done or round_.closed else waiting
    number = round_.number
    return Milestone(
        name,
        ref,
        number,
        due,
        due,
        done,
        "other",
        waits,
        provisional,
        article,
        tuple(flags),
        basis,
    )
