"""A year that is over, and its report sealed as an office does it."""

from datetime import date, timedelta
from typing import Any

from casework.cases.events import Closed
from casework.desk.act import acting
from casework.desk.drafting import Draft, draft_of
from casework.desk.figures import set_figures, typed_cells
from casework.desk.people import give_role
from casework.desk.recording import record
from casework.desk.sealing import freeze
from casework.desk.signing import sign_report
from casework.desk.texts import write_text
from casework.law.receipt import Stamps
from casework.office import Office
from casework.store.queries.agencies import agency_by_code
from tests.support.desk import log

YEAR = 2025
ISSUED = date(2026, 1, 20)
SIGNATORY = 1
"""Person 1 of `settle` signs too, once `over` has said so."""


def over(office: Office, year: int = YEAR) -> None:
    """Give xiyuan a signatory, and fill in what it types and must write for the year."""
    with acting(office, None) as act:
        give_role(act, SIGNATORY, "xiyuan", "signatory", date(2019, 1, 1))
    with acting(office, SIGNATORY) as act:
        set_figures(act, "xiyuan", year, dict.fromkeys(typed_cells(year), 0), seen={})
        for section in ("overview", "problems"):
            write_text(act, "xiyuan", year, section, "人手不足。", version=0)


def came(office: Office, day: int, year: int = YEAR, **given: Any) -> int:
    """A case received on a day of the year, 1 January being day 0; gives its id."""
    on = date(year, 1, 1) + timedelta(days=day)
    return log(office, stamps=Stamps(submitted_on=on), **given).case_id


def answered(office: Office, case_id: int, on: date, outcome: str = "unavailable.not_held") -> int:
    """Close a case of which nothing but its receipt is recorded; gives the place."""
    with acting(office, SIGNATORY) as act:
        return record(act, case_id, Closed(on=on, outcome=outcome, method="post"), after=1)


def draft(office: Office, year: int = YEAR) -> Draft:
    """What would be sealed now."""
    with office.reading() as tx:
        agency = agency_by_code(tx, "xiyuan")
        assert agency is not None
        return draft_of(office, tx, agency, year)


def sign(office: Office, year: int = YEAR, person: int = SIGNATORY) -> Draft:
    """Sign the report as it stands."""
    found = draft(office, year)
    day = max(ISSUED, date(year + 1, 1, 20))
    with acting(office, person) as act:
        sign_report(act, "xiyuan", year, issued_on=day, seen=found.sha256)
    return found


def seal(office: Office, year: int = YEAR) -> int:
    """Sign and seal the report as it stands; gives the version."""
    found = sign(office, year)
    with acting(office, SIGNATORY) as act:
        return freeze(act, "xiyuan", year, version=found.version, seen=found.sha256)
