"""Beside each finding stand the pages on which it is put right, for those who may open them."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest

from casework.cases.disputes import Filed
from casework.cases.events import Received
from casework.desk.act import acting
from casework.desk.annulling import correct_receipt
from casework.desk.disputes import annul_dispute_event, file_dispute
from casework.desk.figures import set_figures, typed_cells
from casework.desk.people import give_role
from casework.desk.texts import write_text
from casework.law.receipt import Stamps
from tests.support.desk import log
from tests.support.tree import seal_year
from tests.support.web import Site

LAST, YEAR = 2025, 2026
PUBLISH = f"/reports/{YEAR}/publish"


@pytest.fixture
def broken(site: Site) -> Site:
    """2025 is sealed with a case and a dispute open; since then all has been put in disorder."""
    with acting(site.office, None) as act:
        give_role(act, 1, "xiyuan", "signatory", date(2019, 1, 1))
    site.person("zheng", "xiyuan", "signatory")
    case = log(site.office, stamps=Stamps(submitted_on=date(LAST, 12, 25))).case_id
    with acting(site.office, 1) as act:
        filed = Filed(on=date(LAST, 12, 1), dispute_kind="reconsideration")
        dispute = file_dispute(act, "xiyuan", filed)
        set_figures(act, "xiyuan", LAST, dict.fromkeys(typed_cells(LAST), 0), seen={})
    seal_year(site.office, 1, "xiyuan", LAST)
    site.clock.at = datetime(YEAR, 12, 2, 2, 0, tzinfo=UTC)
    day = date(LAST, 12, 26)
    right = Received(on=day, channel="in_person", applicant_kind="commercial", submitted_on=day)
    with acting(site.office, 1) as act:
        correct_receipt(act, case, right, "是公司", after=1)
        annul_dispute_event(act, dispute, 1, "误登", after=1)
        for section, text in (
            ("on_application", "2026年共收到政府信息公开申请9件。"),
            ("management", "办理{{件数}}件。"),
            ("other_matters", "收取信息处理费5元。"),
        ):
            write_text(act, "xiyuan", YEAR, section, text, version=0)
    rule = {"kind": "rules", "title": "某规定", "number": "", "issued_on": f"{YEAR}-02-01"}
    site.browser("lin").post("/reports/documents/new", rule)
    return site


def beside(page: str) -> dict[str, list[str]]:
    """The links beside each finding, by its sentence."""
    found = {}
    for one in re.findall(r'<li class="finding .*?</li>', page, re.DOTALL):
        links = [unescape(link) for link in re.findall(r'href="([^"]+)"', one)]
        found[unescape(re.sub(r"<[^>]+>|\s+", "", one))] = links
    return found


def links_of(page: str, words: str) -> list[str]:
    (links,) = [links for sentence, links in beside(page).items() if words in sentence]
    return links


@pytest.mark.parametrize(
    ("words", "links"),
    [
        ("行政许可", [f"/reports/{YEAR}/figures#licences"]),
        ("规章", [f"/reports/documents?year={YEAR}"]),
        (
            "申请9件",
            [f"/reports/{YEAR}/table3/new/total", f"/reports/{YEAR}/texts/on_application"],
        ),
        ("{{件数}}", [f"/reports/{YEAR}/texts/management"]),
        ("信息处理费5元", [f"/reports/{YEAR}/texts/other_matters"]),
        ("还没有写", [f"/reports/{YEAR}/texts/problems"]),
        ("尚未审结", ["/disputes/1"]),
    ],
)
def test_a_finding_leads_to_where_it_is_put_right(broken, words, links):
    assert links_of(broken.browser("lin").get(PUBLISH).text, words) == links


def test_what_does_not_carry_over_leads_to_the_case_and_to_last_years_restatement(broken):
    page = broken.browser("lin").get(PUBLISH).text
    case, last = links_of(page, "两年的申请人类型不同")
    assert case.startswith("/cases/")
    assert last == f"/reports/{LAST}/publish"


@pytest.mark.parametrize("login", ["lin", "zheng"])
def test_every_link_beside_a_finding_can_be_opened(broken, login):
    browser = broken.browser(login)
    found = beside(browser.get(PUBLISH).text)
    assert len(found) > 9
    for link in {link for links in found.values() for link in links}:
        page, _, anchor = link.partition("#")
        answer = browser.get(page)
        assert answer.status_code == 200, link
        assert not anchor or f'id="{anchor}"' in answer.text
