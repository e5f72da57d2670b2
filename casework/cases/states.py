"""The state a case is in: what the office waits for, or that it is closed."""

from casework.cases.clock import supplement_notice
from casework.cases.history import History, Letter, Round
from casework.cases.standstill import consultation_end
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


def state_of(history: History, calendar: WorkCalendar) -> str | None:
    """The state after all that stands; None for a fragment that nothing can be said of.

    A consultation whose term has run out by `history.today` is no longer waited for.
    """
    round_ = history.current
    if history.lost_receipt and history.received is None:
        return "void"
    if round_.closed is not None:
        return "closed"
    return _waited_for(history, round_, calendar) or _working_on(round_)


def _waited_for(history: History, round_: Round, calendar: WorkCalendar) -> str | None:
    if supplement_notice(round_) and round_.supplemented is None:
        return "awaiting_supplement"
    if any(letter.answered_on is None for letter in _standing(round_, "fee_notified")):
        return "awaiting_fee"
    if any(_is_waited_for(letter, history, calendar) for letter in round_.sent("consulted")):
        return "consulting"
    kinds = {event.kind for event in round_.events}
    if "reasons_requested" in kinds and "reasons_given" not in kinds:
        return "awaiting_reasons"
    return None


def _working_on(round_: Round) -> str | None:
    if round_.number > 1:
        return "reopened"
    return "received" if round_.opening else None


def _standing(round_: Round, kind: str) -> list[Letter]:
    return [letter for letter in round_.sent(kind) if letter.withdrawn_on is None]


def _is_waited_for(letter: Letter, history: History, calendar: WorkCalendar) -> bool:
    end = consultation_end(letter, calendar)
    if end is None:
        return True
    settled = letter.answered_on or letter.ended_on or letter.returned_on or letter.withdrawn_on
    return not settled and (history.today is None or history.today <= end)
