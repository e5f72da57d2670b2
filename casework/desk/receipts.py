"""The 登记回执: what an applicant is told when an application has been taken down."""

from dataclasses import dataclass
from datetime import date

from casework.cases.deadlines import Reckoned, deadlines
from casework.cases.events import Arrived, Received
from casework.cases.explain import explain
from casework.cases.milestones import Milestone
from casework.cases.stretches import Step
from casework.desk.act import Act
from casework.desk.recording import view_file
from casework.law.calendar import WorkCalendar
from casework.law.receipt import CHANNELS_BY_CODE, Channel
from casework.law.terms import REPLY, Term
from casework.store.queries.list_names import applicants_of
from casework.store.tables import AgencyRow, CaseRow


@dataclass(frozen=True, slots=True, repr=False)
class Receipt:
    """What is printed. Without `received_on` the application has only arrived so far.

    `due_on` and its steps are those at receipt; `fresh` tells that nothing has changed them.
    """

    case: CaseRow
    agency: AgencyRow
    applicants: list[str]
    channel: Channel | None
    came_on: date | None
    received_on: date | None
    due_on: date | None
    provisional: bool
    term: Term
    steps: tuple[Step, ...]
    fresh: bool
    today: date


def read_receipt(act: Act, case_id: int) -> Receipt:
    """The receipt of a case, with the term as it was when the application was received."""
    file = view_file(act, case_id)
    reckoned = deadlines(file.events, act.calendar, act.today)
    received = reckoned.history.received
    at_first = deadlines((received,) if received else (), act.calendar, act.today)
    first = received or next((e for e in file.events if isinstance(e, Arrived)), None)
    reply, now = _reply(at_first), _reply(reckoned)
    return Receipt(
        case=file.case,
        agency=file.agency,
        applicants=applicants_of(act.tx, [case_id]).get(case_id, []),
        channel=CHANNELS_BY_CODE[first.channel] if first else None,
        came_on=_came(first),
        received_on=received.on if received else None,
        due_on=reply.due_on if reply else None,
        provisional=bool(reply and reply.provisional),
        term=REPLY,
        steps=_steps(reply, act.calendar),
        fresh=(now and now.due_on) == (reply and reply.due_on),
        today=act.today,
    )


def _reply(reckoned: Reckoned) -> Milestone | None:
    return next((m for m in reckoned.milestones if m.name == "reply"), None)


def _came(first: Received | Arrived | None) -> date | None:
    """The day that the applicant remembers: of handing in or sending, else of arrival."""
    if isinstance(first, Received):
        return first.submitted_on or first.arrived_on or first.on
    return first.on if first else None


def _steps(reply: Milestone | None, calendar: WorkCalendar) -> tuple[Step, ...]:
    return explain(reply, calendar) if reply else ()
