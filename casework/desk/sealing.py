"""Sealing the report of a year: from then on its numbers stay what was published."""

import hashlib
from datetime import date
from io import BytesIO

from casework.desk.act import Act
from casework.desk.drafting import Draft
from casework.desk.prechecks import errors_left, precheck
from casework.desk.refusals import Moved, NotAllowed
from casework.desk.signing import open_draft
from casework.law.notices import NOTICES
from casework.papers.annual_report import FORMATS, render
from casework.report.seal import Excused, Seal, told
from casework.store.codec import as_json
from casework.store.queries.notices import imported_notices
from casework.store.queries.seals import last_version
from casework.store.tables import (
    AgencyRow,
    PersonRow,
    ReportFileRow,
    ReportSealRow,
    ReportStageRow,
)


def freeze(act: Act, code: str, year: int, *, version: int, seen: str) -> int:
    """Seal the report of a year as it was signed, with its files; gives the version.

    `version` and `seen` are the number and the hash of what the reader's page showed; sent
    twice, they seal once. Raises NotAllowed unless the signatory has signed just this and every
    error was put right or answered for.
    """
    if _was_sealed(act, code, year, version, seen):
        return version
    agency, draft = open_draft(act, code, year, "signatory")
    if (version, seen) != (draft.version, draft.sha256):
        raise Moved("报告的数字或者文字在您查看之后有变动，请先看过现在的报告，重新签发后再封存")
    if not draft.is_signed:
        raise NotAllowed("签发人还没有签发现在这份报告，请先签发再封存")
    errors = errors_left(precheck(act.office, act.tx, agency, draft), draft.stage)
    if errors:
        raise NotAllowed(
            f"还有{len(errors)}处错误没有改正，也没有人说明理由，不能封存：{errors[0].cause}"
        )
    _put(act, agency, draft)
    return version


def _was_sealed(act: Act, code: str, year: int, version: int, seen: str) -> bool:
    """Whether just this is sealed already, by the same form sent twice."""
    agency = act.agency(code)
    act.demand(agency, "signatory")
    act.office.audit.hold(act.tx)
    if not 1 <= version <= last_version(act.tx, agency.id, year):
        return False
    stage = act.tx.get_one(ReportStageRow, (agency.id, year, version))
    if stage.signed_sha256 != seen:
        raise Moved(f"{year}年度报告第{version}版已由他人封存，请先看过现在的报告")
    return True


def _put(act: Act, agency: AgencyRow, draft: Draft) -> None:
    """The seal, and every file made of it, in the action that is being written."""
    seal = _seal(act, draft)
    text = as_json(told(seal))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    year = draft.report.year
    noted = {"version": seal.version, "sha256": sha256}
    audit_seq = act.note(agency, "report.sealed", f"report:{agency.code}/{year}", **noted)
    key = {"agency_id": agency.id, "year": year, "version": seal.version}
    act.tx.add(
        ReportSealRow(
            **key,
            sealed=text,
            sha256=sha256,
            reason=draft.stage.reason if draft.stage else "",
            audit_seq=audit_seq,
            sealed_at=act.now,
            sealed_by=act.recorder,
        )
    )
    for format_ in FORMATS:
        stored = act.office.files.put(BytesIO(render(seal.report, format_)))
        act.tx.add(ReportFileRow(**key, format=format_, sha256=stored.sha256, size=stored.size))


def _seal(act: Act, draft: Draft) -> Seal:
    stage = draft.stage
    assert stage is not None
    signatory = act.tx.get_one(PersonRow, stage.signed_by)
    known = {notice.number for notice in (*NOTICES, *imported_notices(act.tx))}
    return Seal(
        version=draft.version,
        report=draft.report,
        counted=draft.counted,
        notices=tuple(sorted(known)),
        sealed_on=act.today,
        signed_by=signatory.name,
        until=act.office.audit.hold(act.tx),
        excused=tuple(Excused(**one) for one in stage.excused),
    )


def record_publication(act: Act, code: str, year: int, version: int, *, on: date, at: str) -> None:
    """Note when and under which address a sealed version was published."""
    agency = act.agency(code)
    act.demand(agency, "clerk", "approver", "signatory")
    key = (agency.id, year, version)
    stage = act.tx.get(ReportStageRow, key, with_for_update=True)
    if stage is None or version > last_version(act.tx, agency.id, year):
        raise NotAllowed("这一版还没有封存，请先封存再登记公布情况")
    if not date(year, 12, 31) < on <= act.today:
        raise NotAllowed(f"公布日期应当在{year}年12月31日之后、今天（{act.today}）以前，请核对")
    if stage.issued_on and on < stage.issued_on:
        raise NotAllowed(f"公布日期不能早于报告的落款日期（{stage.issued_on}），请核对")
    if at and not at.startswith(("https://", "http://")):
        raise NotAllowed("公布网址应当以 https:// 或者 http:// 开头，请核对")
    stage.published_on, stage.published_at = on, at
    told = {"version": version, "on": on.isoformat()}
    act.note(agency, "report.published", f"report:{code}/{year}", **told)
