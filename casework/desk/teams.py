"""Who is reminded at each agency: the clerk of a case, else all clerks; approvers once overdue."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from casework.store.queries.duties import teams


@dataclass(frozen=True, slots=True)
class Teams:
    """Who is reminded at each agency on one day."""

    clerks: dict[int, set[int]]
    approvers: dict[int, set[int]]

    def reminded(self, agency_id: int, clerk_id: int | None, overdue: bool) -> set[int]:
        """The case's clerk; where nobody works on it, all clerks; once overdue, approvers too."""
        clerks = self.clerks.get(agency_id, set())
        approvers = self.approvers.get(agency_id, set())
        own = {clerk_id} & (clerks | approvers) if clerk_id else set()
        found = own or clerks or approvers
        return found | approvers if overdue else found

    def of(self, person_id: int) -> set[int]:
        """The agencies a person acts for."""
        both = [*self.clerks.items(), *self.approvers.items()]
        return {agency_id for agency_id, people in both if person_id in people}


def teams_on(session: Session, day: date) -> Teams:
    """Who is reminded on a day."""
    found = Teams({}, {})
    for row in teams(session, day):
        group = found.clerks if row.role == "clerk" else found.approvers
        group.setdefault(row.agency_id, set()).add(row.person_id)
    return found
