"""Which reminders are owed on a day: the latest step that has come for each milestone, no more.

A step is a signed number of workdays from the due day: −3 is three workdays before it, 2 the
second workday after it. Whoever asks late, after days without power, is told how things stand
today, not what was missed. A due day on a day off is reminded of on the workday before, never
later.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from casework.cases.milestones import Milestone
from casework.law.calendar import WorkCalendar

_ONE_DAY = timedelta(days=1)
_WINDOW_WORKDAYS = 5
"""For so many workdays an office is told that a window has lapsed."""


@dataclass(frozen=True, slots=True)
class Steps:
    """When to remind of one kind of milestone.

    `daily`: each workday after the due day too. `lapses`: once the day has passed there is nothing
    left to do, so nothing more is said.
    """

    on: tuple[int, ...]
    daily: bool = False
    lapses: bool = False


@dataclass(frozen=True, slots=True)
class Owed:
    """One reminder: of which milestone, for which due day, at which step."""

    milestone: str
    ref: str
    round: int
    due_on: date
    step: int

    @property
    def overdue(self) -> bool:
        """Whether the day has passed, so that who answers for the office is told as well."""
        return self.step > 0


Policy = dict[str, Steps]

POLICY: Policy = {
    "reply": Steps((-5, -3, -1, 0), daily=True),
    "supplement_notice": Steps((-2, 0), lapses=True),  # Days 5 and 7 of a term of seven.
    "extension_notice": Steps((-3,), lapses=True),
    "opinion": Steps((-3, 1)),
    "supplement": Steps((-3, 1)),
    "fee_payment": Steps((-3, 1)),
    "reconsideration_window": Steps((1,)),
    "litigation_window": Steps((1,)),
}
"""The steps the office is reminded at. A fee notice is a choice hardly ever made: no reminder."""


def owed(
    milestones: Iterable[Milestone], policy: Policy, calendar: WorkCalendar, today: date
) -> list[Owed]:
    """The reminders owed on a day, at most one for each undone milestone; none on a day off."""
    if not calendar.is_workday(today):
        return []
    found = []
    for milestone in milestones:
        due, steps = milestone.due_on, policy.get(milestone.name)
        if steps is None or due is None or milestone.done_on is not None:
            continue
        step = latest_step(steps, due, calendar, today)
        if step is not None:
            found.append(Owed(milestone.name, milestone.ref, milestone.round, due, step))
    return found


def latest_step(steps: Steps, due: date, calendar: WorkCalendar, today: date) -> int | None:
    """The last of the steps that has come by a day, None where none has or it is too late."""
    if steps.lapses and today > due:
        return None
    passed = workdays_past(due, calendar, today)
    if steps.daily and passed > 0:
        return passed
    return max((step for step in steps.on if step <= passed), default=None)


def workdays_past(due: date, calendar: WorkCalendar, today: date) -> int:
    """How many workdays a day lies past a due day; negative before it, 0 on it.

    Before a due day on a day off, the last workday stands in for it, so that reminders come early.
    """
    if today > due:
        return calendar.workdays_between(due, today)
    last = calendar.workday_before(due + _ONE_DAY, 1)
    return -calendar.workdays_between(today, last) if today < last else 0


def horizon(policy: Policy, calendar: WorkCalendar, today: date) -> date:
    """The last due day that a reminder can be owed for today: one look-up for a whole sweep."""
    lead = -min(min(steps.on) for steps in policy.values())
    # One workday more, less a day: a due day on a day off is reminded of by the workday before it.
    return calendar.workday_after(today, lead + 1) - _ONE_DAY


def windows_since(calendar: WorkCalendar, today: date) -> date:
    """From which day on an office is still told that a window lapsed: nothing has to follow."""
    return calendar.workday_before(today, _WINDOW_WORKDAYS)
