"""One action at the desk: who acts, with what rights, at which moment, in which transaction."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from casework.desk.refusals import NoSuchCase, NotPermitted
from casework.law.calendar import WorkCalendar
from casework.office import Office
from casework.store.audit import Entry
from casework.store.queries.agencies import agency_by_code, parents_on
from casework.store.queries.desk import roles_on
from casework.store.tables import AgencyRow

ROLES = {
    "clerk": "承办人",
    "approver": "工作机构负责人",
    "signatory": "签发人",
    "supervisor": "主管部门",
    "admin": "管理员",
    "auditor": "审计员",
}
CASEWORKERS = ("clerk", "approver")
"""Who keeps the register. An admin does not read cases unless also one of these."""

SHELL = "shell"
"""Who acts from a command on the register's own machine: may set up, cannot record events."""


@dataclass(frozen=True, slots=True)
class Act:
    """The first argument of every verb. `person_id` is None for the shell."""

    office: Office
    tx: Session
    person_id: int | None
    roles: Mapping[int, frozenset[str]]
    now: datetime

    @property
    def today(self) -> date:
        """The legal day of the action."""
        return self.now.astimezone(ZoneInfo(self.office.settings.timezone)).date()

    @property
    def recorder(self) -> int:
        """Under whose id an event goes into the record; the shell has none."""
        if self.person_id is None:
            raise NotPermitted("登记办件须由本单位人员办理，请用人员账号操作")
        return self.person_id

    @property
    def calendar(self) -> WorkCalendar:
        """The working days as this register knows them."""
        return self.office.calendar(self.tx)

    def has_role(self, agency_id: int, *wanted: str) -> bool:
        """Whether the person acts for the agency in one of these roles today."""
        return not self.roles.get(agency_id, frozenset()).isdisjoint(wanted)

    def demand(self, agency: AgencyRow, *wanted: str) -> None:
        """Refuse unless the person has one of these roles there; the shell may do everything."""
        if self.person_id is not None and not self.has_role(agency.id, *wanted):
            names = "或者".join(ROLES[role] for role in wanted)
            raise NotPermitted(f"这件事须由{agency.short_name}的{names}办理，请联系管理员授权")

    def demand_admin(self, agency: AgencyRow) -> None:
        """Refuse unless the person is an admin of the agency or of one it stands under today."""
        if not self.is_admin(agency.id):
            self.demand(agency, "admin")

    def is_admin(self, agency_id: int) -> bool:
        """Whether the person is an admin of the agency or of one it stands under today."""
        above = parents_on(self.tx, self.today)
        at: int | None = agency_id
        seen: set[int] = set()
        while at is not None and at not in seen:
            if self.has_role(at, "admin"):
                return True
            seen.add(at)
            at = above.get(at)
        return False

    def agency(self, code: str) -> AgencyRow:
        """The agency with this code; raises NoSuchCase."""
        found = agency_by_code(self.tx, code)
        if found is None:
            raise NoSuchCase(f"没有代码为“{code}”的机关，请核对")
        return found

    def agency_with_id(self, agency_id: int) -> AgencyRow:
        """The agency a row refers to."""
        return self.tx.get_one(AgencyRow, agency_id)

    def note(self, agency: AgencyRow, action: str, about: str, **detail: Any) -> int:
        """Write the audit entry of the action.

        `detail` holds ids, codes, days and counts, and of what the office publishes (documents,
        reports) also what staff typed; nothing of that of a case, for the audit is never erased.
        """
        self.tx.flush()
        actor = SHELL if self.person_id is None else f"person:{self.person_id}"
        entry = Entry(self.now, actor, agency.code, action, about, detail)
        return self.office.audit.append(self.tx, entry)


def begin(office: Office, tx: Session, person_id: int | None) -> Act:
    """The act of a person (None: the shell) in a transaction that is already open."""
    now = office.now()
    act = Act(office, tx, person_id, {}, now)
    if person_id is None:
        return act
    roles: dict[int, frozenset[str]] = {}
    for row in roles_on(tx, person_id, act.today):
        roles[row.agency_id] = roles.get(row.agency_id, frozenset()) | {row.role}
    return Act(office, tx, person_id, roles, now)


@contextmanager
def acting(office: Office, person_id: int | None) -> Iterator[Act]:
    """One action of one person: what the block writes is stored together, or nothing is."""
    with office.transaction() as tx:
        yield begin(office, tx, person_id)
