"""What the office sends: the notices it may, each in its time, and the reply it must.

A notice is a choice of the office (`option`); only the reply binds it.
"""

from collections.abc import Iterator
from datetime import date

from casework.cases.awaited import has_lapsed, is_provisional
from casework.cases.clock import notice_is_late
from casework.cases.events import Received
from casework.cases.history import History, Letter, Round
from casework.cases.milestones import Counted, Milestone
from casework.cases.runs import Reckoning, in_run
from casework.law.calendar import WorkCalendar
from casework.law.terms import FEE_PAYMENT, REPLY, SUPPLEMENT_NOTICE


def fees_may_be_charged(reckoning: Reckoning) -> bool:
    """Whether the measures were in force when the notice would be due (2021年1月1日施行)."""
    return reckoning.due is None or reckoning.due >= FEE_PAYMENT.since


def supplement_notice(
    round_: Round, received: Received, arguable: date | None, calendar: WorkCalendar
) -> Milestone:
    """What must be supplemented is told once, within seven working days (条例第三十条)."""
    term = SUPPLEMENT_NOTICE
    due = cautious = calendar.workday_after(received.on, term.length)
    if arguable is not None and arguable != received.on:
        cautious = calendar.workday_after(arguable, term.length)
    notice = round_.supplement_notice
    return Milestone(
        "supplement_notice",
        round_.number,
        due,
        term.article,
        cautious_on=cautious,
        done_on=notice.event.on if notice else None,
        binds="option",
        provisional=is_provisional(round_, due, calendar),
        flags=tuple(_supplement_flags(round_, notice, calendar)) if notice else (),
        basis=Counted(received.on, received, term),
    )


def _supplement_flags(round_: Round, notice: Letter, calendar: WorkCalendar) -> Iterator[str]:
    if notice_is_late(round_, notice, calendar):
        yield "late"
    if sum(sent.stands for sent in round_.sent("supplement_requested")) > 1:
        yield "second_notice"


def extension_notice(round_: Round, reckoning: Reckoning, calendar: WorkCalendar) -> Milestone:
    """An extension must be told by the day the term ends without it; the first of a run tells."""
    due = reckoning.base_due
    assert reckoning.cause is not None
    sent = [extended.on for extended in in_run(round_, "extended", reckoning.cause)]
    told_on = min(sent, default=None)
    return Milestone(
        "extension_notice",
        round_.number,
        due,
        REPLY.article,
        cautious_on=reckoning.cautious_base,
        done_on=told_on,
        binds="option",
        waiting_for="" if round_.closed else reckoning.waiting_for,
        provisional=is_provisional(round_, due, calendar),
        flags=("late",) if due and told_on and told_on > due else (),
        basis=reckoning,
    )


def fee_notice(round_: Round, reckoning: Reckoning, calendar: WorkCalendar) -> Milestone:
    """A fee must be asked for while the term runs in which it is asked."""
    run = reckoning.fee_run
    due = run.due if run else None
    letter = round_.fee_notice
    cautious = reckoning.cautious if run is reckoning else due
    return Milestone(
        "fee_notice",
        round_.number,
        due,
        FEE_PAYMENT.article,
        cautious_on=cautious,
        done_on=letter.event.on if letter else None,
        binds="option",
        waiting_for="" if due or letter or round_.closed else reckoning.waiting_for,
        provisional=is_provisional(round_, due, calendar),
        flags=("late",) if "late_fee_notice" in reckoning.flags else (),
        basis=run,
    )


def reply(
    history: History, round_: Round, reckoning: Reckoning, calendar: WorkCalendar
) -> Milestone:
    """The reply itself: late, overdue, or not due while the other side has to act first."""
    due, closed = reckoning.due, round_.closed
    return Milestone(
        "reply",
        round_.number,
        due,
        _reply_article(reckoning),
        cautious_on=reckoning.cautious,
        done_on=closed.on if closed else None,
        binds="office",
        waiting_for="" if closed else reckoning.waiting_for,
        provisional=is_provisional(round_, due, calendar),
        flags=tuple(_reply_flags(history, round_, reckoning, calendar)),
        basis=reckoning,
    )


def _reply_article(reckoning: Reckoning) -> str:
    if reckoning.deferred and reckoning.due == reckoning.deferred.until:
        return "条例第三十五条"
    return REPLY.article


def _reply_flags(
    history: History, round_: Round, reckoning: Reckoning, calendar: WorkCalendar
) -> Iterator[str]:
    yield from dict.fromkeys(reckoning.flags)
    arguable = reckoning.arguable
    if arguable and round_.opening and arguable < round_.opening.on:
        yield "receipt_disputable"
    if round_.closed is not None:
        if reckoning.due and round_.closed.on > reckoning.due:
            yield "late"
    elif history.is_past(reckoning.due):
        yield "overdue"
        yield "silence_remedies_open"
    elif reckoning.waiting_for and has_lapsed(history, round_, calendar):
        yield "may_be_closed"
