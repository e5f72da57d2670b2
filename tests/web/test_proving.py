"""The proof bundle as the page of a case gives it away."""

from datetime import date

from casework.desk.act import acting
from casework.desk.agencies import put_under
from casework.desk.proof_checks import verify_proof
from tests.support.case_pages import open_case


def test_the_page_of_a_case_gives_its_bundle(site):
    case = open_case(site)
    lin = site.browser("lin")
    assert f'action="{case}/proof"' in lin.get(case).text
    answer = lin.post(f"{case}/proof")
    assert answer.status_code == 200
    assert answer.mimetype == "application/zip"
    assert verify_proof(answer.data, site.office.audit).whole


def test_it_is_taken_by_a_form_of_ours_only(site):
    case = open_case(site)
    lin = site.browser("lin")
    assert lin.get(f"{case}/proof").status_code == 405
    assert lin.client.post(f"{case}/proof").status_code == 400


def test_who_may_only_look_does_not_get_it(site):
    case = open_case(site)
    site.person("qian", "xiyuan", "signatory")
    site.agency("city", "晋江市")
    site.person("sun", "city", "supervisor")
    with acting(site.office, None) as act:
        put_under(act, "xiyuan", "city", since=date(2019, 1, 1))
    for login, refusal in (("qian", 403), ("sun", 404)):
        browser = site.browser(login)
        page = browser.get(case)
        assert page.status_code == 200
        assert "证据包" not in page.text
        assert browser.post(f"{case}/proof").status_code == refusal
    site.agency("other", "别处")
    site.person("zhao", "other", "clerk")
    assert site.browser("zhao").post(f"{case}/proof").status_code == 404
