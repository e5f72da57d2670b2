"""What the details of an event must agree with: dates in order, references that exist, caps kept.

One rule for each kind of event that has any; it is asked once the event may come at all
(`steps.obstacle`). Above 150 lines because it is a list of small rules, read one by one.
"""

from collections.abc import Callable
from typing import Any

from casework.cases.events import (
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
from casework.cases.history import History
from casework.law.terms import LONGEST_EXTENSION, REGULATION_IN_FORCE

_LETTER_NAMES = dict(LETTER)


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


DETAILS: dict[str, Callable[[History, Any], str | None]] = {
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
"""By kind: why an event cannot stand in a history, or None when it can."""
