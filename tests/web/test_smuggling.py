"""What belongs to another agency, put into the forms of one's own."""

import re
from datetime import date

import pytest
from sqlmodel import select

from casework.cases.disputes import Filed
from casework.desk.act import acting
from casework.desk.applications import Party
from casework.desk.disputes import file_dispute
from casework.law.receipt import Stamps
from casework.store.tables import ApplicantRow, CaseRow, DisputeRow, IssuedDocumentRow
from tests.support.belongings import belongings
from tests.support.case_pages import person_id
from tests.support.desk import log
from tests.support.neighbour_words import NAMES, NUMBER, PARTIES

OWN_CASE = "/cases/池店镇〔2026〕1号"
RECEIVED = {
    "channel": "in_person",
    "submitted_on": "2026-03-02",
    "applicant_kind": "natural_person",
    "subject": "鞋业地块补偿",
}
FILED = {"kind": "litigation_direct", "body": "晋江市人民法院", "filed_on": "2026-03-02"}
SAME_MAN = {
    "parties-0-role": "applicant",
    "parties-0-name": PARTIES[0].name,
    "parties-0-identity_kind": PARTIES[0].identity_kind,
    "parties-0-identity_number": PARTIES[0].identity_number,
    "parties-0-phone": "13711112222",
}


@pytest.fixture
def zhao(known):
    """Works for chidian, where there is a case and a dispute; leaves xiyuan as it was."""
    site = known.site
    zhao = person_id(site, "zhao")
    came = Stamps(submitted_on=date(2026, 3, 3))
    parties = (Party(name="周某某"),)
    log(site.office, zhao, agency="chidian", stamps=came, parties=parties, subject="道路改造")
    with acting(site.office, zhao) as act:
        file_dispute(act, "chidian", Filed(on=date(2026, 3, 4), dispute_kind="litigation_direct"))
    before = belongings(site.office, "xiyuan")
    yield site.browser("zhao")
    assert belongings(site.office, "xiyuan") == before


def _all(known, kind):
    with known.site.office.reading() as tx:
        return tx.exec(select(kind)).all()


def _without_tokens(page):
    return re.sub(r'value="[^"]*"|"X-CSRFToken": "[^"]*"', "", page)


@pytest.mark.parametrize("path", ["/disputes/new", "/disputes/2/cases"])
def test_a_case_of_another_agency_is_as_unknown_as_one_that_never_was(known, zhao, path):
    answers = [
        zhao.post(path, FILED | {"cases": number}).text.replace(number, "…")
        for number in (NUMBER, "西园街道〔2026〕77号")
    ]
    assert "本机关没有编号为“…”的办件" in answers[0]
    assert _without_tokens(answers[0]) == _without_tokens(answers[1])
    assert len(_all(known, DisputeRow)) == 2


def test_a_case_of_another_agency_cannot_be_unlinked_from_ones_own_dispute(known, zhao):
    assert zhao.post(f"/disputes/2/cases/{known.case.id}/unlink").status_code == 303


def test_nobody_of_another_agency_is_given_a_case(known, zhao):
    given = {"clerk": str(known.clerk_id), "version": 1}
    assert zhao.post(f"{OWN_CASE}/clerk", given).status_code == 422
    new = RECEIVED | SAME_MAN | {"clerk": str(known.clerk_id)}
    assert zhao.post("/applications/new", new).status_code == 422
    assert len(_all(known, CaseRow)) == 2


def test_an_applicant_known_elsewhere_is_a_new_one_here(known, zhao):
    told = zhao.post("/applications/known", RECEIVED | SAME_MAN).text
    assert NUMBER not in told
    assert "没有同一申请人或者内容相近的办件" in told
    assert "当月的第1件申请" in told
    assert zhao.post("/applications/new", RECEIVED | SAME_MAN).status_code == 303
    theirs, ours = (
        [row for row in _all(known, ApplicantRow) if row.agency_id == agency_id]
        for agency_id in (known.case.agency_id, known.case.agency_id + 1)
    )
    assert {row.id for row in theirs}.isdisjoint(row.id for row in ours)
    assert "13711112222" in [row.phone for row in ours]


@pytest.mark.parametrize(
    ("path", "kind", "form"),
    [
        ("/applications/new", CaseRow, RECEIVED | SAME_MAN),
        ("/disputes/new", DisputeRow, FILED),
        (
            "/reports/documents/new",
            IssuedDocumentRow,
            {"kind": "rules", "title": "某规章", "issued_on": "2026-01-05"},
        ),
    ],
)
def test_a_form_that_was_sent_elsewhere_is_refused_with_a_sentence(known, path, kind, form):
    site = known.site
    number = {"form_id": "3f0e5f1e-1b3a-4d8c-9a54-000000000001"}
    assert site.browser("lin").post(path, form | number).status_code == 303
    before = belongings(site.office, "xiyuan")
    answer = site.browser("zhao").post(path, form | number)
    assert answer.status_code == 409
    assert "请重新打开" in answer.text
    assert belongings(site.office, "xiyuan") == before


def test_to_choose_another_agency_than_ones_own_chooses_nothing(known, zhao):
    assert zhao.post("/account/agency", {"agency": "xiyuan"}).status_code == 303
    page = zhao.get("/cases/all").text
    assert "池店镇" in page
    assert not [word for word in (*NAMES, NUMBER) if word in page]


def test_the_cases_of_a_clerk_elsewhere_are_none_here(known, zhao):
    for scope in ("", "below"):
        asked = {"clerk": str(known.colleague_id), "scope": scope}
        page = zhao.get("/cases/all", query_string=asked).text
        assert "没有符合条件的办件" in page
        assert NUMBER not in page
