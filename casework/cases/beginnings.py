"""How a term began: the receipt and what started it anew, told in order with their grounds."""

from collections.abc import Iterator
from datetime import date

from casework.cases.events import Event, FeePaid, Received, Reopened, Supplemented
from casework.cases.fields import LETTER
from casework.cases.history import Letter, Round
from casework.cases.stretches import Step
from casework.cases.wording import day_in_full
from casework.law.calendar import WorkCalendar
from casework.law.receipt import CHANNELS_BY_CODE, rule_of
from casework.law.terms import FEE_PAYMENT, REPLY, SUPPLEMENT_NOTICE

_LETTER_NAMES = dict(LETTER)
_GROUNDS = {
    "reconsideration": "收到行政复议决定",
    "litigation": "收到人民法院裁判",
    "own_motion": "本机关自行纠正原答复",
}


def beginnings(round_: Round, cause: Event, calendar: WorkCalendar) -> Iterator[Step]:
    """What led to the running term: receipt, requests and answers, and at last its cause."""
    opening, supplemented = round_.opening, round_.supplemented
    if opening is not None and opening is not cause:
        yield start_of(opening.on, opening)
        if supplemented is not None and supplemented.on <= cause.on:
            yield from _asked_to_supplement(round_, opening.on, calendar)
            if supplemented is not cause:
                yield start_of(supplemented.on, supplemented)
        if isinstance(cause, FeePaid) and round_.fee_notice:
            yield _step(round_.fee_notice, "等待申请人缴费。", FEE_PAYMENT.article)
    yield start_of(cause.on, cause)


def waiting(round_: Round | None, waiting_for: str, calendar: WorkCalendar) -> Iterator[Step]:
    """Why there is no date yet: what the office waits for."""
    if waiting_for == "opinion":
        text = "等待被征求机关的意见，期间不计算在答复期限内。"
        yield Step(0, None, None, None, text, "条例第三十三条第三款")
    if round_ is None or waiting_for == "opinion":
        return
    if waiting_for == "supplement":
        opened = round_.opening.on if round_.opening else None
        yield from _asked_to_supplement(round_, opened, calendar)
        letter, anew = round_.supplement_notice, "答复期限自收到补正的申请之日起重新计算。"
        article = SUPPLEMENT_NOTICE.article
    else:
        if round_.fee_notice:
            yield _step(round_.fee_notice, "等待申请人缴费。", FEE_PAYMENT.article)
        letter, anew = round_.fee_notice, "答复期限自缴费次日起重新计算。"
        article = FEE_PAYMENT.article
    if letter and letter.returned_on and letter.came_back:
        back = f"{_name(letter)}已于{day_in_full(letter.returned_on)}退回，请重新送达。"
        yield Step(0, letter.returned_on, None, None, back, article)
    yield Step(0, None, None, None, anew, article)


def start_of(start: date, cause: Event) -> Step:
    """From which day a term runs, and why from that day."""
    day = day_in_full(start)
    match cause:
        case Received():
            rule = rule_of(cause.channel, auto_confirmed=cause.auto_confirmed)
            text = f"{day}收到申请（{rule}），当日不计。"
            article = CHANNELS_BY_CODE[cause.channel].article
        case Supplemented():
            text, article = f"{day}收到补正的申请，期限重新计算，当日不计。", "条例第三十条"
        case FeePaid():
            text, article = f"{day}申请人缴费，期限自次日起重新计算。", FEE_PAYMENT.article
        case Reopened():
            text, article = f"{day}{_GROUNDS[cause.ground]}，重新办理，当日不计。", REPLY.article
        case _:
            letter = _LETTER_NAMES.get(cause.kind, cause.label)
            text = f"{letter}于{day}送达，期间开始之日不计。"
            article = "民事诉讼法第八十五条"
    return Step(0, start, start, 0, text, article)


def _asked_to_supplement(
    round_: Round, opened: date | None, calendar: WorkCalendar
) -> Iterator[Step]:
    letter = round_.supplement_notice
    if letter is None:
        return
    place = ""
    if opened and (days := calendar.workdays_between(opened, letter.event.on)):
        place = f"（收到申请后第{days}个工作日）"
    yield _step(letter, "等待申请人补正。", SUPPLEMENT_NOTICE.article, place)


def _step(letter: Letter, then: str, article: str, place: str = "") -> Step:
    on = letter.event.on
    text = f"{day_in_full(on)}发出{_name(letter)}{place}，{then}"
    return Step(0, on, None, None, text, article)


def _name(letter: Letter) -> str:
    return _LETTER_NAMES[letter.event.kind]
