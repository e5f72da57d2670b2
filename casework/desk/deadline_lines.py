"""The deadlines of a case as its page tells them: one day, one sentence, the rest folded."""

from dataclasses import dataclass
from datetime import date

from casework.cases.deadlines import Reckoned, calendar_of
from casework.cases.explain import explain
from casework.cases.milestones import FLAGS, NAMES, WAITING, Milestone
from casework.cases.stretches import Step
from casework.cases.windows import WINDOWS
from casework.desk.advice import PRESSING
from casework.law.calendar import WorkCalendar

_ONCE_OVERDUE = "发出补正告知时答复期限已经逾期"
_ORDER = {"office": 0, "other": 1, "option": 2}


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """A deadline as it stands today, with what explains it."""

    milestone: Milestone
    label: str
    sentence: str
    tone: str
    """secondary, success, warning or danger: only repeats what the sentence says."""
    steps: tuple[Step, ...]
    """How the date came about; the cautious date and other readings of the law come last."""
    flags: tuple[str, ...]

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
    ref = f"（编号{milestone.ref}）" if milestone.ref else ""
    return DeadlineLine(
        milestone,
        f"{NAMES[milestone.name]}{ref}",
        sentence,
        tone,
        explain(milestone, known),
        tuple(FLAGS[flag] for flag in milestone.flags),
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
    if milestone.overran:
        return f"已于{done}{how}；{_ONCE_OVERDUE}。", "warning"
    return f"已于{done}{how}。", "success"


def _ahead(milestone: Milestone, due: date, left: int) -> tuple[str, str]:
    if milestone.name in WINDOWS:
        return f"申请人可以在{due}以前提出。", "secondary"
    how = f"还有{left}个工作日" if left else "今天届满"
    if milestone.overran:
        how += f"；{_ONCE_OVERDUE}"
    presses = left <= PRESSING or milestone.overran
    return {
        "office": (f"{how}。", "warning" if presses else "secondary"),
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
