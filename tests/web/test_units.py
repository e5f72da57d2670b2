"""What an office above sees and does about its units' reports, in the browser."""

import io
import re
from datetime import date, timedelta
from html import unescape

import pytest

from casework.desk.act import acting
from casework.desk.agencies import put_under
from casework.desk.annulling import void_case as take_out
from casework.desk.figures import set_figures, typed_cells
from casework.desk.people import give_role
from casework.desk.restating import begin_restatement
from casework.desk.sealing import record_publication
from casework.law.receipt import Stamps
from casework.papers.annual_report import render
from tests.support.city import supervisor_above
from tests.support.desk import log
from tests.support.sample_report import report_2023
from tests.support.tree import seal_year

YEAR = 2025
UNITS = f"/reports/{YEAR}/units"


@pytest.fixture
def sun(site):
    """Supervises for the city; 西园街道 stands below it, with three cases of the year."""
    browser = supervisor_above(site)
    with acting(site.office, None) as act:
        give_role(act, 1, "xiyuan", "signatory", date(2019, 1, 1))
        give_role(act, 2, "jinjiang", "clerk", date(2019, 1, 1))
        give_role(act, 2, "jinjiang", "signatory", date(2019, 1, 1))
    for code, person in (("xiyuan", 1), ("jinjiang", 2)):
        with acting(site.office, person) as act:
            set_figures(act, code, YEAR, dict.fromkeys(typed_cells(YEAR), 0), seen={})
    for day in (1, 2, 3):
        log(site.office, stamps=Stamps(submitted_on=date(YEAR, 12, day)))
    return browser


def restate(site, reason="漏报"):
    site.clock.pass_by(timedelta(minutes=5))
    with acting(site.office, 1) as act:
        begin_restatement(act, "xiyuan", YEAR, reason)
    return seal_year(site.office, 1, "xiyuan", YEAR)


def told(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", unescape(page.text)))


def test_the_list_says_how_each_report_stands(site, sun):
    assert "西园街道 未提交 — 逾期 逾期未公布" in told(sun.get(UNITS))
    assert sun.get(f"{UNITS}/agency:1/files/docx").status_code == 404
    seal_year(site.office, 1, "xiyuan", YEAR)
    assert "西园街道 已提交 2026-03-02 逾期" in told(sun.get(UNITS))
    unit = sun.get(f"{UNITS}/agency:1")
    assert "封存的报告（第1版）" in told(unit)
    assert "xiyuan在2025年人手不足。" in told(unit)
    own = site.browser("lin").get(f"/reports/{YEAR}/sealed/1/docx").data
    assert sun.get(f"{UNITS}/agency:1/files/docx").data == own
    answer = sun.post(f"{UNITS}/agency:1/return", {"comments": "第五部分太简单"})
    assert answer.status_code == 303
    assert "已退回" in told(sun.get(UNITS))
    assert "第五部分太简单" in told(sun.get(UNITS))
    unit = site.browser("lin")
    assert "晋江市退回了2025年度报告，意见：第五部分太简单" in told(unit.get("/"))
    assert "退回了第1版，意见： 第五部分太简单" in told(unit.get(f"/reports/{YEAR}/publish"))
    assert restate(site) == 2
    assert "退回了" not in told(unit.get("/"))
    assert "退回了" not in told(unit.get(f"/reports/{YEAR}/publish"))
    assert "西园街道 已重新提交 第2版" in told(sun.get(UNITS))
    assert "退回" in told(sun.get(f"{UNITS}/agency:1"))


def test_days_are_set_for_a_year_within_the_law(site, sun):
    given = {"submit_by": "2026-01-20", "publish_by": "2026-01-28"}
    assert sun.post(f"{UNITS}/due", given).status_code == 303
    assert "2026-01-20 前提交、 2026-01-28 前公布" in told(sun.get(UNITS))
    unit = told(site.browser("lin").get(f"/reports/{YEAR}/publish"))
    assert "晋江市要求 2026-01-20 前提交、 2026-01-28 前公布" in unit
    assert sun.post(f"{UNITS}/due", given | {"publish_by": "2026-02-01"}).status_code >= 400
    assert sun.post(f"{UNITS}/due", given | {"submit_by": "昨天"}).status_code == 422


def test_who_published_when_stands_on_a_page_and_in_a_file(site, sun):
    seal_year(site.office, 1, "xiyuan", YEAR)
    with acting(site.office, 1) as act:
        at = "https://www.example.gov.cn/a"
        record_publication(act, "xiyuan", YEAR, 1, on=date(2026, 1, 31), at=at)
    page = told(sun.get(f"{UNITS}/statement"))
    assert "应当公布 1 个，按期公布 1 个" in page
    assert "1 西园街道 2026-01-31 按期公布 https://www.example.gov.cn/a" in page
    answer = sun.get(f"{UNITS}/statement.xlsx")
    assert answer.status_code == 200
    assert answer.data[:2] == b"PK"


def test_the_sum_leads_to_the_unit_and_to_its_cases_without_names(site, sun):
    seal_year(site.office, 1, "xiyuan", YEAR)
    seal_year(site.office, 2, "jinjiang", YEAR)
    page = sun.get(f"{UNITS}/sum")
    assert "合计 2/2 3" in told(page)
    cell = sun.get(f"{UNITS}/sum/table3/new/total")
    assert "西园街道 3 3 查看 3 件" in told(cell)
    behind = re.search(r'href="(/reports/2025/below/xiyuan/[^"]+)"', cell.text)[1]
    cases = sun.get(behind)
    assert "共 3 件" in told(cases)
    assert "陈某" not in cases.text
    assert "征地补偿" not in cases.text


def test_what_was_recorded_since_is_a_difference_and_never_the_sum(site, sun):
    seal_year(site.office, 1, "xiyuan", YEAR)
    log(site.office, stamps=Stamps(submitted_on=date(YEAR, 12, 31)))
    page = told(sun.get(f"{UNITS}/sum"))
    assert "西园街道 1/1 3 现登记 4" in page
    assert "公布 3，现登记 4" in page
    assert "还有 1 个单位没有公布，未计入：晋江市" in page
    assert "本级 未公布" in told(sun.get(f"{UNITS}/sum/table3/new/total"))


def void_case(site, case_id):
    with acting(site.office, 1) as act:
        take_out(act, case_id, "重复登记", after=1)


def test_a_sum_is_made_and_says_who_restated(site, sun):
    assert sun.get(f"{UNITS}/sum/files/json").status_code == 404
    for person, code in ((1, "xiyuan"), (2, "jinjiang")):
        seal_year(site.office, person, code, YEAR)
    seen = re.search(r'name="seen" value="(\w+)"', sun.get(f"{UNITS}/sum").text)[1]
    assert sun.post(f"{UNITS}/sum", {"seen": seen}).status_code == 303
    assert "此后没有单位更正" in told(sun.get(f"{UNITS}/sum"))
    assert site.browser("lin").get(f"{UNITS}/sum/files/json").status_code == 403
    void_case(site, 1)
    restate(site)
    page = told(sun.get(f"{UNITS}/sum"))
    assert "西园街道：第1版改为第2版" in page
    assert "合计 2/2 2" in page
    assert re.search(r"第1版汇总 2026-03-02 12:00 3 ", page)
    assert sun.get(f"{UNITS}/sum/files/json").json["table3"]["new"][-1] == 3
    assert sun.post(f"{UNITS}/sum", {"seen": seen}).status_code == 409


def test_a_report_from_outside_is_read_looked_at_and_accepted(site, sun):
    units = "/reports/2023/units"
    added = sun.post(f"{units}/outside", {"name": "供电公司", "since": "2020-01-01"})
    assert added.status_code == 303
    unit = f"{units}/outside:1"
    assert sun.post(f"{unit}/hand-in", {}).status_code >= 400
    file = (io.BytesIO(render(report_2023(), "html")), "r.html")
    sent = sun.post(f"{unit}/hand-in", {"file": file, "published_on": "2024-01-20"})
    assert sent.status_code == 303, sent.text
    page = sun.get(unit)
    assert "报告上的机关名称是" in told(page)
    seen = re.search(r'name="seen" value="(\d+)"', page.text)[1]
    assert sun.post(f"{unit}/accept", {"seen": seen}).status_code == 303
    assert "供电公司 登记册外 已采用" in told(sun.get(units))
    assert "供电公司 登记册外 1/1 6" in told(sun.get(f"{units}/sum"))
    ended = sun.post(f"{units}/outside/1/end", {"until": "2024-01-01"})
    assert ended.status_code == 303
    assert "供电公司" in told(sun.get(units))
    assert "自2020-01-01至2024-01-01" in told(sun.get("/reports/2024/units"))


def test_nothing_of_this_is_open_sideways_or_below(site, sun):
    site.agency("shishi", "石狮市")
    site.person("mo", "shishi", "supervisor")
    lin, mo = site.browser("lin"), site.browser("mo")
    for path in (UNITS, f"{UNITS}/sum", f"{UNITS}/statement", f"{UNITS}/agency:1"):
        assert lin.get(path).status_code == 403
    assert mo.get(f"{UNITS}/agency:1").status_code == 404
    assert "西园街道" not in mo.get(UNITS).text
    assert mo.get(f"/reports/{YEAR}/below/xiyuan/new/total").status_code == 404
    assert lin.get(f"/reports/{YEAR}/below/xiyuan/new/total").status_code in (403, 404)
    assert mo.post(f"{UNITS}/agency:1/return", {"comments": "改"}).status_code == 404


@pytest.mark.parametrize(
    "path", ["sum/table3/poem/total", "sum/table3", "agency:9", "outside:x", "nothing"]
)
def test_what_is_not_there_is_not_found(sun, path):
    assert sun.get(f"{UNITS}/{path}").status_code == 404


def test_the_years_stand_beside_each_other(site, sun):
    page = told(site.browser("lin").get("/reports/comparison"))
    assert "2025年 3 0 3 0 不足5件，不计算" in page
    with acting(site.office, None) as act:
        put_under(act, "xiyuan", None, date(2026, 2, 1))
    assert "2025年 3 0 3" in told(sun.get(f"{UNITS}/comparison"))
    assert "还没有办件" in told(sun.get("/reports/2026/units/comparison"))


def test_a_sum_is_held_against_the_one_made_last_year(site, sun):
    last = YEAR - 1
    for code, person in (("xiyuan", 1), ("jinjiang", 2)):
        with acting(site.office, person) as act:
            set_figures(act, code, last, dict.fromkeys(typed_cells(last), 0), seen={})
        seal_year(site.office, person, code, last)
    page = sun.get(f"/reports/{last}/units/sum").text
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    assert sun.post(f"/reports/{last}/units/sum", {"seen": seen}).status_code == 303
    site.clock.pass_by(timedelta(minutes=5))
    log(site.office, stamps=Stamps(submitted_on=date(last, 12, 20)))
    with acting(site.office, 1) as act:
        begin_restatement(act, "xiyuan", last, "漏登一件")
    seal_year(site.office, 1, "xiyuan", last)
    seal_year(site.office, 1, "xiyuan", YEAR)
    found = told(sun.get(f"{UNITS}/sum"))
    assert "与上一年作出的汇总相比， “自然人”列上年结转填1，上一年度报告的结转下年度为0" in found
