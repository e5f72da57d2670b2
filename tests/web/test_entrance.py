from casework.desk.first_start import first_token

START = {
    "name": "晋江市西园街道办事处",
    "short_name": "西园街道",
    "code": "xiyuan",
    "mark": "西园公开",
    "review_body": "晋江市人民政府",
    "person_name": "林某",
    "login": "lin",
    "password": "Xiyuan-2026",
    "repeated": "Xiyuan-2026",
}


def test_the_first_start_leads_to_an_agency_and_its_first_person(empty_site):
    browser = empty_site.stranger()
    address = f"/start/{first_token(empty_site.office)}"
    assert "第一位使用人员" in browser.get(address).text
    answer = browser.post(address, START, follow_redirects=True)
    assert "林某，您在晋江市西园街道办事处的职责是：承办人、工作机构负责人、管理员。" in answer.text
    assert browser.get(address).status_code == 404
    assert empty_site.stranger().get(address).status_code == 404
    assert empty_site.stranger().sign_in("lin").status_code == 303
