"""Which events may come next, and the sentence that says why not and what to do.

Late or faulty acts that really happened are not refused here (they are recorded, flagged, and have
the effect the law leaves them); refused is what cannot have happened.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from casework.cases.events import (
    EVENTS,
    Consulted,
    Deferred,
    Event,
    Extended,
    NoticeWithdrawn,
    Received,
    Reopened,
    Served,
    SupplementRequested,
    ThirdPartyInformed,
    Undelivered,
)
from casework.cases.fields import LETTER
from casework.cases.history import History, Objection, in_order, standing_events
from casework.law.terms import LONGEST_EXTENSION, REGULATION_IN_FORCE

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

_LETTER_NAMES = dict(LETTER)


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
    if found is None and (rule := _DETAILS.get(event.kind)):
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
        return "已经登记过收到申请；更正收到申请之日，请先撤销原来的记录"
    if kind == "reopened" and history.current.closed is None:
        return "本件没有已经作出的答复，不能重新办理；请直接办理并登记答复"
    if kind == "annulled" and not history.events:
        return "还没有可以撤销的记录"
    if kind not in ANSWERS:
        return None
    letter, sentence = ANSWERS[kind]
    asked = history if kind in _ANSWERED_LATER else history.current
    return None if asked.letter(letter, "", on) else sentence


def _received(history: History, event: Received) -> str | None:
    if event.on < REGULATION_IN_FORCE:
        return (
            f"{REGULATION_IN_FORCE}以前收到的申请适用修订前的条例，本系统不办理；"
            "请在原来的台账中办理"
        )
    return None if event is history.received else "另有一条更早的收到申请记录，请撤销其中一条"


def _supplement_requested(history: History, event: SupplementRequested) -> str | None:
    if event.respond_by is not None and event.respond_by <= event.on:
        return "补正截止日应当在补正告知书发出之后，请核对日期"
    return None


def _supplemented(history: History, event: Event) -> str | None:
    letter = history.current.letter("supplement_requested", "", event.on)
    if letter is not None and letter.withdrawn_on is not None:
        return "补正告知书已经收回，收到的材料不作为补正登记"
    return None


def _fee_paid(history: History, event: Event) -> str | None:
    letter = history.current.letter("fee_notified", "", event.on)
    if letter is not None and letter.withdrawn_on is not None:
        return "收费通知书已经收回，不应再收费；款项请退还申请人"
    return None


def _fee_notified(history: History, event: Event) -> str | None:
    if any(letter.stands for letter in history.current.sent("fee_notified")):
        return "已经发出过收费通知书；需要改变金额的，请先登记收回原通知书"
    return None


def _consulted(history: History, event: Consulted) -> str | None:
    if event.ref in history.current.refs:
        return f"征求意见编号“{event.ref}”已经用过，请换一个编号"
    return None


def _of_consultation(history: History, event: Any) -> str | None:
    letter = history.letter("consulted", event.ref, event.on)
    if letter is None:
        return f"没有编号为“{event.ref}”的征求意见书，请核对编号，或者先登记征求意见书"
    return None


def _third_party_informed(history: History, event: ThirdPartyInformed) -> str | None:
    missing = _of_consultation(history, event)
    letter = history.letter("consulted", event.ref, event.on)
    if missing is None and letter and getattr(letter.event, "party", "") != "third_party":
        return f"编号“{event.ref}”征求的不是第三方意见，无需按第三十二条告知"
    return missing


def _extended(history: History, event: Extended) -> str | None:
    longest = LONGEST_EXTENSION.length
    before = sum(
        letter.event.workdays or longest
        for letter in history.current.sent("extended")
        if letter.withdrawn_on is None
        and isinstance(letter.event, Extended)
        and letter.event.on >= history.current.run_started_on
    )
    if before + (event.workdays or longest) > longest:
        told = f"此前已延长{before}个工作日，" if before else ""
        return f"{told}延长的期限合计不得超过{LONGEST_EXTENSION}（{LONGEST_EXTENSION.article}）"
    if event.approved_on is not None and event.approved_on > event.on:
        return "应当先经政府信息公开工作机构负责人同意，再发出延期答复告知书；请核对同意之日"
    return None


def _deferred(history: History, event: Deferred) -> str | None:
    return None if event.until > event.on else "延迟答复的期限应当在告知之后，请核对日期"


def _notice_withdrawn(history: History, event: NoticeWithdrawn) -> str | None:
    if not event.of:
        return "没有写明收回的是哪一种通知，请补填“收回的文书”"
    letter = history.current.letter(event.of, event.ref, event.on)
    name = _LETTER_NAMES[event.of]
    if letter is None:
        return f"本轮办理没有发出{name}的记录，无从收回；请核对"
    if letter.answered_on is not None:
        return f"{name}已于{letter.answered_on}得到答复，不能再收回"
    if letter.withdrawn_on is not None:
        return f"{name}已经收回，无需重复登记"
    return _unnamed_consultation(history, event)


def _delivery(history: History, event: Served | Undelivered) -> str | None:
    if history.letter(event.of, event.ref, event.on) is None:
        name = _LETTER_NAMES[event.of]
        return f"没有发出{name}的记录，请先登记{name}，再登记送达或者退回"
    return _unnamed_consultation(history, event)


def _unnamed_consultation(
    history: History, event: Served | Undelivered | NoticeWithdrawn
) -> str | None:
    if event.of == "consulted" and not event.ref and len(history.current.sent("consulted")) > 1:
        return "发出过不止一份征求意见书，请写明是哪一份的编号"
    return None


def _reopened(history: History, event: Reopened) -> str | None:
    if event.due_by is not None and event.due_by < event.on:
        return "决定或者判决确定的期限早于收到之日，请核对日期"
    return None


_DETAILS: dict[str, Callable[[History, Any], str | None]] = {
    "received": _received,
    "supplement_requested": _supplement_requested,
    "supplemented": _supplemented,
    "consulted": _consulted,
    "opinion_received": _of_consultation,
    "consultation_ended": _of_consultation,
    "third_party_informed": _third_party_informed,
    "extended": _extended,
    "deferred": _deferred,
    "fee_notified": _fee_notified,
    "fee_paid": _fee_paid,
    "notice_withdrawn": _notice_withdrawn,
    "served": _delivery,
    "undelivered": _delivery,
    "reopened": _reopened,
}
