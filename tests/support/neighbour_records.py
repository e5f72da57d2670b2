"""What xiyuan has: a case, a dispute, a document, units that report to it, a sealed report."""

from datetime import date

from casework.cases.disputes import Decided, Filed
from casework.desk.act import Act, acting
from casework.desk.collecting import add_outside_unit, fingerprint, make_collection
from casework.desk.disputes import decide_dispute, file_dispute, link_case
from casework.desk.documents import IssuedDocument, issue_document
from casework.desk.figures import Disclosure, set_disclosures, set_figures, typed_cells
from casework.desk.outside_reports import Paper, hand_in
from casework.desk.rollup import roll_up
from casework.desk.sealing import record_publication
from casework.desk.texts import write_text
from casework.law.notices import Festival, Notice
from casework.report.document import as_json
from casework.store.notice_mapping import notice_row
from casework.store.tables import CaseRow
from tests.support.case_pages import case_row, open_case
from tests.support.neighbour_words import HAPPENED, NUMBER, PARTIES
from tests.support.sample_report import report_2023
from tests.support.tree import seal_year
from tests.support.web import Site

LONG_AGO = date(2019, 1, 1)
YEAR = 2025


def record_case(site: Site, clerk: int) -> CaseRow:
    """An application that others are asked about, with all that a paper says of a person."""
    words = {"subject": "鞋业地块补偿", "request": "请公开丈量登记表"}
    open_case(site, *HAPPENED, parties=PARTIES, clerk_id=clerk, **words)
    return case_row(site, NUMBER)


def record_dispute(act: Act, case: CaseRow) -> int:
    """A reconsideration about the case that the office lost; gives its id."""
    filed = Filed(on=date(2025, 6, 2), dispute_kind="reconsideration", number="初丈1号")
    dispute = file_dispute(act, "xiyuan", filed, subject="不服丈量答复")
    link_case(act, dispute, case.id)
    ended = Decided(on=date(2025, 8, 4), result="overturned", orders="责令重新丈量")
    decide_dispute(act, dispute, ended, after=1)
    return dispute


def record_document(act: Act) -> int:
    """A normative document, and how much was disclosed; gives the document's id."""
    channels = [Disclosure("西园街边公告栏", "3", "条")]
    set_disclosures(act, "xiyuan", YEAR, "channel", channels, seen=[])
    title, on = "西园征收补偿办法", date(2025, 5, 6)
    paper = IssuedDocument(kind="normative_documents", title=title, issued_on=on)
    return issue_document(act, "xiyuan", paper)


def record_outside_unit(act: Act) -> int:
    """A unit that keeps its cases elsewhere, its report handed in; gives its id."""
    unit = add_outside_unit(act, "xiyuan", "西园供电所", LONG_AGO)
    read = Paper(as_json(report_2023()) | {"year": YEAR}, "", (), "0" * 64)
    hand_in(act, "xiyuan", YEAR, f"outside:{unit}", read)
    return unit


def seal(site: Site, code: str, person: int) -> None:
    """Write, seal and publish the report of an agency."""
    with acting(site.office, person) as act:
        text = f"{act.agency(code).name[:2]}人手不足。"
        set_figures(act, code, YEAR, dict.fromkeys(typed_cells(YEAR), 0), seen={})
        for section in ("overview", "problems"):
            write_text(act, code, YEAR, section, text, version=0)
    seal_year(site.office, person, code, YEAR)
    with acting(site.office, person) as act:
        at = "https://www.example.gov.cn/report"
        record_publication(act, code, YEAR, 1, on=date(2026, 1, 20), at=at)


def record_sum(act: Act) -> None:
    """What shequ and xiyuan have published, added up; the unit outside is still missing."""
    found = roll_up(act.office, act.tx, act.agency("xiyuan"), YEAR)
    make_collection(act, "xiyuan", YEAR, "先行汇总", seen=fingerprint(found))


def record_notice(site: Site) -> int:
    """A notice of 2027 that has been imported, for every agency alike; gives its id."""
    days = (Festival("元旦", date(2027, 1, 1), date(2027, 1, 3)),)
    row = notice_row(Notice("国办发明电〔2026〕1号", date(2026, 3, 9), 2027, days), None)
    with site.office.transaction() as tx:
        tx.add(row)
    return row.id
