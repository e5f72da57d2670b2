"""What the office waits for: the supplement, the opinions, the fee.

A term of the other side begins with the service of the letter; a letter that came back starts
none (退回的文书不起算期限), and nobody can be told to have let it lapse.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casework.cases.events import Consulted, SupplementRequested
from casework.cases.history import History, Letter, Round
from casework.cases.milestones import Counted, Milestone
from casework.cases.standstill import OPINION_TERMS, opinion_due
from casework.law.calendar import WorkCalendar
from casework.law.terms import FEE_PAYMENT, SUPPLEMENT_NOTICE, Term, Unit

CONSULTATION_ARTICLES = {
    "third_party": "条例第三十二条",
    "co_author": "条例第三十四条",
    "other_agency": "条例第三十三条第三款",
}


@dataclass(frozen=True, slots=True)
class _Request:
    """Something a letter asks of the applicant: within a term from service, or by a fixed day."""

    name: str
    article: str
    letter: Letter
    term: Term | None
    fixed: date | None
    done_on: date | None


def awaited_supplement(
    history: History, round_: Round, calendar: WorkCalendar
) -> Iterator[Milestone]:
    """The applicant's time to supplement: set by the office, from the service of its notice."""
    notice = round_.supplement_notice
    if notice is None or not isinstance(notice.event, SupplementRequested):
        return
    asked, article = notice.event, SUPPLEMENT_NOTICE.article
    term = None
    if asked.respond_workdays is not None and asked.respond_by is None:
        term = Term(asked.respond_workdays, Unit.WORKDAYS, article, asked.on)
    done = round_.supplemented.on if round_.supplemented else None
    request = _Request("supplement", article, notice, term, asked.respond_by, done)
    yield _of_applicant(history, round_, request, calendar)


def awaited_fee(history: History, round_: Round, calendar: WorkCalendar) -> Iterator[Milestone]:
    """The applicant's twenty working days to pay, from the day after the notice was served."""
    letter = round_.fee_notice
    if letter is not None:
        article = FEE_PAYMENT.article
        request = _Request("fee_payment", article, letter, FEE_PAYMENT, None, letter.answered_on)
        yield _of_applicant(history, round_, request, calendar)


def _of_applicant(
    history: History, round_: Round, request: _Request, calendar: WorkCalendar
) -> Milestone:
    letter, term = request.letter, request.term
    due, basis = request.fixed, None
    if letter.came_back:
        due = None
    elif term and letter.served_on:
        due = calendar.workday_after(letter.served_on, term.length)
        basis = Counted(letter.served_on, letter.event, term)
    open_ = request.done_on is None and round_.closed is None
    reached = letter.served_on is not None and not letter.came_back
    flags = []
    if letter.came_back:
        flags.append("undelivered")
    elif term is None and due is None:
        flags.append("no_term")
    if open_ and reached and history.is_past(due):
        flags.append("lapsed")
    return Milestone(
        request.name,
        round_.number,
        due,
        request.article,
        cautious_on=due,
        done_on=request.done_on,
        waiting_for="served" if open_ and not (reached or letter.came_back) else "",
        provisional=is_provisional(round_, due, calendar),
        flags=tuple(flags),
        basis=basis,
    )


def awaited_opinions(round_: Round, calendar: WorkCalendar) -> Iterator[Milestone]:
    """Each consulted party's time for its opinion; other agencies have no term."""
    for letter in round_.sent("consulted"):
        consulted = letter.event
        assert isinstance(consulted, Consulted)
        due = opinion_due(letter, calendar)
        term = OPINION_TERMS.get(consulted.party)
        done = _earliest(letter.answered_on, letter.ended_on, letter.withdrawn_on)
        open_ = not (due or done or letter.came_back or round_.closed)
        yield Milestone(
            "opinion",
            round_.number,
            due,
            CONSULTATION_ARTICLES[consulted.party],
            ref=letter.ref,
            cautious_on=due,
            done_on=done,
            waiting_for=("served" if term else "opinion") if open_ else "",
            provisional=is_provisional(round_, due, calendar),
            flags=("undelivered",) if letter.came_back else (),
            basis=Counted(letter.served_on, consulted, term)
            if letter.served_on and term
            else None,
        )


def is_provisional(round_: Round, due: date | None, calendar: WorkCalendar) -> bool:
    """Whether a notice not yet issued may still move a date; what is closed stays as it is."""
    return due is not None and round_.closed is None and calendar.is_provisional(due)


def has_lapsed(history: History, round_: Round, calendar: WorkCalendar) -> bool:
    """Whether a term of the applicant ran out unanswered, so that the case may be closed."""
    terms = (
        *awaited_supplement(history, round_, calendar),
        *awaited_fee(history, round_, calendar),
    )
    return any("lapsed" in milestone.flags for milestone in terms)


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)
