"""Which events may come next, and the sentence that says why not and what to do.

Late or faulty acts that really happened are not refused here (they are recorded, flagged, and have
the effect the law leaves them); refused is what cannot have happened.
"""

from collections.abc import Sequence
from datetime import date

from casework.cases.details import DETAILS
from casework.cases.events import EVENTS, Event, Received
from casework.cases.history import History, Objection
from casework.cases.standing import in_order, standing_events
from casework.law.terms import REGULATION_IN_FORCE

BEFORE_RECEIPT = frozenset(
    {"arrived", "contact_attempted", "received", "routed", "returned", "cleared", "signed"}
)
AFTER_CLOSING = BEFORE_RECEIPT | {
    "opinion_received",
    "consultation_ended",
    "third_party_informed",
    "served",
    "undelivered",
    "provided",
    "passed_on",
    "reopened",
}
ANSWERS = {
    "supplemented": ("supplement_requested", "没有发出补正告知书的记录，请先登记补正告知书"),
    "opinion_received": ("consulted", "没有发出征求意见书的记录，请先登记征求意见书"),
    "consultation_ended": ("consulted", "没有发出征求意见书的记录，请先登记征求意见书"),
    "third_party_informed": ("consulted", "没有征求第三方意见的记录，请先登记征求意见书"),
    "reasons_given": ("reasons_requested", "没有要求申请人说明理由的记录，请先登记说明理由告知书"),
    "fee_paid": ("fee_notified", "没有发出收费通知书的记录，请先登记收费通知书"),
}
"""What answers a letter, and the sentence when that letter was not sent."""

_ANSWERED_LATER = frozenset({"opinion_received", "consultation_ended", "third_party_informed"})
"""What may still come in when the case has been reopened; the rest answers its own round only."""

_HAVE_PREDECESSOR = ANSWERS.keys() | {"received", "reopened", "annulled"}


def read_history(events: Sequence[Event], today: date | None = None) -> History:
    """The history that the events of a case add up to.

    Within one day the order of recording need not be the order of happening: an event that
    lacks its predecessor is tried again after the others of that day.
    """
    kept, objections = standing_events(events, today)
    kept = in_order(kept)
    receipts = [event for event in kept if isinstance(event, Received)]
    received = next((event for event in receipts if _acceptable(event, today)), None)
    lost_receipt = not receipts and any(isinstance(event, Received) for event in events)
    history = History(received, today, lost_receipt, objections=objections)
    waiting: list[Event] = []
    for event in kept:
        if waiting and waiting[0].on != event.on:
            _settle(history, waiting)
        if objection(history, event) is None:
            history.add(event)
        else:
            waiting.append(event)
    _settle(history, waiting)
    return history


def _acceptable(received: Received, today: date | None) -> bool:
    return received.on >= REGULATION_IN_FORCE and (today is None or received.on <= today)


def _settle(history: History, waiting: list[Event]) -> None:
    """Try again what a day left over, as long as anything comes of it; the rest is refused."""
    moved = True
    while waiting and moved:
        standing = [event for event in waiting if _try(history, event)]
        waiting[:] = [event for event in waiting if event not in standing]
        moved = bool(standing)
    for event in waiting:
        history.objections.append(Objection(event, objection(history, event) or ""))
    waiting.clear()


def _try(history: History, event: Event) -> bool:
    if objection(history, event) is not None:
        return False
    history.add(event)
    return True


def possible_next(history: History, on: date) -> dict[str, str | None]:
    """For each kind of event: None if it may be recorded on that day, else why not."""
    return {event.kind: obstacle(history, event.kind, on) for event in EVENTS}


def objection(history: History, event: Event) -> str | None:
    """Why that event cannot stand in this history, or None when it can."""
    found = obstacle(history, event.kind, event.on)
    if found is None and (rule := DETAILS.get(event.kind)):
        found = rule(history, event)
    return found


def obstacle(history: History, kind: str, on: date) -> str | None:
    """Why no event of that kind can come on that day, whatever its details; None if one can."""
    if history.today is not None and on > history.today:
        return f"日期在今天（{history.today}）之后，尚未发生的事不能登记，请核对日期"
    received = history.received
    if kind not in BEFORE_RECEIPT and received is not None and on < received.on:
        return f"日期早于收到申请之日（{received.on}），请核对日期，或者先更正收到申请之日"
    closed = history.rounds[-1].closed
    if closed is not None and kind not in AFTER_CLOSING:
        return (
            f"本件已于{closed.on}办结，此后不能再登记；"
            "办结登记有误的请撤销办结记录，答复被撤销的请登记重新办理"
        )
    return _missing_predecessor(history, kind, on) if kind in _HAVE_PREDECESSOR else None


def _missing_predecessor(history: History, kind: str, on: date) -> str | None:
    if kind == "received" and history.current.opening is not None:
        return "已经登记过收到申请；收到之日登记有误的，请用“更正收到之日”，不必另行登记"
    if kind == "reopened" and history.current.closed is None:
        return "本件没有已经作出的答复，不能重新办理；请直接办理并登记答复"
    if kind == "annulled" and not history.events:
        return "还没有可以撤销的记录"
    if kind not in ANSWERS:
        return None
    letter, sentence = ANSWERS[kind]
    asked = history if kind in _ANSWERED_LATER else history.current
    return None if asked.letter(letter, "", on) else sentence
