"""Opening an agency's year to write in it what no case can tell."""

from casework.desk.act import CASEWORKERS, Act
from casework.desk.refusals import NoSuchCase, NotAllowed
from casework.report.forms import FORM_2019
from casework.store.queries.desk import lock_agency
from casework.store.tables import AgencyRow


def open_year(act: Act, code: str, year: int) -> AgencyRow:
    """The agency, whose year nobody else writes in until the action ends.

    Raises NotAllowed for a year that has no report of ours or has not begun.
    """
    agency = lock_agency(act.tx, code)
    if agency is None:
        raise NoSuchCase(f"没有代码为“{code}”的机关，请核对")
    act.demand(agency, *CASEWORKERS)
    if not FORM_2019.first_year <= year <= act.today.year:
        raise NotAllowed(
            f"年度应当在{FORM_2019.first_year}至{act.today.year}之间，{year}年不能填写，请核对"
        )
    return agency
