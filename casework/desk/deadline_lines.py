"""The deadlines of a case as its page tells them: one day, one sentence, the rest folded."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from casework.cases.runs import Reckoning
from casework.cases.deadlines import Reckoned, calendar_of
from casework.cases.events import FeePaid, Received
from casework.cases.explain import Step, explain
from casework.cases.history import Round
from casework.cases.milestones import FLAGS, NAMES, WAITING, Milestone
from casework.cases.windows import WINDOWS
from casework.desk.advice import PRESSING
from casework.law.calendar import WorkCalendar
from casework.law.readings import READINGS_BY_CODE, Reading

_ORDER = {"office": 0, "other": 1, "option": 2}
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """A deadline as it stands today, with what explains it."""

    milestone: Milestone
    label: str
    sentence: str
    tone: str
    """secondary, success, warning or danger: only repeats what the sentence says."""
    steps: tuple[Step, ...]
    flags: tuple[str, ...]
    readings: tuple[Reading, ...]

    @property
    def unused(self) -> bool:
        """Whether it is a choice of the office's that was not made."""
        return self.milestone.binds == "option" and self.milestone.done_on is None


def deadline_lines(
    reckoned: Reckoned, calendar: WorkCalendar, today: date
) -> tuple[DeadlineLine, ...]:
    """Every deadline: the last round first, in it those that bind the office."""
    ordered = sorted(reckoned.milestones, key=lambda m: (-m.round, _ORDER[m.binds]))
    return tuple(_line(milestone, reckoned, calendar, today) for milestone in ordered)


def _line(
    milestone: Milestone, reckoned: Reckoned, calendar: WorkCalendar, today: date
) -> DeadlineLine:
    known = calendar_of(milestone, reckoned.history, calendar)
    sentence, tone = _said(milestone, reckoned, known, today)
    round_ = reckoned.history.rounds[milestone.round - 1]
    ref = f"（编号{milestone.ref}）" if milestone.ref else ""
    return DeadlineLine(
        milestone,
        f"{NAMES[milestone.name]}{ref}",
        sentence,
        tone,
        explain(milestone, known),
        tuple(FLAGS[flag] for flag in milestone.flags),
        tuple(READINGS_BY_CODE[code] for code in _open_questions(milestone, round_, known)),
    )


# -- the sentence -------------------------------------------------------------------------------


def _said(
    milestone: Milestone, reckoned: Reckoned, calendar: WorkCalendar, today: date
) -> tuple[str, str]:
    due = milestone.due_on
    if milestone.done_on is not None:
        return _done(milestone, milestone.done_on)
    if due is None:
        awaited = WAITING.get(milestone.waiting_for, "")
        return (f"{awaited}，目前没有期限。" if awaited else "目前没有期限。"), "secondary"
    if today > due:
        return _past(milestone, calendar.workdays_between(due, today))
    if milestone.binds == "option" and reckoned.history.rounds[milestone.round - 1].closed:
        return "没有用到，本件已经办结。", "secondary"
    return _ahead(milestone, due, calendar.workdays_between(today, due))


def _done(milestone: Milestone, done: date) -> tuple[str, str]:
    how = "答复" if milestone.name == "reply" else "完成"
    if "late" in milestone.flags:
        return f"已于{done}{how}，当时已经逾期。", "warning"
    return f"已于{done}{how}。", "success"


def _ahead(milestone: Milestone, due: date, left: int) -> tuple[str, str]:
    if milestone.name in WINDOWS:
        return f"申请人可以在{due}以前提出。", "secondary"
    how = f"还有{left}个工作日" if left else "今天届满"
    return {
        "office": (f"{how}。", "warning" if left <= PRESSING else "secondary"),
        "option": (f"如有需要，最迟在这一天办理；{how}。", "secondary"),
        "other": (f"等待对方；{how}。", "secondary"),
    }[milestone.binds]


def _past(milestone: Milestone, workdays: int) -> tuple[str, str]:
    if milestone.binds == "office":
        days = f"{workdays}个工作日" if workdays else ""
        return f"已逾期{days}，请立即办理。", "danger"
    if milestone.binds == "option":
        return "没有用到，期限已过。", "secondary"
    if milestone.name in WINDOWS:
        return "期限已过。", "secondary"
    return "期限已过，对方没有回应，可以继续办理。", "warning"


# -- where the law is open ----------------------------------------------------------------------


def _open_questions(milestone: Milestone, round_: Round, calendar: WorkCalendar) -> Iterator[str]:
    """Which open questions of law bear on the reply of this round."""
    if isinstance(milestone.basis, Reckoning) and milestone.basis.start is not None:
        basis = milestone.basis
        yield from (code for code, bears in _QUESTIONS if bears(basis, round_, calendar))


def _disputable(channels: tuple[str, ...]) -> Callable[[Reckoning, Round, WorkCalendar], bool]:
    def bears(_: Reckoning, round_: Round, __: WorkCalendar) -> bool:
        received = round_.opening
        return isinstance(received, Received) and received.channel in channels

    return bears


def _on_rest_day(_: Reckoning, round_: Round, calendar: WorkCalendar) -> bool:
    received = round_.opening
    return isinstance(received, Received) and not calendar.is_workday(received.on)


def _kind(kind: str) -> Callable[[Reckoning, Round, WorkCalendar], bool]:
    return lambda _, round_, __: any(event.kind == kind for event in round_.events)


_QUESTIONS: tuple[tuple[str, Callable[[Reckoning, Round, WorkCalendar], bool]], ...] = (
    ("receipt_on_rest_day", _on_rest_day),
    ("internet_receipt", _disputable(("internet", "fax"))),
    ("ordinary_mail_receipt", _disputable(("ordinary_mail",))),
    ("late_supplement_notice", lambda basis, _, __: "late_supplement_notice" in basis.flags),
    ("consultation_ends", lambda basis, _, __: bool(basis.stops)),
    ("consultation_proof", lambda basis, _, __: "consultation_unproven" in basis.flags),
    ("extension_base", lambda basis, _, __: bool(basis.extensions)),
    ("extension_total", lambda basis, _, __: len(basis.extensions) >= _SEVERAL),
    ("fee_restart", lambda basis, _, __: isinstance(basis.cause, FeePaid)),
    ("reasons_do_not_stop", _kind("reasons_requested")),
    ("withdrawn_notice", _kind("notice_withdrawn")),
)
