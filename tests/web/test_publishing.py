"""From the register to the published report, as a street office does it in the browser."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest

from casework.cases.events import Closed
from casework.desk.act import acting
from casework.desk.annulling import void_case
from casework.desk.figures import set_figures, typed_cells
from casework.desk.people import give_role
from casework.desk.recording import record
from casework.desk.texts import write_text
from casework.law.receipt import Stamps
from tests.support.desk import log

YEAR = 2025


@pytest.fixture
def year(site):
    """2025 is over; lin signs too; one case was answered."""
    with acting(site.office, None) as act:
        give_role(act, 1, "xiyuan", "signatory", date(2019, 1, 1))
    case = log(site.office, stamps=Stamps(submitted_on=date(YEAR, 3, 3))).case_id
    with acting(site.office, 1) as act:
        closed = Closed(on=date(YEAR, 3, 20), outcome="unavailable.not_held", method="post")
        record(act, case, closed, after=1)
        set_figures(act, "xiyuan", YEAR, dict.fromkeys(typed_cells(YEAR), 0), seen={})
        for section in ("overview", "problems"):
            write_text(act, "xiyuan", YEAR, section, "新来的{{新收}}件。", version=0)
    return site


def hidden(page, verb):
    """What the form of a verb carries."""
    form = re.search(rf'action="/reports/\d+/publish/{verb}".*?</form>', page, re.DOTALL)
    inputs = re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', form[0] if form else "")
    return {name: unescape(value) for name, value in inputs if name in ("seen", "version")}


def step(page, key):
    found = re.search(rf'id="step-{key}">\s*<span class="mark[^"]*">([^<]+)</span>', page)
    return found[1]


def publish(browser, verb, **form):
    page = browser.get(f"/reports/{YEAR}/publish").text
    form = hidden(page, verb) | form
    return browser.post(f"/reports/{YEAR}/publish/{verb}", form)


def seal(browser):
    assert publish(browser, "sign", issued_on="2026-01-20").status_code == 303
    assert publish(browser, "seal").status_code == 303


def test_the_steps_lead_from_the_cases_to_the_seal(year):
    lin = year.browser("lin")
    page = lin.get(f"/reports/{YEAR}/publish").text
    keys = ("cases", "table2", "disclosed", "texts", "fees", "checks", "sign", "seal")
    assert [step(page, key) for key in keys] == [
        "完成", "完成", "待办", "待办", "待办", "完成", "待办", "未到",
    ]  # fmt: skip
    assert '新来的<mark class="live-figure">1</mark>件' in page
    seal(lin)
    page = lin.get(f"/reports/{YEAR}/publish").text
    assert "第1版" in page
    assert 'id="step-seal"' not in page


def test_a_report_is_prepared_from_december_and_signed_when_the_year_is_over(year):
    lin = year.browser("lin")
    page = lin.get("/reports/2026/publish").text
    assert "从2026-12-01起编制" in page
    assert step(page, "sign") == "未到"
    answer = lin.post("/reports/2026/publish/sign", {"issued_on": "2026-03-02"})
    assert answer.status_code == 409
    assert "还没有结束" in answer.text
    year.clock.at = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
    assert "从2026-12-01起编制" not in year.browser("lin").get("/reports/2026/publish").text


def test_sealed_files_stay_and_a_later_void_case_shows_as_a_difference(year):
    lin = year.browser("lin")
    seal(lin)
    kinds = ("docx", "xlsx", "html", "md", "json")
    before = {kind: lin.get(f"/reports/{YEAR}/sealed/1/{kind}").data for kind in kinds}
    with acting(year.office, 1) as act:
        void_case(act, 1, "重复登记", after=2)
    for kind in kinds:
        assert lin.get(f"/reports/{YEAR}/sealed/1/{kind}").data == before[kind]
        assert lin.get(f"/reports/{YEAR}/files/{kind}").data == before[kind]
        live = lin.get(f"/reports/{YEAR}/files/{kind}?live=1").data
        assert live != before[kind]
    page = lin.get(f"/reports/{YEAR}/sealed/1").text
    assert "表三“一、本年新收政府信息公开申请数量”行“自然人”列" in page
    assert "<td>1</td><td>0</td>" in page
    assert "撤销误登的记录：重复登记" in page
    live = lin.get(f"/reports/{YEAR}").text
    assert f"{YEAR}年度报告：现在的登记，不是封存的报告" in live
    cells = page.partition("数字的差异")[2].partition("</table>")[0].count('<tr><th scope="row"')
    assert f"与封存的第1版有{cells}处数字" in live
    (banner,) = [line for line in live.splitlines() if 'id="live"' in line]
    assert "d-print-none" not in banner


def test_a_restatement_goes_through_the_same_steps_and_makes_a_second_version(year):
    lin = year.browser("lin")
    seal(lin)
    first = lin.get(f"/reports/{YEAR}/sealed/1/md").data
    refused = lin.post(f"/reports/{YEAR}/texts/problems", {"text": "新", "version": "1"})
    assert refused.status_code == 409
    assert "先在该年度报告页面发起更正" in refused.text
    empty = lin.post(f"/reports/{YEAR}/publish/restate", {"reason": " "})
    assert empty.status_code == 422
    assert "请填写更正原因" in empty.text
    lin.post(f"/reports/{YEAR}/publish/restate", {"reason": "漏写一个问题"})
    assert "正在办理更正" in lin.get(f"/reports/{YEAR}/publish").text
    lin.post(f"/reports/{YEAR}/texts/problems", {"text": "漏写的问题。", "version": "1"})
    seal(lin)
    assert "更正说明（第2版" in lin.get(f"/reports/{YEAR}/sealed/2/md").text
    assert lin.get(f"/reports/{YEAR}/sealed/1/md").data == first
    assert "已被更正" in lin.get(f"/reports/{YEAR}/sealed/1").text


def test_a_restatement_can_be_given_up(year):
    lin = year.browser("lin")
    seal(lin)
    lin.post(f"/reports/{YEAR}/publish/restate", {"reason": "误会"})
    lin.post(f"/reports/{YEAR}/publish/drop")
    assert "正在办理更正" not in lin.get(f"/reports/{YEAR}/publish").text


def test_errors_stop_the_seal_until_somebody_answers_for_them(year):
    lin = year.browser("lin")
    text = {"text": "共收到政府信息公开申请6件。", "version": "0"}
    lin.post(f"/reports/{YEAR}/texts/on_application", text)
    page = lin.get(f"/reports/{YEAR}/publish").text
    assert [step(page, key) for key in ("checks", "sign", "seal")] == ["待办", "未到", "未到"]
    assert not hidden(page, "sign")
    assert publish(lin, "seal").status_code == 409
    assert publish(lin, "excuse", reason="").status_code == 422
    assert publish(lin, "excuse", reason="另有口头咨询五件").status_code == 303
    seal(lin)
    page = lin.get(f"/reports/{YEAR}/sealed/1").text
    assert "Lin：另有口头咨询五件" in page


def test_part_six_is_asked_for_the_three_figures_of_fees(year):
    lin = year.browser("lin")
    before = lin.get(f"/reports/{YEAR}/publish").text
    assert "登记的收费通知0件、通知总金额0元、实收总金额0元；文字中还没有写" in before
    page = lin.get(f"/reports/{YEAR}/texts/other_matters").text
    sentence = unescape(re.search(r'data-insert="([^"]+)"', page)[1])
    lin.post(f"/reports/{YEAR}/texts/other_matters", {"text": sentence, "version": "0"})
    after = lin.get(f"/reports/{YEAR}/publish").text
    assert step(after, "fees") == "完成"
    assert step(after, "checks") == "完成"


def test_when_and_where_it_was_published_is_noted(year):
    lin = year.browser("lin")
    seal(lin)
    form = {"version": "1", "on": "2026-01-23", "at": "https://www.example.gov.cn/nb"}
    assert lin.post(f"/reports/{YEAR}/publish/published", form).status_code == 303
    page = lin.get(f"/reports/{YEAR}/publish").text
    assert 'value="https://www.example.gov.cn/nb"' in page
    assert 'name="on" required type="date" value="2026-01-23"' in page
    early = lin.post(f"/reports/{YEAR}/publish/published", form | {"on": "2026-01-19"})
    assert "不能早于报告的落款日期（2026-01-20）" in early.text
    wrong = lin.post(f"/reports/{YEAR}/publish/published", form | {"at": "javascript:alert(1)"})
    assert wrong.status_code == 409


def test_a_clerk_prepares_and_does_not_sign(year):
    year.person("wu", "xiyuan", "clerk")
    wu = year.browser("wu")
    page = wu.get(f"/reports/{YEAR}/publish").text
    assert "请签发人登录后在这里签发" in page
    for verb in ("sign", "seal", "excuse", "restate", "drop"):
        assert wu.post(f"/reports/{YEAR}/publish/{verb}").status_code == 403


@pytest.mark.parametrize("page", ["sealed/1", "sealed/1/docx", "sealed/0", "sealed/9/pdf"])
def test_what_was_never_sealed_is_not_found(year, page):
    assert year.browser("lin").get(f"/reports/{YEAR}/{page}").status_code == 404


@pytest.mark.parametrize("verb", ["sign", "seal", "excuse", "published", "restate", "drop"])
def test_a_year_or_a_version_that_cannot_be_is_answered_with_a_page(year, verb):
    lin = year.browser("lin")
    for far in (1, 2018, 2027, 10**12):
        assert lin.post(f"/reports/{far}/publish/{verb}").status_code == 404
    form = {"version": str(10**30), "seen": "x", "on": "2026-01-23", "issued_on": "0203-01-01"}
    assert lin.post(f"/reports/{YEAR}/publish/{verb}", form).status_code in (409, 422)


def test_no_other_agency_reads_a_sealed_report(year):
    seal(year.browser("lin"))
    year.agency("chendai", "陈埭镇")
    year.person("wu", "chendai", "clerk", "signatory", "approver")
    wu = year.browser("wu")
    assert wu.get(f"/reports/{YEAR}/sealed/1").status_code == 404
    assert wu.get(f"/reports/{YEAR}/sealed/1/json").status_code == 404
