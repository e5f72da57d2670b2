"""Before a report is sealed: the signatory signs it, and errors are fixed or answered for."""

from dataclasses import asdict
from datetime import date

from casework.desk.act import Act
from casework.desk.drafting import Draft, draft_of
from casework.desk.prechecks import errors_left, precheck
from casework.desk.refusals import Moved, NotAllowed
from casework.report.seal import Excused
from casework.store.tables import AgencyRow, PersonRow, ReportStageRow


def sign_report(act: Act, code: str, year: int, *, issued_on: date, seen: str) -> None:
    """The signatory signs the report as it stands; `issued_on` is the day it will bear.

    `seen` is the hash of what the reader's page showed: raises Moved where it has changed.
    Whatever changes afterwards makes the signature void.
    """
    agency, draft = open_draft(act, code, year, "signatory")
    if seen != draft.sha256:
        raise Moved("报告的数字或者文字在您查看之后有变动，请先看过现在的报告再签发")
    if not date(year, 12, 31) < issued_on <= act.today:
        raise NotAllowed(f"落款日期应当在{year}年12月31日之后、今天（{act.today}）以前，请核对")
    stage = _stage(act, agency, draft)
    stage.issued_on, stage.signed_sha256 = issued_on, draft.sha256
    stage.signed_at, stage.signed_by = act.now, act.recorder
    told = {"version": draft.version, "sha256": draft.sha256}
    act.note(agency, "report.signed", f"report:{code}/{year}", **told)


def excuse_errors(act: Act, code: str, year: int, reason: str, *, seen: str) -> int:
    """Answer by name for the errors as they stand, so that they do not stop the sealing.

    Gives how many. An error that comes later, or that changes, is not among them. The record
    keeps who said so and why, and so does the sealed report.
    """
    agency, draft = open_draft(act, code, year, "signatory", "approver")
    if seen != draft.sha256:
        raise Moved("报告的数字或者文字在您查看之后有变动，请先看过现在的检查结果")
    if not reason.strip():
        raise NotAllowed("请写明理由：为什么带着这些错误仍然可以封存")
    stage = _stage(act, agency, draft)
    errors = errors_left(precheck(act.office, act.tx, agency, draft), stage)
    name = act.tx.get_one(PersonRow, act.recorder).name
    stage.excused = [
        *stage.excused,
        *(asdict(Excused(e.rule, e.where, e.cause, name, reason.strip())) for e in errors),
    ]
    told = {"version": draft.version, "errors": [[e.rule, e.where] for e in errors]}
    act.note(agency, "report.excused", f"report:{code}/{year}", reason=reason.strip(), **told)
    return len(errors)


def open_draft(act: Act, code: str, year: int, *roles: str) -> tuple[AgencyRow, Draft]:
    """The agency and the report it may now sign or seal; nobody records anything meanwhile.

    Raises NotAllowed while the year is not over, and where a sealed version is not being restated.
    """
    agency = act.agency(code)
    act.demand(agency, *roles)
    if act.today <= date(year, 12, 31):
        raise NotAllowed(f"{year}年还没有结束，年度报告统计到12月31日，请在此后签发、封存")
    act.office.audit.hold(act.tx)
    draft = draft_of(act.office, act.tx, agency, year)
    if not draft.is_open:
        raise NotAllowed(f"{year}年的年度报告已经封存；需要改动的，请先发起更正")
    return agency, draft


def _stage(act: Act, agency: AgencyRow, draft: Draft) -> ReportStageRow:
    if draft.stage is not None:
        return draft.stage
    stage = ReportStageRow(
        agency_id=agency.id,
        year=draft.report.year,
        version=draft.version,
        begun_at=act.now,
        begun_by=act.recorder,
    )
    act.tx.add(stage)
    return stage
