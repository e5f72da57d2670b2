"""更正: the one way to a new version of a report that is sealed, and what has changed since."""

from casework.desk.act import Act
from casework.desk.refusals import NotAllowed
from casework.store.queries.seals import last_version
from casework.store.tables import AgencyRow, ReportStageRow

MAY_RESTATE = ("approver", "signatory")


def begin_restatement(act: Act, code: str, year: int, reason: str) -> int:
    """Begin the 更正 of a sealed report; gives the number of the version it will make.

    From now on the year's words and typed figures can be changed again. What was sealed stays
    as it is; the reason is printed in the new version.
    """
    agency, last = _sealed(act, code, year)
    if not reason.strip():
        raise NotAllowed("请写明更正的原因，它会印在更正后的报告里")
    if act.tx.get(ReportStageRow, (agency.id, year, last + 1)) is not None:
        raise NotAllowed(f"{year}年度报告的更正已经发起，请在年度报告页面继续办理")
    act.tx.add(
        ReportStageRow(
            agency_id=agency.id,
            year=year,
            version=last + 1,
            reason=reason.strip(),
            begun_at=act.now,
            begun_by=act.recorder,
        )
    )
    told = {"version": last + 1, "reason": reason.strip()}
    act.note(agency, "report.restating", f"report:{code}/{year}", **told)
    return last + 1


def drop_restatement(act: Act, code: str, year: int) -> None:
    """Give up a 更正 that is not sealed yet: the version before it stands."""
    agency, last = _sealed(act, code, year)
    stage = act.tx.get(ReportStageRow, (agency.id, year, last + 1))
    if stage is None:
        raise NotAllowed(f"{year}年度报告没有正在办理的更正，请刷新页面")
    act.tx.delete(stage)
    told = {"version": last + 1, "reason": stage.reason}
    act.note(agency, "report.restatement_dropped", f"report:{code}/{year}", **told)


def _sealed(act: Act, code: str, year: int) -> tuple[AgencyRow, int]:
    """The agency and its newest sealed version; nobody records anything meanwhile."""
    agency = act.agency(code)
    act.demand(agency, *MAY_RESTATE)
    act.office.audit.hold(act.tx)
    last = last_version(act.tx, agency.id, year)
    if not last:
        raise NotAllowed(f"{year}年的年度报告还没有封存，可以直接修改，不用更正")
    return agency, last
