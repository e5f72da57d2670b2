"""The way to a published report, step by step, and how far an office has come on it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import Session

from casework.desk.drafting import Draft
from casework.desk.figures import typed_cells
from casework.desk.prechecks import errors_left
from casework.desk.wording import fees_of
from casework.report.fees import FEE_FIGURES, said_of_fees
from casework.report.findings import Finding
from casework.report.forms import LABELS, OVERVIEW, PARTS
from casework.store.queries.desk import disclosures, figures, texts
from casework.store.queries.yearend import loose_ends
from casework.store.tables import AgencyRow

State = Literal["done", "todo", "wait"]
"""Done, to be done now, or waiting for what comes before it."""

FIRST_MONTH = 12
"""From 1 December of the year on, there is something to prepare."""

_WRITTEN = (*(heading.key for heading in OVERVIEW), PARTS[4].key, PARTS[5].key)


_OPEN_NOW = "还没有办结，到年底仍没有办结的计入结转下年度"
_OPEN_AT_THE_END = "到12月31日没有办结，计入结转下年度"


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `note` says what is left, or what stands."""

    key: str
    label: str
    state: State
    note: str


def begins(year: int) -> date:
    """The first day on which the report of a year is prepared."""
    return date(year, FIRST_MONTH, 1)


def steps(
    session: Session, agency: AgencyRow, draft: Draft, findings: list[Finding], today: date
) -> list[Step]:
    """Every step towards the next version of the report, in order."""
    year = draft.report.year
    return [
        _cases(session, agency, year, today),
        _table2(session, agency, year),
        _disclosed(session, agency, year),
        _texts(session, agency, year),
        _fees(session, agency, draft),
        _checks(draft, findings),
        *_ending(draft, findings, today),
    ]


def _cases(session: Session, agency: AgencyRow, year: int, today: date) -> Step:
    ends = loose_ends(session, agency.id, year, today)
    told = [
        f"{ends[key]}件{words}"
        for key, words in (
            ("unconfirmed", "来件还没有确认收到"),
            ("overdue", "已经逾期还没有答复"),
            ("void", "作废，不计入统计"),
            ("open", _OPEN_AT_THE_END if _is_over(year, today) else _OPEN_NOW),
        )
        if ends[key]
    ]
    urgent = ends["unconfirmed"] or ends["overdue"]
    note = "；".join(told) or "没有遗留的办件"
    return Step("cases", "核对办件", "todo" if urgent else "done", note)


def _table2(session: Session, agency: AgencyRow, year: int) -> Step:
    entered, wanted = figures(session, [agency.id], year)[agency.id], typed_cells(year)
    left = len(wanted.keys() - entered.keys())
    note = f"还有{left}格没有填写，没有的填0" if left else "已填写；规范性文件由文件登记统计"
    return Step("table2", "表二数据和文件登记", "todo" if left else "done", note)


def _disclosed(session: Session, agency: AgencyRow, year: int) -> Step:
    lines = len(disclosures(session, agency.id, year))
    note = f"已填写{lines}行" if lines else "还没有填写，文字中可以引用这些数字"
    return Step("disclosed", "主动公开数量", "done" if lines else "todo", note)


def _texts(session: Session, agency: AgencyRow, year: int) -> Step:
    written = texts(session, agency.id, year)
    left = [LABELS[key] for key in _WRITTEN if not written.get(key, ("", 0))[0].strip()]
    note = f"还没有写：{'、'.join(left)}" if left else "六个部分都已写好"
    return Step("texts", "各部分文字", "todo" if left else "done", note)


def _fees(session: Session, agency: AgencyRow, draft: Draft) -> Step:
    """Part six is asked for three figures, zeros too (30号)."""
    fees = fees_of(session, agency.id, draft.report.year)
    stands = (
        f"登记的收费通知{fees.notices}件、通知总金额{fees.notified:f}元、实收总金额{fees.paid:f}元"
    )
    said = said_of_fees(draft.report.texts, draft.report.year)
    left = [what for what in FEE_FIGURES if what not in said]
    note = f"{stands}；文字中还没有写{'、'.join(left)}" if left else stands
    return Step("fees", "第六部分三项收费数字", "todo" if left else "done", note)


def _checks(draft: Draft, findings: list[Finding]) -> Step:
    errors, warnings = errors_left(findings, draft.stage), _warnings(findings)
    excused = len(draft.stage.excused) if draft.stage else 0
    told = [f"{len(errors)}处错误" if errors else "没有未处理的错误", f"{warnings}处提醒"]
    told += [f"{excused}处错误已说明理由"] if excused else []
    return Step("checks", "公布前检查", "todo" if errors else "done", "，".join(told))


def _warnings(findings: list[Finding]) -> int:
    return sum(one.severity == "warning" for one in findings)


def _ending(draft: Draft, findings: list[Finding], today: date) -> list[Step]:
    """Signing and sealing, one after the other."""
    blocked = bool(errors_left(findings, draft.stage))
    if not _is_over(draft.report.year, today):
        wait = f"{draft.report.year}年12月31日以后办理"
        return [Step("sign", "签发", "wait", wait), Step("seal", "封存", "wait", wait)]
    if draft.is_signed:
        sealing: State = "wait" if blocked else "todo"
        note = "还有错误没有处理" if blocked else "可以封存"
        return [Step("sign", "签发", "done", "已签发"), Step("seal", "封存", sealing, note)]
    void = draft.stage is not None and draft.stage.signed_sha256
    note = "签发之后报告有变动，需要重新签发" if void else "请签发人看过下面的报告再签发"
    signing: State = "wait" if blocked else "todo"
    note = "检查出的错误改正或者说明理由以后办理" if blocked else note
    return [Step("sign", "签发", signing, note), Step("seal", "封存", "wait", "签发以后办理")]


def _is_over(year: int, today: date) -> bool:
    return today > date(year, 12, 31)
