"""Opening an agency's year to write in it what no case can tell."""

from casework.desk.act import CASEWORKERS, Act
from casework.desk.refusals import NoSuchCase, NotAllowed
from casework.report.forms import FORM_2019
from casework.store.queries.desk import lock_agency
from casework.store.queries.seals import last_version
from casework.store.tables import AgencyRow, ReportStageRow


def open_year(act: Act, code: str, year: int) -> AgencyRow:
    """The agency, whose year nobody else writes in until the action ends.

    Raises NotAllowed for a year that has no report of ours or has not begun, and for one whose
    report is sealed, unless its 更正 has begun.
    """
    agency = lock_agency(act.tx, code)
    if agency is None:
        raise NoSuchCase(f"没有代码为“{code}”的机关，请核对")
    act.demand(agency, *CASEWORKERS)
    if not FORM_2019.first_year <= year <= act.today.year:
        raise NotAllowed(
            f"年度应当在{FORM_2019.first_year}至{act.today.year}之间，{year}年不能填写，请核对"
        )
    _refuse_sealed(act, agency, year)
    return agency


def _refuse_sealed(act: Act, agency: AgencyRow, year: int) -> None:
    last = last_version(act.tx, agency.id, year)
    if last and act.tx.get(ReportStageRow, (agency.id, year, last + 1)) is None:
        raise NotAllowed(f"{year}年的年度报告已经封存；需要改动的，请先在该年度报告页面发起更正")
