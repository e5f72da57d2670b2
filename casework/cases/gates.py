"""What the register demands before it takes an event down: complete, and with its ground on file.

The reckoning of deadlines asks less: it must cope with whatever was written elsewhere. Here the
office is kept from closing a case on a ground that a court would look for in vain. Above 150 lines
because it is a list of small rules, read one by one.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date

from casework.cases.awaited import awaited_fee, awaited_supplement
from casework.cases.events import Cleared, Closed, Event, Received, Withdrawn
from casework.cases.history import History, Letter
from casework.cases.milestones import Milestone
from casework.law.calendar import WorkCalendar
from casework.law.outcomes import OUTCOMES_BY_CODE
from casework.law.receipt import CHANNELS_BY_CODE, Stamps, day_of_receipt

_GRANTS = ("granted", "granted_in_part")
_WITHOUT_LETTER = ("other.not_supplemented", "other.fee_unpaid", "other.other")
_EMPTY: tuple[object, ...] = (None, "", ())
_STAMPS = {field.name: field.metadata["label"] for field in fields(Received) if field.metadata}


def unfilled(event: Event) -> str | None:
    """The sentence that names what was left blank and the register needs, None if nothing was."""
    missing = [
        field.metadata["label"]
        for field in fields(event)
        if field.metadata.get("desk") and getattr(event, field.name) in _EMPTY
    ]
    return f"“{event.label}”还缺少：{'、'.join(missing)}，请补填" if missing else None


def receipt_gate(received: Received) -> str | None:
    """Why the day of receipt is not the one the law makes of the stamps (条例第三十一条)."""
    channel = CHANNELS_BY_CODE[received.channel]
    stamps = stamps_of(received)
    day = day_of_receipt(received.channel, stamps)
    if day is None:
        needed = "submitted_on" if stamps.auto_confirmed else channel.decided_by
        return f"{channel.rule}，请填写“{_STAMPS[needed]}”"
    if day != received.on:
        return f"{channel.rule}，应为{day}，登记的是{received.on}，请核对"
    return None


def stamps_of(received: Received) -> Stamps:
    """The stamps that the event carries."""
    return Stamps(
        received.submitted_on, received.arrived_on, received.confirmed_on, received.auto_confirmed
    )


def closing_gates(history: History, closed: Closed, calendar: WorkCalendar) -> list[str]:
    """Why the case may not be closed so, a sentence each; `history` is what came before."""
    outcomes = dict.fromkeys((closed.outcome, *(item.outcome for item in closed.items)))
    found = [sentence for sentence in _items_agree(closed) if sentence]
    for outcome in outcomes:
        gate = _GATES.get(outcome)
        sentence = gate(history, closed, calendar) if gate else None
        if sentence and sentence not in found:
            found.append(sentence)
    return found


def closing_warnings(history: History, closed: Closed) -> list[str]:
    """What a careful colleague would ask before the case is closed so; nothing here refuses."""
    return [sentence for doubt in _DOUBTS if (sentence := doubt(history, closed))]


# -- what a ground needs ------------------------------------------------------------------------


def _cleared(history: History, closed: Closed, _: WorkCalendar) -> str | None:
    if any(event.kind == "cleared" for event in _before(history, closed.on)):
        return None
    return "公开前应当经过审查（条例第十七条），请先登记审查（保密、法制）"


def _has_basis(history: History, closed: Closed, _: WorkCalendar) -> str | None:
    """A secret needs its marking, a prohibition its law: in the items, or in the review's note."""
    for outcome, wanted in _BASES.items():
        items = [item for item in closed.items if item.outcome == outcome]
        concerned = closed.outcome == outcome or items
        if concerned and not (items and all(item.article for item in items)):
            if outcome == "refused.state_secret" and _reviewed_in_words(history, closed.on):
                continue
            label = OUTCOMES_BY_CODE[outcome].label
            return f"以“{label}”不予公开的，请在分项结果中写明{wanted}"
    return None


_BASES = {
    "refused.state_secret": "定密依据（不写信息的标题和内容），或者先登记保密审查意见",
    "refused.forbidden_by_law": "禁止公开的法律、行政法规的名称和条款",
}


def _reviewed_in_words(history: History, by: date) -> bool:
    return any(isinstance(event, Cleared) and event.note for event in _before(history, by))


def _supplemented(history: History, closed: Closed, _: WorkCalendar) -> str | None:
    supplemented = history.current.supplemented
    if supplemented is not None and supplemented.on <= closed.on:
        return None
    return "没有收到补正的记录，不能按“补正后申请内容仍不明确”办结；请先登记补正"


def _not_supplemented(history: History, closed: Closed, calendar: WorkCalendar) -> str | None:
    found = awaited_supplement(history, history.current, calendar)
    letter = history.current.supplement_notice
    return _unanswered("补正", "补正告知书", letter, next(found, None), closed.on)


def _fee_unpaid(history: History, closed: Closed, calendar: WorkCalendar) -> str | None:
    found = awaited_fee(history, history.current, calendar)
    return _unanswered(
        "缴费", "收费通知书", history.current.fee_notice, next(found, None), closed.on
    )


def _unanswered(
    act: str, notice: str, letter: Letter | None, milestone: Milestone | None, on: date
) -> str | None:
    """Nobody let a term lapse that never began: the letter's service must be on file."""
    if letter is None or milestone is None:
        return f"没有发出{notice}的记录，不能按逾期不{act}办结"
    if letter.served_on is None or letter.came_back:
        return f"没有{notice}送达的记录，期限没有开始，不能按逾期不{act}办结；请先登记送达"
    if milestone.done_on is not None:
        return f"申请人已于{milestone.done_on}{act}，不能按逾期不{act}办结"
    if milestone.due_on is None:
        return f"{notice}没有写明期限，不能按逾期不{act}办结"
    if on <= milestone.due_on:
        return f"申请人的{act}期限到{milestone.due_on}届满，届满后才能按逾期不{act}办结"
    return None


def _reasons_requested(history: History, closed: Closed, _: WorkCalendar) -> str | None:
    if any(event.kind == "reasons_requested" for event in _before(history, closed.on)):
        return None
    return "应当先要求申请人说明理由（条例第三十五条），请先登记说明理由告知书"


def _reason_named(_: History, closed: Closed, __: WorkCalendar) -> str | None:
    if closed.outcome != "other.other" or closed.reason:
        return None
    return "按“其他”办结的，请选明原因"


_GATES: dict[str, Callable[[History, Closed, WorkCalendar], str | None]] = {
    "granted": _cleared,
    "granted_in_part": _cleared,
    "refused.state_secret": _has_basis,
    "refused.forbidden_by_law": _has_basis,
    "unavailable.still_unclear": _supplemented,
    "not_processed.excessive": _reasons_requested,
    "other.not_supplemented": _not_supplemented,
    "other.fee_unpaid": _fee_unpaid,
    "other.other": _reason_named,
}


def _items_agree(closed: Closed) -> Iterator[str]:
    """A mixed reply counts once, as a grant in part where anything was given (条例第三十七条)."""
    outcomes = {item.outcome for item in closed.items}
    if not outcomes:
        return
    given = outcomes & set(_GRANTS)
    if given and outcomes != {"granted"}:
        if closed.outcome != "granted_in_part":
            yield "分项结果中有公开也有不公开的，整件应当按“部分公开”办结"
    elif closed.outcome not in outcomes:
        yield "整件的办理结果与各分项的结果都不同，请核对"


# -- what a colleague would ask -----------------------------------------------------------------


def _no_withdrawal(history: History, closed: Closed) -> str | None:
    withdrawn = any(isinstance(e, Withdrawn) and e.scope == "all" for e in history.current.events)
    if closed.reason == "withdrawn" and not withdrawn:
        return "没有申请人撤回的记录，请补登"
    return None


def _no_consultation(history: History, closed: Closed) -> str | None:
    if closed.outcome == "refused.third_party_rights" and not history.current.sent("consulted"):
        return "没有征求第三方意见的记录（条例第三十二条），请核对"
    return None


def _no_items(_: History, closed: Closed) -> str | None:
    if closed.outcome == "granted_in_part" and not closed.items:
        return "部分公开的答复应当分项写明各部分的结果和依据，请补填分项结果"
    return None


def _no_letter(_: History, closed: Closed) -> str | None:
    if closed.method == "none" and closed.outcome not in _WITHOUT_LETTER:
        return "这种结果应当书面答复申请人，请核对送达方式"
    return None


def _no_reasons(history: History, closed: Closed) -> str | None:
    kinds = {event.kind for event in history.current.events}
    if closed.outcome == "not_processed.excessive" and "reasons_given" not in kinds:
        return "没有收到申请人说明理由的记录，请核对是否已给了合理的时间"
    return None


def _dated_later(_: History, closed: Closed) -> str | None:
    if closed.written_on is not None and closed.written_on > closed.on:
        return "文书落款日期晚于答复之日，请核对"
    return None


_DOUBTS = (_no_withdrawal, _no_consultation, _no_items, _no_letter, _no_reasons, _dated_later)


def _before(history: History, day: date) -> list[Event]:
    """What stands in the current round up to a day."""
    return [event for event in history.current.events if event.on <= day]
