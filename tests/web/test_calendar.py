"""The calendar pages: a year, a day, and a notice from the paste to the new dates."""

import io
from datetime import UTC, date, datetime
from html import unescape

import pytest

from casework.desk.act import acting
from casework.desk.agencies import put_under
from casework.desk.housekeeping import DUTIES
from casework.desk.posting import run_duty
from casework.desk.reminding import sweep
from casework.law.receipt import Stamps
from tests.support.desk import log
from tests.support.notice_2027 import NUMBER, TEXT_2027

DECEMBER = datetime(2026, 12, 22, 2, 0, tzinfo=UTC)


@pytest.fixture
def winter(site):
    """The program on 22 December 2026, with a case of the day before."""
    site.clock.at = DECEMBER
    log(site.office, stamps=Stamps(submitted_on=date(2026, 12, 21)), subject="征地补偿标准")
    return site


def _hidden(page, name):
    return unescape(page.partition(f'name="{name}" value="')[2].partition('"')[0])


def test_a_year_shows_its_days_its_notices_and_what_is_due(winter):
    page = winter.browser("lin").get("/calendar/2026")
    assert page.status_code == 200
    assert page.text.count('class="month"') == 12
    assert "国办发明电〔2025〕7号" in page.text
    assert 'title="春节调休上班，国办发明电〔2025〕7号"' in page.text
    assert "2027年节假日安排的通知还没有导入" in page.text
    next_year = winter.browser("lin").get("/calendar/2027").text
    assert "（暂定）" in next_year
    assert 'href="/calendar/day/2027-01-19">1件' in next_year


def test_a_day_names_what_is_due(winter):
    page = winter.browser("lin").get("/calendar/day/2027-01-19").text
    assert "征地补偿标准" in page
    assert "暂定" in page
    assert "没有到期的期限" in winter.browser("lin").get("/calendar/day/2027-01-20").text


@pytest.mark.parametrize("path", ["/calendar/2018", "/calendar/2050", "/calendar/day/x"])
def test_what_is_not_in_the_calendar_is_not_found(site, path):
    assert site.browser("lin").get(path).status_code == 404


def test_the_first_page_leads_to_the_import(winter):
    lin = winter.browser("lin")
    assert 'href="/calendar"' in lin.get("/").text
    assert 'href="/calendar/import"' in lin.get("/calendar").text


def test_a_pasted_notice_is_shown_then_confirmed_then_counts(winter):
    lin = winter.browser("lin")
    shown = lin.post("/calendar/import/check", {"text": TEXT_2027})
    assert shown.status_code == 200
    assert "2027-01-31" in shown.text
    assert "没有在办办件的期限会变动，另有 1 件的日期不变，不再是暂定" in shown.text
    assert "暂定" in lin.get("/calendar/2027").text
    taken = lin.post("/calendar/import", {"text": _hidden(shown.text, "text")})
    assert (taken.status_code, taken.location) == (303, "/calendar/2027")
    page = lin.get("/calendar/2027").text
    assert "已算 0 件，共 1 件" in page
    assert run_duty(winter.office, DUTIES)
    done = lin.get("/calendar/progress").text
    assert "期限已全部重新计算" in done
    page = lin.get("/calendar/2027").text
    assert NUMBER in page
    assert "暂定" not in page
    assert "不必再导入" in lin.post("/calendar/import/check", {"text": TEXT_2027}).text


def test_what_is_provisional_says_so_wherever_its_date_stands(winter):
    lin = winter.browser("lin")
    case = "/cases/西园街道〔2026〕1号"
    pages = [
        lin.get("/cases").text,
        lin.get(case).text,
        lin.get("/applications/西园街道〔2026〕1号/receipt").text,
        lin.get("/calendar/day/2027-01-19").text,
    ]
    assert all("暂定" in page for page in pages)
    assert "暂定：按法定节假日和预计的放假安排都是2027年1月19日" in pages[1]
    assert "这一日期为暂定，有关年度的放假安排公布后可能调整" in pages[2]
    winter.clock.at = datetime(2027, 1, 14, 2, 0, tzinfo=UTC)
    with winter.office.transaction() as tx:
        sweep(tx, winter.office.calendar(tx), winter.office.today(), winter.office.now())
    assert "1月19日（暂定）届满" in winter.browser("lin").get("/").text


def test_a_file_is_taken_as_well(winter):
    paper = (io.BytesIO(TEXT_2027.encode("gb18030")), "通知.txt")
    shown = winter.browser("lin").post("/calendar/import/check", {"paper": paper})
    assert "2027-01-31" in shown.text
    assert "国办发明电〔2026〕9号" in _hidden(shown.text, "text")


def test_what_cannot_be_read_comes_back_with_its_sentence_and_what_was_typed(winter):
    text = TEXT_2027.replace("4月25日（周日）、5月8日（周六）上班", "另有两天上班")
    answer = winter.browser("lin").post("/calendar/import/check", {"text": text})
    assert answer.status_code == 422
    assert "看不懂“另有两天上班”" in answer.text
    assert "端午节" in answer.text


def test_what_the_paper_lacks_is_asked_for_on_the_page(winter):
    lin = winter.browser("lin")
    given = {"text": TEXT_2027.replace(NUMBER, "")}
    assert "另外填写文号" in lin.post("/calendar/import/check", given).text
    shown = lin.post("/calendar/import/check", given | {"number": NUMBER})
    assert shown.status_code == 200
    assert _hidden(shown.text, "number") == NUMBER


def test_what_is_in_doubt_cannot_be_confirmed(winter):
    lin = winter.browser("lin")
    text = TEXT_2027.replace("共8天", "共7天")
    shown = lin.post("/calendar/import/check", {"text": text})
    assert "写明共7天" in shown.text
    assert "确认导入" not in shown.text
    assert lin.post("/calendar/import", {"text": text}).status_code == 409


def test_the_preview_of_a_notice_tells_an_admin_of_no_case_elsewhere(winter):
    winter.agency("chidian", "池店镇")
    winter.person("zhao", "chidian", "admin")
    longer = TEXT_2027.replace("至3日（周日）放假，共3天", "至4日（周一）放假，共4天")
    own = winter.browser("lin").post("/calendar/import/check", {"text": longer}).text
    assert "西园街道〔2026〕1号" in own
    other = winter.browser("zhao").post("/calendar/import/check", {"text": longer}).text
    assert "有 1 件的期限会变动" in other
    assert "西园街道〔2026〕1号" not in other
    with acting(winter.office, None) as act:
        put_under(act, "chidian", "xiyuan", date(2026, 1, 1))
    assert winter.browser("zhao").get("/calendar/import").status_code == 403
    refused = winter.browser("zhao").post("/calendar/import/check", {"text": longer})
    assert refused.status_code == 403
    assert "须由最上级机关的管理员导入" in refused.text


def test_an_agency_that_was_let_go_is_no_head_of_the_tree(winter):
    """Or any admin could found one, and change the working days of the whole register."""
    winter.agency("chidian", "池店镇")
    winter.person("zhao", "chidian", "admin")
    with acting(winter.office, None) as act:
        put_under(act, "chidian", "xiyuan", date(2026, 1, 1))
        put_under(act, "chidian", None, date(2026, 12, 1))
    assert winter.browser("zhao").get("/calendar/import").status_code == 403
    assert winter.browser("lin").get("/calendar/import").status_code == 200


def test_a_clerk_sees_the_calendar_and_imports_nothing(winter):
    winter.person("wu", "xiyuan", "clerk")
    wu = winter.browser("wu")
    page = wu.get("/calendar")
    assert "请最上级机关的管理员导入" in page.text
    assert "/calendar/import" not in page.text
    assert wu.get("/calendar/import").status_code == 403
    assert wu.post("/calendar/import", {"text": TEXT_2027}).status_code == 403


def _imported(site):
    """The notice imported and reckoned by; gives the address of its withdrawal."""
    lin = site.browser("lin")
    assert lin.post("/calendar/import", {"text": TEXT_2027}).status_code == 303
    assert run_duty(site.office, DUTIES)
    link = lin.get("/calendar/2027").text.partition('href="/calendar/withdraw/')[2]
    return f"/calendar/withdraw/{link.partition(chr(34))[0]}"


def test_a_wrongly_imported_notice_is_withdrawn_with_its_reason(winter):
    lin = winter.browser("lin")
    place = _imported(winter)
    shown = lin.get(place)
    assert shown.status_code == 200
    assert "没有在办办件的期限会变动，另有 1 件的日期不变，又成为暂定" in shown.text
    silent = lin.post(place, {"reason": " "})
    assert silent.status_code == 422
    assert "请填写撤回的原因" in silent.text
    assert "暂定" not in lin.get("/calendar/2027").text
    done = lin.post(place, {"reason": "不是<b>原文</b>"})
    assert (done.status_code, done.location) == (303, "/calendar/2027")
    page = lin.get("/calendar/2027").text
    assert f"撤回{NUMBER}后，正在重新计算期限" in page
    assert "原因：不是&lt;b&gt;原文&lt;/b&gt;" in page
    assert run_duty(winter.office, DUTIES)
    assert "暂定" in lin.get("/cases/西园街道〔2026〕1号").text
    assert "已经撤回，不必再撤回" in lin.get(place).text
    assert lin.post(place, {"reason": "再撤"}).status_code == 409


def test_only_the_admin_at_the_head_sees_the_way_to_withdraw(winter):
    winter.person("wu", "xiyuan", "clerk")
    place = _imported(winter)
    wu = winter.browser("wu")
    assert "/calendar/withdraw" not in wu.get("/calendar/2027").text
    assert wu.get(place).status_code == 403
    assert wu.post(place, {"reason": "错"}).status_code == 403
    assert winter.browser("lin").get("/calendar/withdraw/99").status_code == 404
    winter.agency("chidian", "池店镇")
    winter.person("zhao", "chidian", "admin")
    assert winter.browser("zhao").get(place).status_code == 200
    with acting(winter.office, None) as act:
        put_under(act, "chidian", "xiyuan", date(2026, 1, 1))
    assert winter.browser("zhao").get(place).status_code == 403


def test_what_is_odd_is_shown_above_the_days_and_can_be_confirmed(winter):
    text = TEXT_2027.replace("9月26日（周日）、10月9日（周六）上班", "10月9日（周六）上班")
    shown = winter.browser("lin").post("/calendar/import/check", {"text": text}).text
    assert "国庆节：放假7天，其中法定假日3天、周末2天，通常有2天调休上班，读到的是1天" in shown
    assert "确认导入" in shown
