"""The state a case is in: what the office waits for, or that it is closed."""

from casework.cases.history import History, Letter, Round
from casework.cases.standstill import consultation_end
from casework.cases.steps import BEFORE_RECEIPT
from casework.law.calendar import WorkCalendar

STATES = {
    "received": "办理中",
    "awaiting_supplement": "等待补正",
    "consulting": "征求意见中",
    "awaiting_fee": "等待缴费",
    "awaiting_reasons": "等待说明理由",
    "closed": "已办结",
    "reopened": "重新办理中",
    "void": "登记已撤销",
}


_WAITING = {"supplement": "awaiting_supplement", "fee": "awaiting_fee"}


def state_of(history: History, waiting_for: str, calendar: WorkCalendar) -> str | None:
    """The state after all that stands; None for a fragment that shows no work on it.

    `waiting_for` is what the reply clock of the current round waits for. A consultation whose
    term has run out by `history.today` is no longer waited for.
    """
    round_ = history.current
    if history.lost_receipt and history.received is None:
        return "void"
    if round_.closed is not None:
        return "closed"
    if waiting_for in _WAITING:
        return _WAITING[waiting_for]
    asked = round_.sent("consulted")
    if asked and any(_is_waited_for(letter, history, calendar) for letter in asked):
        return "consulting"
    return _working_on(round_)


def _working_on(round_: Round) -> str | None:
    asked = round_.sent("reasons_requested")
    if asked and not any(event.kind == "reasons_given" for event in round_.events):
        return "awaiting_reasons"
    if round_.number > 1:
        return "reopened"
    begun = round_.opening or any(event.kind not in BEFORE_RECEIPT for event in round_.events)
    return "received" if begun else None


def _is_waited_for(letter: Letter, history: History, calendar: WorkCalendar) -> bool:
    if letter.answered_on or letter.ended_on or letter.returned_on or letter.withdrawn_on:
        return False
    end = consultation_end(letter, calendar)
    return end is None or not history.is_past(end)
