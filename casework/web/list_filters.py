"""By what a list is narrowed, and whose cases it shows.

Whatever names somebody is sent in the body of a form, never in an address.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, request
from sqlmodel import Session
from wtforms import IntegerField, StringField
from wtforms.validators import NumberRange, Optional, Regexp

from casework.cases.fields import APPLICANT
from casework.cases.states import STATES
from casework.desk.case_words import full_outcome
from casework.desk.overview import SPANS, days_within, end_of_week
from casework.law.outcomes import OUTCOMES
from casework.law.terms import REGULATION_IN_FORCE
from casework.store.queries.agencies import agencies_below
from casework.store.words import Wanted, wanted
from casework.web import here
from casework.web.event_fields import Choice
from casework.web.forms import PlainForm, choices_of, stripped
from casework.web.permissions import READERS
from casework.web.sessions import Standing

QUEUES = {
    "": "全部在办",
    "overdue": "已逾期",
    "today": "今天到期",
    "week": "本周到期",
    "waiting": "等待对方",
    "unassigned": "没有承办人",
    "mine": "我承办的",
}
"""How the list of open cases may be narrowed, as its tabs say it."""

_ANY = [("", "（不限）")]
_YEAR = [Optional(), NumberRange(REGULATION_IN_FORCE.year, 2199, "年度不对，请写成 2023 这样")]
_MONTH = [Optional(), NumberRange(1, 12, "月份应当是1至12")]
_OUTCOMES = [(outcome.code, full_outcome(outcome.code)) for outcome in OUTCOMES]
OUTCOME_NAMES = {o.code: f"{o.group[:3]}{o.label.partition('（区分')[0]}" for o in OUTCOMES}
"""Short enough for a column."""
_ID = Regexp(r"^\d{1,9}$", message="请从列表中选择承办人")
_DAYS = ("overdue", "today", "week")


class FilterForm(PlainForm):
    """What is chosen above the list of all cases; nothing chosen narrows nothing."""

    q = StringField("编号、申请人或者内容", filters=[stripped])
    state = Choice("状态", choices=choices_of([*_ANY, *STATES.items()]), default="")
    outcome = Choice("办理结果", choices=choices_of([*_ANY, *_OUTCOMES]), default="")
    kind = Choice("申请人类型", choices=choices_of([*_ANY, *APPLICANT]), default="")
    year = IntegerField("收到年度", _YEAR)
    month = IntegerField("收到月份", _MONTH)
    closed_year = IntegerField("办结年度", _YEAR)
    taken = Choice("办理用时", choices=choices_of([*_ANY, *SPANS.items()]), default="")
    clerk = Choice("承办人", [Optional(), _ID], default="", validate_choice=False)

    @property
    def sought(self) -> Wanted | None:
        """What is searched for, None for nothing."""
        return wanted(self.q.data) if self.q.data else None

    def chosen(self) -> dict[str, Any]:
        """The filters as an address carries them."""
        return {f.short_name: f.data for f in self if f.short_name != "q" and f.data}

    def given(self, tx: Session, agency_ids: Sequence[int]) -> dict[str, Any]:
        """The same for the query, which knows days only."""
        found = self.chosen()
        this_year = here.office().today().year
        if "clerk" in found:
            found["clerk"] = int(found["clerk"])
        if "month" in found:
            first = date(self.year.data or this_year, found["month"], 1)
            found |= {"month_start": first, "month_end": _end_of_month(first)}
        if "taken" in found:
            calendar, year = here.office().calendar(tx), self.closed_year.data or this_year
            found["taken"] = days_within(tx, agency_ids, calendar, year, found["taken"])
        return found

    def know(self, staff: Mapping[int, str]) -> None:
        """Let any of these people be chosen."""
        named = ((str(person), name) for person, name in staff.items())
        self.clerk.choices = choices_of([*_ANY, *named])


@dataclass(frozen=True, slots=True)
class Whose:
    """The agency of the heading, or all below it; below it nothing that names a person."""

    standing: Standing
    below: bool
    both: bool
    """Whether this person may look at either."""

    def agency_ids(self, tx: Session) -> Sequence[int]:
        """The agencies, as the tree stands today."""
        if not self.below:
            return [self.standing.id]
        return agencies_below(tx, self.standing.id, here.office().today())

    def given(self, agency_ids: Sequence[int]) -> dict[str, Any]:
        """The filter that keeps a list within them."""
        return {"agencies": agency_ids} if self.below else {"agency": self.standing.id}


def whose() -> Whose:
    """What this person asks for and may see."""
    standing = here.agency()
    reads = not standing.roles.isdisjoint(READERS)
    supervises = "supervisor" in standing.roles
    below = supervises and (not reads or request.values.get("scope") == "below")
    return Whose(standing, below, reads and supervises)


def queue() -> str:
    """The part of the open cases that is asked for."""
    name = request.values.get("queue", "")
    return name if name in QUEUES else abort(404)


def in_queue(name: str) -> dict[str, Any]:
    """The filter of a part of the open cases."""
    if name == "mine":
        return {"clerk": here.person().id}
    if not name:
        return {}
    today = here.office().today()
    days: dict[str, date] = {"day": today, "week_end": end_of_week(today)}
    return {name: True} | (days if name in _DAYS else {})


def _end_of_month(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])
