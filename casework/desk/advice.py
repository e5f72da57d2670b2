"""What to do next with a case, in the order of urgency, each with the events that do it.

Advice follows from the reckoning alone; it refuses nothing and records nothing. Above 150 lines
because what to do is weighed in one place, in its order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casework.cases.deadlines import Reckoned
from casework.cases.events import EVENTS_BY_KIND, Withdrawn
from casework.cases.fields import LETTER
from casework.cases.history import Letter, Round
from casework.cases.milestones import Milestone
from casework.cases.wording import day_in_full
from casework.law.calendar import WorkCalendar

PRESSING = 5
"""Working days from which on a due day is pressing; reminders of the reply begin there too."""

_LETTER_NAMES = dict(LETTER)
_UPON_LETTERS = {"served": "{}送达", "undelivered": "{}退回", "notice_withdrawn": "收回{}"}
_AWAITED = ("supplement_requested", "consulted", "fee_notified")
_LAPSED = {
    "supplement": ("补正", "other.not_supplemented"),
    "fee_payment": ("缴费", "other.fee_unpaid"),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An event that may come next; `of`, the letter and `outcome` are what its form starts with.

    `ref` is read by staff; addresses tell the letter by its place in the record, since what was
    typed as a reference may name somebody.
    """

    kind: str
    of: str = ""
    ref: str = ""
    outcome: str = ""
    letter: int = 0

    @property
    def label(self) -> str:
        """What its button says."""
        ref = f"（编号{self.ref}）" if self.ref else ""
        if self.kind in _UPON_LETTERS and self.of:
            return _UPON_LETTERS[self.kind].format(_LETTER_NAMES[self.of]) + ref
        return f"{EVENTS_BY_KIND[self.kind].label}{ref}"


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do or to know; `tone` is danger, warning, info or success."""

    tone: str
    sentence: str
    events: tuple[Suggestion, ...] = ()


def advise(reckoned: Reckoned, calendar: WorkCalendar, today: date) -> tuple[Advice, ...]:
    """What the office does next, the most urgent first."""
    round_ = reckoned.history.current
    if reckoned.state == "void":
        return (Advice("info", "本件登记已作废，不计入任何统计；编号保留，不再使用。"),)
    if reckoned.history.received is None and not round_.closed:
        return (_not_received(),)
    if round_.closed is not None:
        return tuple(_closed(reckoned, round_))
    now = [m for m in reckoned.milestones if m.round == round_.number]
    return (
        *_reply(now, calendar, today),
        *_withdrawn(round_),
        *_unproven(round_),
        *_awaited(now, round_),
        *_options(now, today),
    )


def _not_received() -> Advice:
    return Advice(
        "warning",
        "来件还没有确认收到，答复期限没有开始。请当日联系申请人确认，确认后登记收到申请。",
        (Suggestion("contact_attempted"), Suggestion("received")),
    )


def _reply(now: list[Milestone], calendar: WorkCalendar, today: date) -> Iterator[Advice]:
    reply = next((m for m in now if m.name == "reply"), None)
    if reply is None:
        return
    if reply.due_on is None:
        yield from _waiting(reply, now)
        return
    answer = (Suggestion("cleared"), Suggestion("closed"))
    day = day_in_full(reply.due_on)
    if today > reply.due_on:
        days = calendar.workdays_between(reply.due_on, today)
        by = f"{days}个工作日" if days else ""
        yield Advice("danger", f"答复已逾期{by}（{day}届满），请立即作出答复。", answer)
        return
    left = calendar.workdays_between(today, reply.due_on)
    provisional = "（暂定，有关年度的放假安排尚未公布）" if reply.provisional else ""
    how = f"还有{left}个工作日" if left else "今天是最后一天"
    tone = "warning" if left <= PRESSING else "info"
    yield Advice(tone, f"最迟应当在{day}作出答复{provisional}，{how}。", answer)


def _waiting(reply: Milestone, now: list[Milestone]) -> Iterator[Advice]:
    for awaited in now:
        if awaited.name in _LAPSED and "lapsed" in awaited.flags:
            act, outcome = _LAPSED[awaited.name]
            sentence = f"申请人没有在{awaited.due_on}以前{act}，可以按逾期不{act}办结。"
            yield Advice("warning", sentence, (Suggestion("closed", outcome=outcome),))
            return
    awaited_kind = {"supplement": "supplemented", "fee": "fee_paid"}.get(reply.waiting_for)
    if awaited_kind is not None:
        act = "补正" if reply.waiting_for == "supplement" else "缴费"
        until = _until(next((m for m in now if m.name in _LAPSED and m.due_on), None))
        sentence = f"正在等待申请人{act}{until}；收到以前不计答复期限。"
        yield Advice("info", sentence, (Suggestion(awaited_kind),))


def _withdrawn(round_: Round) -> Iterator[Advice]:
    if any(isinstance(event, Withdrawn) and event.scope == "all" for event in round_.events):
        sentence = "申请人已经撤回全部申请，可以按“其他（申请人撤回申请）”办结。"
        yield Advice("warning", sentence, (Suggestion("closed", outcome="other.other"),))


def _unproven(round_: Round) -> Iterator[Advice]:
    """Letters of which nobody knows whether they arrived: the other side's terms hang on it."""
    for letter in _out(round_):
        if letter.served_on is None or letter.came_back:
            kind, name = letter.event.kind, _LETTER_NAMES[letter.event.kind]
            ref = f"（编号{letter.ref}）" if letter.ref else ""
            how = f"已于{letter.returned_on}退回" if letter.came_back else "还没有登记送达"
            sentence = f"{letter.event.on}发出的{name}{ref}{how}，对方的期限没有开始。"
            fates = ("served",) if letter.came_back else ("served", "undelivered")
            yield Advice("info", sentence, tuple(_upon(fate, letter, of=kind) for fate in fates))


def _awaited(now: list[Milestone], round_: Round) -> Iterator[Advice]:
    for letter in _out(round_):
        if letter.event.kind == "consulted" and letter.stands:
            until = _until(next((m for m in now if _is_opinion_on(letter, m)), None))
            sentence = f"正在征求意见（编号{letter.ref}）{until}。"
            answers = ("opinion_received", "consultation_ended")
            yield Advice("info", sentence, tuple(_upon(kind, letter) for kind in answers))
    kinds = {event.kind for event in round_.events}
    if "reasons_requested" in kinds and "reasons_given" not in kinds:
        sentence = "正在等待申请人说明理由；答复期限照常计算。"
        yield Advice("info", sentence, (Suggestion("reasons_given"), Suggestion("deferred")))


def _upon(kind: str, letter: Letter, of: str = "") -> Suggestion:
    return Suggestion(kind, of=of, ref=letter.ref, letter=letter.event.seq)


def _options(now: list[Milestone], today: date) -> Iterator[Advice]:
    """What the office may still send, and until when."""
    choices = (
        ("supplement_notice", "内容不明确需要补正的", "supplement_requested"),
        ("extension_notice", "需要延期的", "extended"),
    )
    for name, when, kind in choices:
        option = next((m for m in now if m.name == name), None)
        if option and option.due_on and not option.done_on and today <= option.due_on:
            day = day_in_full(option.due_on) + ("（暂定）" if option.provisional else "")
            yield Advice("info", f"{when}，最迟在{day}发出告知书。", (Suggestion(kind),))


def _is_opinion_on(letter: Letter, milestone: Milestone) -> bool:
    return milestone.name == "opinion" and milestone.ref == letter.ref


def _until(awaited: Milestone | None) -> str:
    """Until when the other side has time."""
    if awaited is None or awaited.due_on is None:
        return ""
    return f"，期限到{day_in_full(awaited.due_on)}{'（暂定）' if awaited.provisional else ''}"


def _closed(reckoned: Reckoned, round_: Round) -> Iterator[Advice]:
    assert round_.closed is not None
    replies = [m for m in reckoned.milestones if m.name == "reply" and m.round == round_.number]
    overran = any(reply.overran for reply in replies)
    when = "办结时" if any("late" in reply.flags for reply in replies) else "发出补正告知时"
    told = f"，{when}已经逾期" if overran else ""
    yield Advice("warning" if overran else "success", f"本件已于{round_.closed.on}办结{told}。")
    letter = next((x for x in round_.sent("closed") if x.event is round_.closed), None)
    if letter is None or round_.closed.method == "none":
        return
    if letter.came_back:
        sentence = f"答复书已于{letter.returned_on}退回，请重新送达后登记。"
        yield Advice("warning", sentence, (Suggestion("served", of="closed"),))
    elif letter.served_on is None:
        sentence = "答复书还没有登记送达；收到回证后请登记，申请人的救济期限自送达起算。"
        events = (Suggestion("served", of="closed"), Suggestion("undelivered", of="closed"))
        yield Advice("info", sentence, events)


def _out(round_: Round) -> list[Letter]:
    """The letters that still await something: not taken back, answered or ended."""
    return [
        letter
        for kind in _AWAITED
        for letter in round_.sent(kind)
        if not (letter.withdrawn_on or letter.answered_on or letter.ended_on)
    ]
