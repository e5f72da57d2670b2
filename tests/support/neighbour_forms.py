"""Forms such as whom they are meant for could send, for every route that takes one."""

from typing import Any

from casework.papers.annual_report import render
from tests.support.neighbours import Neighbours
from tests.support.notice_2027 import TEXT_2027
from tests.support.sample_report import report_2023
from tests.support.web import PASSWORD


def forms_of(known: Neighbours) -> dict[str, dict[str, Any]]:
    """By endpoint, what the form holds."""
    upon_case = {"after": known.case.last_seq, "version": known.case.version}
    received = {"channel": "in_person", "on": "2026-03-02", "submitted_on": "2026-03-02"}
    received |= {"applicant_kind": "natural_person"}
    party = {"parties-0-role": "applicant", "parties-0-name": "周某某"}
    why = {"reason": "录入有误"}
    upon_report = {"seen": "0" * 64, "version": 1}
    nobody: dict[str, Any] = {}
    return {
        "account.choose": {"agency": "xiyuan"},
        "account.end": nobody,
        "account.set_email": {"email": "lin@example.gov.cn"},
        "account.set_password": {"current": PASSWORD, "password": "Qingmeng-77"}
        | {"repeated": "Qingmeng-77"},
        **dict.fromkeys(("feeds.make", "feeds.end"), nobody),
        "admin.correct": {"name": "某街道办事处", "short_name": "某街道"},
        "own_rules.change": {"number": "{mark}{year}-{serial}", "report_due": "01-20"},
        "admin.add": {"name": "吴某", "login": "wu", "roles": ["clerk"]},
        **{f"admin.{verb}": nobody for verb in ("disable", "enable", "link", "give", "end")},
        "agencies_below.found": {"name": "五里街办事处", "short_name": "五里街"}
        | {"code": "wuli", "since": "2026-01-01", "person_name": "吴某", "login": "wuli"},
        "agencies_below.end": {"until": "2026-03-01"},
        "applications.look": received | party | {"subject": "鞋业地块"},
        "applications.log": received | party | {"subject": "道路改造"},
        "notices.check": {"text": TEXT_2027},
        "notices.take": {"text": TEXT_2027},
        "withdrawals.take_back": why,
        "cases.give": upon_case | {"clerk": str(known.clerk_id)},
        "cases.unmask": nobody,
        "cases.reword": upon_case | {"subject": "新的事项", "request": "", "form_wanted": ""},
        "closing.close": upon_case
        | {"on": "2026-03-10", "outcome": "unavailable.not_held", "method": "post"}
        | {"confirmed": "1"},
        "annulling.do": upon_case | why | {"together": "y"},
        "annulling.correct": upon_case | received | why,
        "annulling.take_out": upon_case | why | {"meant": "y"},
        "case_events.add": upon_case | {"on": "2026-03-09", "by": "党政办"},
        "proving.download": nobody,
        "case_lists.all_cases": {"q": "鞋业"},
        "case_lists.export": {"list": "open"},
        "published_reports.check": {"text": render(report_2023(), "html").decode()},
        "disputes.enter": {"kind": "litigation_direct", "body": "晋江市人民法院"}
        | {"filed_on": "2026-03-02"},
        "disputes.annul": why | {"seq": 2, "after": 2},
        "disputes.link": {"cases": "2026-1"},
        "disputes.unlink": nobody,
        "disputes.decide": {"result": "upheld", "on": "2025-09-01", "after": 2},
        "entrance.enter": {"login": "nobody", "password": "wrong"},
        "entrance.leave": nobody,
        "entrance.found": {"code": "x"},
        "entrance.accept": {"password": PASSWORD},
        "reports.disclosures.save": {"label": "网站", "value": "2", "unit": "条", "seen": "[]"},
        "reports.figures.save": {"licences-decisions": "5", "seen-licences-decisions": "0"},
        "reports.texts.save": {"text": "一切正常。", "version": 1},
        "reports.publishing.drop": nobody,
        "reports.publishing.excuse": upon_report | why,
        "reports.publishing.published": upon_report | {"on": "2026-02-02", "at": ""},
        "reports.publishing.restate": why,
        "reports.publishing.seal": upon_report,
        "reports.publishing.sign": upon_report | {"issued_on": "2026-02-02"},
        "reports.units.due": {"submit_by": "2026-01-20", "publish_by": "2026-01-28"},
        "reports.units.add": {"name": "供水公司", "since": "2020-01-01"},
        "reports.units.end": {"until": "2025-03-01"},
        "reports.unit_reports.give_back": {"comments": "请补正第五部分"},
        "reports.unit_reports.take_in": {"pasted": "某单位2025年政府信息公开工作年度报告"},
        "reports.unit_reports.accept": {"seen": 1, "note": "原件"},
        "reports.unit_sums.make": {"reason": "先行汇总", "seen": "0" * 64},
        "reports.documents.enter": {"kind": "normative_documents", "title": "某办法"}
        | {"issued_on": "2026-01-05"},
        "reports.documents.expire": {"on": "2027-01-05"},
        "reports.documents.remove": why,
        "reports.documents.repeal": {"on": "2026-01-05"},
    }
