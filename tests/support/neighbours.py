"""A register of several agencies, in one of which everything there is has been recorded.

jinjiang is above xiyuan and chidian, and xiyuan above shequ. Everything is xiyuan's, so that
whoever belongs elsewhere has something to be kept from.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import select

from casework.cases.disputes import Decided, Filed
from casework.desk.access import set_first_password
from casework.desk.act import ROLES, acting
from casework.desk.agencies import put_under
from casework.desk.applications import Party
from casework.desk.collecting import add_outside_unit
from casework.desk.disputes import decide_dispute, file_dispute
from casework.desk.documents import IssuedDocument, issue_document
from casework.desk.feeds import make_feed
from casework.desk.figures import Disclosure, set_disclosures, set_figures, typed_cells
from casework.desk.housekeeping import CLOCK, QUEUE, note_alive
from casework.desk.outside_reports import Paper, hand_in
from casework.desk.people import add_person, give_role
from casework.desk.sealing import record_publication
from casework.desk.texts import write_text
from casework.report.document import as_json
from casework.store.tables import AgencyRow, CaseRow, SessionRow
from tests.support.case_pages import case_row, open_case, person_id
from tests.support.sample_report import report_2023
from tests.support.tree import seal_year
from tests.support.web import PASSWORD, Site

LONG_AGO = date(2019, 1, 1)
YEAR = 2025
DUE_DAY = "2026-03-26"
"""On which the opinion asked for in 黄某某 is due."""
NUMBER = "西园街道〔2026〕1号"
PEOPLE = ("欧阳某某", "司马某某", "诸葛某某", "黄某某", "350582199001011234", f"{'*' * 14}1234")
CONTACTS = ("13800005678", f"{'*' * 7}5678", "ouyang@example.cn", "清濛路77号")
TYPED = ("鞋业地块补偿", "请公开丈量登记表", "不服丈量答复", "责令重新丈量", "丈量有误")
STAFF = ("林修某", "王修某")
NAMES = (*PEOPLE, *CONTACTS, *TYPED, *STAFF)
"""Whatever names somebody, or was typed about them: nobody but who works on the case reads it."""
OWN = ("西园街道〔", "西园征收补偿办法", "西园人手不足", "初丈1号", "西园供电所", "西园街边公告栏")
"""What is xiyuan's own and names nobody: for the office above, but for none beside or below."""

PARTIES = (
    Party(
        name="欧阳某某",
        identity_kind="居民身份证",
        identity_number="350582199001011234",
        phone="13800005678",
        email="ouyang@example.cn",
        address="清濛路77号",
    ),
    Party(name="司马某某", role="agent"),
)
_HAPPENED: tuple[dict[str, Any], ...] = (
    {"kind": "consulted", "on": "2026-03-04", "ref": "黄某某", "party": "third_party"}
    | {"name": "诸葛某某"},
    {"kind": "served", "on": "2026-03-05", "of": "consulted", "ref": "黄某某"},
    {"kind": "consulted", "on": "2026-03-05", "ref": "丈量有误", "party": "other_agency"}
    | {"name": "诸葛某某"},
)


@dataclass(frozen=True)
class Neighbours:
    """The site, and what of xiyuan an address may name."""

    site: Site
    case: CaseRow
    dispute_id: int
    document_id: int
    outside_id: int
    child_id: int
    clerk_id: int
    colleague_id: int
    session: str
    feed: str


def settle_neighbours(site: Site) -> Neighbours:
    """Found the agencies, and record something of every kind in xiyuan."""
    for code, name in (("jinjiang", "晋江市"), ("xiyuan", "西园街道"), ("chidian", "池店镇")):
        site.agency(code, name)
    site.agency("shequ", "梅岭社区")
    with acting(site.office, None) as act:
        for code, above in (("xiyuan", "jinjiang"), ("chidian", "jinjiang"), ("shequ", "xiyuan")):
            put_under(act, code, above, LONG_AGO)
    _person(site, "lin", "林修某", "xiyuan", *ROLES)
    _person(site, "zhao", "赵修某", "chidian", *ROLES)
    _person(site, "liu", "刘修某", "shequ", *ROLES)
    _person(site, "sun", "孙修某", "jinjiang", "supervisor")
    _person(site, "he", "何修某", "jinjiang", "admin")
    colleague = _person(site, "wang", "王修某", "xiyuan", "clerk")
    return _recorded(site, person_id(site, "lin"), colleague)


def _person(site: Site, login: str, name: str, code: str, *roles: str) -> int:
    """Somebody who has acted in these roles since long ago, so that last year can be sealed."""
    with acting(site.office, None) as act:
        person = add_person(act, code, login, name)
        for role in roles:
            give_role(act, person, code, role, LONG_AGO)
        set_first_password(act, person, PASSWORD)
    return person


def _recorded(site: Site, lin: int, colleague: int) -> Neighbours:
    open_case(
        site,
        *_HAPPENED,
        parties=PARTIES,
        subject="鞋业地块补偿",
        request="请公开丈量登记表",
        clerk_id=colleague,
    )
    case_id = case_row(site, NUMBER).id
    with acting(site.office, lin) as act:
        filed = Filed(
            on=date(2025, 6, 2), dispute_kind="reconsideration", number="初丈1号", cases=(case_id,)
        )
        dispute = file_dispute(act, "xiyuan", filed, subject="不服丈量答复")
        ended = Decided(on=date(2025, 8, 4), result="overturned", orders="责令重新丈量")
        decide_dispute(act, dispute, ended, after=1)
        paper = IssuedDocument(
            kind="normative_documents", title="西园征收补偿办法", issued_on=date(2025, 5, 6)
        )
        document = issue_document(act, "xiyuan", paper)
        feed = make_feed(act, "xiyuan")
        notices = [Disclosure("西园街边公告栏", "3", "条")]
        set_disclosures(act, "xiyuan", YEAR, "channel", notices, seen=[])
        outside = add_outside_unit(act, "xiyuan", "西园供电所", LONG_AGO)
        read = Paper(as_json(report_2023()) | {"year": YEAR}, "", (), "0" * 64)
        hand_in(act, "xiyuan", YEAR, f"outside:{outside}", read)
    for code, person in (("shequ", person_id(site, "liu")), ("xiyuan", lin)):
        _seal(site, code, person)
    for beat in (CLOCK, QUEUE):
        note_alive(site.office, beat)
    site.browser("lin")
    child = _only(site, select(AgencyRow.id).where(AgencyRow.code == "shequ"))
    session = _only(site, select(SessionRow.token_sha256).where(SessionRow.person_id == lin))
    case = case_row(site, NUMBER)
    return Neighbours(site, case, dispute, document, outside, child, lin, colleague, session, feed)


def _seal(site: Site, code: str, person: int) -> None:
    with acting(site.office, person) as act:
        set_figures(act, code, YEAR, dict.fromkeys(typed_cells(YEAR), 0), seen={})
        for section in ("overview", "problems"):
            write_text(
                act, code, YEAR, section, f"{act.agency(code).name[:2]}人手不足。", version=0
            )
    seal_year(site.office, person, code, YEAR)
    with acting(site.office, person) as act:
        at = "https://www.example.gov.cn/report"
        record_publication(act, code, YEAR, 1, on=date(2026, 1, 20), at=at)


def _only(site: Site, statement: Any) -> Any:
    with site.office.reading() as tx:
        return tx.exec(statement).one()
