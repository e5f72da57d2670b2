import re
from datetime import date, timedelta

import pytest
from sqlmodel import select

from casework.store.tables import ApplicantRow, CaseApplicantRow, CaseRow, EventRow
from tests.support.case_pages import open_case

FORM = {
    "step": "log",
    "channel": "in_person",
    "submitted_on": "2026-03-02",
    "arrived_on": "2026-03-02",
    "applicant_kind": "natural_person",
    "parties-0-role": "applicant",
    "parties-0-name": "陈小明",
    "parties-0-identity_number": "350582199001011234",
    "subject": "征地补偿标准和发放明细",
    "request": "申请公开2023年东门社区征地补偿的标准和发放明细。",
    "clerk": "",
    "form_id": "form-1",
}


def _cases(site):
    with site.office.reading() as tx:
        return tx.exec(select(CaseRow).order_by(CaseRow.id)).all()


def _first_event(site):
    with site.office.reading() as tx:
        return tx.exec(select(EventRow)).one()


def _log(browser, **differing):
    return browser.post("/applications/new", FORM | differing)


def test_the_form_offers_today_oneself_and_every_channel(site):
    page = site.browser("lin").get("/applications/new").text
    assert page.count('value="2026-03-02"') == 2
    assert "当面提交的，提交之日为收到之日" in page
    assert "autofocus" in page
    assert re.search(r"<option selected value=\"\d+\">Lin</option>", page)
    assert "农民专业合作社，以及以字号名义申请的个体工商户" in page


def test_logging_gives_a_number_and_a_receipt_that_says_until_when_and_why(site):
    lin = site.browser("lin")
    answer = _log(lin)
    assert answer.status_code == 303
    page = lin.get(answer.location).text
    assert "最迟于 <strong>2026-03-30</strong> 作出答复" in page
    assert "2026年3月2日（周一）收到申请（当面提交的，提交之日为收到之日），当日不计" in page
    assert "政府信息公开申请登记回执" in page
    assert "陈小明：" in page
    assert "即在2026年3月30日以前（含当日）作出答复" in page
    (case,) = _cases(site)
    assert (case.subject, case.due_on) == (FORM["subject"], date(2026, 3, 30))
    assert case.clerk_id is None


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("in_person", "您当面提出的政府信息公开申请"),
        ("ordinary_mail", "您以信函方式提出的政府信息公开申请"),
        ("internet", "您通过互联网提出的政府信息公开申请"),
        ("forwarded", "您通过其他机关或者平台提出的政府信息公开申请"),
    ],
)
def test_the_receipt_says_in_plain_words_how_the_application_was_made(site, channel, said):
    days = {"submitted_on": "2026-03-02", "arrived_on": "2026-03-02", "confirmed_on": "2026-03-02"}
    lin = site.browser("lin")
    page = lin.get(_log(lin, channel=channel, **days).location).text
    assert said in page
    assert "这一天已经过了" not in page


def test_an_application_typed_in_after_its_last_day_is_said_to_be_overdue(site):
    lin = site.browser("lin")
    page = lin.get(_log(lin, submitted_on="2026-01-05").location).text
    assert "这一天已经过了" in page
    assert "请立即作出答复" in page


def test_the_same_form_sent_twice_makes_one_case(site):
    lin = site.browser("lin")
    assert _log(lin).location == _log(lin).location
    assert len(_cases(site)) == 1


def test_what_the_channel_does_not_ask_for_is_not_read(site):
    _log(site.browser("lin"), channel="post_signed", arrived_on="2026-02-27")
    event = _first_event(site)
    assert (event.kind, event.on) == ("received", date(2026, 2, 27))
    assert "submitted_on" not in event.details


def test_an_ordinary_letter_not_yet_confirmed_has_only_arrived_and_says_what_to_do(site):
    lin = site.browser("lin")
    page = lin.get(_log(lin, channel="ordinary_mail").location).text
    assert "已登记来件，答复期限还没有起算" in page
    assert "今天就与申请人联系确认" in page
    assert "政府信息公开申请登记回执" not in page
    assert _first_event(site).kind == "arrived"


def test_a_portal_that_confirms_by_itself_is_received_when_submitted(site):
    _log(site.browser("lin"), channel="internet", auto_confirmed="y", submitted_on="2026-03-01")
    assert (_first_event(site).kind, _first_event(site).on) == ("received", date(2026, 3, 1))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"subject": ""}, "请填写申请事项"),
        ({"parties-0-name": ""}, "请填写姓名或者名称"),
        ({"parties-0-name": "", "parties-0-identity_number": ""}, "请填写申请人的姓名或者名称"),
        ({"submitted_on": ""}, "当面提交的，提交之日为收到之日，请填写下面的日期"),
        ({"submitted_on": "2026-03-03"}, "日期不能晚于今天，请核对"),
        ({"submitted_on": "2019-05-14"}, "适用修订前的条例"),
        ({"submitted_on": "昨天"}, "提交之日看不懂"),
        ({"channel": "oral"}, "申请人签字确认之日为收到之日，请填写下面的日期"),
        ({"channel": "pigeon"}, "不是有效的选择"),
        ({"applicant_kind": "alien"}, "不是有效的选择"),
        ({"channel": "fax", "confirmed_on": "2026-03-01"}, "双方确认之日不能早于来件之日"),
        ({"clerk": "99"}, "不是有效的选择"),
        ({"parties-1-phone": "1"}, "请填写姓名或者名称"),
        ({"subject": "申" * 300}, "申请事项过长"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_stored(site, wrong, said):
    answer = _log(site.browser("lin"), **wrong)
    assert answer.status_code == 422
    assert said in answer.text
    assert "陈小明" in answer.text or "parties-0-name" in wrong
    assert _cases(site) == []


def test_several_applicants_and_an_agent_stand_in_the_order_of_the_paper(site):
    lin = site.browser("lin")
    page = _log(lin, step="more")
    assert page.status_code == 200
    assert 'name="parties-1-name"' in page.text
    assert "陈小明" in page.text
    more = {
        "parties-1-role": "applicant",
        "parties-1-name": "陈大明",
        "parties-2-role": "agent",
        "parties-2-name": "黄律师",
        "parties-3-role": "agent",
    }
    page = lin.get(_log(lin, **more).location).text
    assert "陈小明、陈大明：" in page
    with site.office.reading() as tx:
        rows = tx.exec(select(ApplicantRow.name, CaseApplicantRow.role).join(CaseApplicantRow))
        assert rows.all() == [
            ("陈小明", "applicant"),
            ("陈大明", "applicant"),
            ("黄律师", "agent"),
        ]


def test_beside_the_form_stand_the_cases_of_the_same_person_and_those_alike(site):
    lin = site.browser("lin")
    _log(lin)
    draft = {"parties-0-name": "别名", "parties-0-identity_number": "350582 19900101 1234"}
    panel = lin.post("/applications/known", FORM | draft | {"subject": "别的", "request": ""}).text
    assert "同一申请人" in panel
    assert "这是该申请人当月的第2件申请" in panel
    assert "每月十件以内不收信息处理费" in panel
    assert "内容相近" not in panel
    other = {"parties-0-name": "王某", "parties-0-identity_number": ""}
    panel = lin.post("/applications/known", FORM | other | {"subject": "征地补偿标准"}).text
    assert "内容相近" in panel
    assert "同一申请人" not in panel
    page = lin.post("/applications/new", FORM | {"step": "look"})
    assert page.status_code == 200
    assert "同一申请人" in page.text
    assert len(_cases(site)) == 1


def test_the_eleventh_application_of_a_month_costs_a_hundred_yuan(site):
    lin = site.browser("lin")
    for n in range(10):
        _log(lin, form_id=f"form-{n}", subject=f"第{n}号")
    panel = lin.post("/applications/known", FORM).text
    assert "当月的第11件申请" in panel
    assert "<strong>100元</strong>" in panel
    next_month = FORM | {"submitted_on": "2026-04-01"}
    site.clock.pass_by(timedelta(days=30))
    lin = site.browser("lin")
    assert "当月的第1件申请" in lin.post("/applications/known", next_month).text


def test_another_agency_is_told_nothing_of_the_applicants_of_this_one(site):
    _log(site.browser("lin"))
    site.agency("dongshi", "东石镇")
    site.person("wu", "dongshi", "clerk")
    panel = site.browser("wu").post("/applications/known", FORM).text
    assert "没有同一申请人或者内容相近的办件" in panel


def test_a_receipt_printed_again_says_what_held_when_the_application_came(site):
    approved = {"workdays": 20, "approved_by": "赵主任", "approved_on": "2026-03-09"}
    case = open_case(site, {"kind": "extended", "on": "2026-03-09", **approved})
    lin = site.browser("lin")
    again = case.replace("/cases/", "/applications/") + "/receipt"
    assert f'href="{again}"' in lin.get(case).text
    page = lin.get(again).text
    assert "即在2026年3月30日以前（含当日）作出答复" in page
    assert "最迟于" not in page
    assert "以办件页面为准" in page


def test_only_caseworkers_log_and_print_receipts(site):
    location = _log(site.browser("lin")).location
    site.person("he", "xiyuan", "admin")
    he = site.browser("he")
    assert he.get("/applications/new").status_code == 403
    assert he.get(location).status_code == 403
    assert he.post("/applications/known", FORM).status_code == 403


def test_what_is_typed_never_becomes_markup(site):
    lin = site.browser("lin")
    name = "<script>alert(1)</script>"
    page = lin.get(_log(lin, **{"parties-0-name": name, "subject": name}).location).text
    assert name not in page
    assert "&lt;script&gt;alert(1)" in page
