from datetime import timedelta

import pytest

from casework.desk.access import disable_person
from casework.desk.act import acting
from casework.desk.first_start import first_token
from casework.desk.links import make_link
from casework.web.limits import limiter
from tests.support.web import PASSWORD

START = {
    "name": "晋江市西园街道办事处",
    "short_name": "西园街道",
    "code": "xiyuan",
    "mark": "西园公开",
    "review_body": "晋江市人民政府",
    "person_name": "林某",
    "login": "lin",
    "password": PASSWORD,
    "repeated": PASSWORD,
}


@pytest.fixture
def start(empty_site):
    """Where the link on the console leads."""
    return f"/start/{first_token(empty_site.office)}"


# -- first start --------------------------------------------------------------------------------


def test_the_first_start_leads_to_an_agency_and_its_first_person(empty_site, start):
    browser = empty_site.stranger()
    assert "第一位使用人员" in browser.get(start).text
    page = browser.post(start, START, follow_redirects=True).text
    assert "登记第一件申请" in page
    assert ">林某</a>" in page
    assert empty_site.stranger().sign_in("lin").status_code == 303


def test_the_first_link_works_once(empty_site, start):
    empty_site.stranger().post(start, START)
    assert empty_site.stranger().get(start).status_code == 404
    second = empty_site.stranger().post(start, START | {"code": "other", "login": "wang"})
    assert second.status_code == 404
    assert empty_site.stranger().sign_in("wang").status_code == 401


def test_nobody_starts_a_register_without_the_link(empty_site):
    assert empty_site.stranger().get("/start/" + "0" * 64).status_code == 404
    assert empty_site.stranger().post("/start/" + "0" * 64, START).status_code == 404
    assert "还没有启用" in empty_site.stranger().get("/login").text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", " ", "请填写机关全称"),
        ("code", "西园", "只能用小写字母、数字和连字符"),
        ("repeated", "Other-2026x", "两次输入的密码不一致"),
        ("password", "short", "10 至 128 个字符"),
        ("password", "Password1234", "太容易被猜到"),
        ("login", "", "请填写登录名"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(
    empty_site, start, field, value, sentence
):
    answer = empty_site.stranger().post(start, START | {field: value})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'aria-describedby="{field}' in answer.text
    assert "晋江市人民政府" in answer.text
    assert PASSWORD not in answer.text


# -- signing in ---------------------------------------------------------------------------------


def test_signing_in_leads_back_to_the_page_that_was_asked_for(site):
    browser = site.stranger()
    asked = browser.get("/admin/people?x=1")
    assert asked.location == "/login?next=/admin/people?x%3D1"
    entered = browser.post(asked.location, {"login": "lin", "password": PASSWORD})
    assert entered.location == "/admin/people?x=1"


@pytest.mark.parametrize(
    "elsewhere",
    [
        *("https://evil.example/", "//evil.example/", "/\\evil", "////evil.example/"),
        *("/\t/evil.example/", "/\t///evil.example/", "javascript:alert(1)", "evil.example"),
    ],
)
def test_signing_in_never_leads_elsewhere(site, elsewhere):
    browser = site.stranger()
    answer = browser.client.post(
        "/login",
        query_string={"next": elsewhere},
        data={"csrf_token": browser.csrf_token(), "login": "lin", "password": PASSWORD},
    )
    assert answer.location == "/"


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(site):
    wrong = site.stranger().sign_in("lin", "Wrong-2026x")
    unknown = site.stranger().sign_in("nobody", "Wrong-2026x")
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert "登录名或者密码不对" in wrong.text
    assert "登录名或者密码不对" in unknown.text


def test_who_guesses_is_locked_out_and_told_for_how_long(site):
    for _ in range(10):
        site.clock.pass_by(timedelta(minutes=1))
        site.stranger().sign_in("lin", "Wrong-2026x")
    locked = site.stranger().sign_in("lin")
    assert locked.status_code == 429
    assert "请在 15 分钟后再试" in locked.text
    site.clock.pass_by(timedelta(minutes=15))
    assert site.stranger().sign_in("lin").status_code == 303


def test_the_session_is_new_at_sign_in(site):
    browser = site.stranger()
    before = browser.csrf_token()
    browser.sign_in("lin")
    assert browser.csrf_token() != before


# -- going out ----------------------------------------------------------------------------------


def test_signing_out_ends_the_session_itself_and_clears_the_browser(site):
    browser = site.browser("lin")
    stolen = browser.client.get_cookie("casework")
    left = browser.post("/logout")
    assert left.headers["Clear-Site-Data"] == '"*"'
    browser.client.set_cookie("casework", stolen.value)
    assert browser.get("/").location == "/login"


@pytest.mark.parametrize(
    ("step", "times", "alive"),
    [
        (timedelta(minutes=29), 1, True),
        (timedelta(minutes=30), 1, False),
        (timedelta(minutes=29), 20, True),
        (timedelta(minutes=29), 21, False),
    ],
)
def test_a_session_ends_after_thirty_idle_minutes_and_after_ten_hours(site, step, times, alive):
    browser = site.browser("lin")
    for _ in range(times):
        site.clock.pass_by(step)
        page = browser.get("/")
    assert (page.status_code == 200) is alive


def test_who_is_disabled_is_out_at_the_next_request(site):
    wang = site.person("wang", "xiyuan", "clerk")
    browser = site.browser("wang")
    with acting(site.office, 1) as act:
        disable_person(act, wang)
    assert browser.get("/").location == "/login"
    assert site.stranger().sign_in("wang").status_code == 401


def test_a_session_can_be_ended_from_another(site):
    here, forgotten = site.browser("lin"), site.browser("lin")
    page = here.get("/account").text
    [path] = [part.split('"')[0] for part in page.split('action="')[1:] if "/sessions/" in part]
    assert here.post(path).status_code == 303
    assert forgotten.get("/").location == "/login"
    assert here.get("/").status_code == 200


def test_nobody_ends_the_session_of_another_person(site):
    site.person("wang", "xiyuan", "clerk")
    lin, wang = site.browser("lin"), site.browser("wang")
    site.browser("lin")
    page = lin.get("/account").text
    [path] = [part.split('"')[0] for part in page.split('action="')[1:] if "/sessions/" in part]
    assert wang.post(path).status_code == 409


def test_another_password_ends_every_other_session(site):
    here, other = site.browser("lin"), site.browser("lin")
    new = "Another-2026"
    given = {"current": PASSWORD, "password": new, "repeated": new}
    assert here.post("/account/password", given).status_code == 303
    assert here.get("/").status_code == 200
    assert other.get("/").location == "/login"
    assert site.stranger().sign_in("lin").status_code == 401
    assert site.stranger().sign_in("lin", new).status_code == 303


def test_the_present_password_is_not_tried_without_end_in_an_open_session(site):
    lin = site.browser("lin")
    token = {"csrf_token": lin.csrf_token()}
    limiter.reset()
    for _ in range(60):
        assert lin.client.post("/account/password", data=token).status_code == 422
    assert lin.client.post("/account/password", data=token).status_code == 429


# -- where the mail goes ------------------------------------------------------------------------


def test_one_sees_and_changes_where_ones_own_mail_goes(site):
    lin = site.browser("lin")
    assert "没有填写" in lin.get("/account").text
    assert lin.post("/account/email", {"email": " lin@example.gov.cn "}).location == "/account"
    assert "lin@example.gov.cn" in lin.get("/account").text
    assert 'value="lin@example.gov.cn"' in lin.get("/account/email").text
    assert lin.post("/account/email", {"email": ""}).status_code == 303
    assert "没有填写" in lin.get("/account").text


@pytest.mark.parametrize("wrong", ["lin", "lin@", "@example.gov.cn", "l in@example.cn", "l@cn."])
def test_what_is_no_address_is_told_at_the_field(site, wrong):
    answer = site.browser("lin").post("/account/email", {"email": wrong})
    assert answer.status_code == 422
    assert "name@example.gov.cn" in answer.text


# -- one-time links -----------------------------------------------------------------------------


def _link(site, person_id):
    with acting(site.office, None) as act:
        return f"/welcome/{make_link(act, person_id)}"


def test_a_link_lets_in_once_and_looking_at_it_uses_nothing_up(site):
    link, guest = _link(site, 1), site.stranger()
    assert guest.get(link).status_code == 200
    assert "Lin，您好" in guest.get(link).text
    new = "Another-2026"
    assert guest.post(link, {"password": new, "repeated": new}).location == "/"
    assert guest.get("/").status_code == 200
    assert site.stranger().get(link).status_code == 404
    assert site.stranger().post(link, {"enter": "1"}).status_code == 404


def test_a_link_says_under_which_name_one_signs_in_the_next_time(site):
    page = site.stranger().get(_link(site, 1)).text
    assert "登录名是<strong>lin</strong>" in page
    assert 'autocomplete="username"' in page
    new = "Another-2026"
    again = site.stranger().post(_link(site, 1), {"password": new, "repeated": "x"})
    assert "登录名是<strong>lin</strong>" in again.text


def test_a_password_chosen_by_a_link_ends_every_session_there_was(site):
    signed_in, new = site.browser("lin"), "Another-2026"
    site.stranger().post(_link(site, 1), {"password": new, "repeated": new})
    assert signed_in.get("/").location == "/login"
    assert site.stranger().sign_in("lin").status_code == 401


def test_a_password_with_the_login_in_it_is_told_at_its_field(site):
    guest, weak = site.stranger(), "Lin-2026-lin"
    answer = guest.post(_link(site, 1), {"password": weak, "repeated": weak})
    assert answer.status_code == 422
    assert "含有登录名" in answer.text
    assert 'name="repeated"' in answer.text


def test_a_link_lets_in_without_a_password_too(site):
    guest = site.stranger()
    assert guest.post(_link(site, 1), {"enter": "1"}).location == "/"
    assert guest.get("/admin/people").status_code == 200


def test_a_link_is_good_for_three_days_and_a_new_one_ends_the_old(site):
    old, new = _link(site, 1), _link(site, 1)
    assert site.stranger().get(old).status_code == 404
    site.clock.pass_by(timedelta(hours=71, minutes=59))
    assert site.stranger().get(new).status_code == 200
    site.clock.pass_by(timedelta(minutes=1))
    assert site.stranger().get(new).status_code == 404
