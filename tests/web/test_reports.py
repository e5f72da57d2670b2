"""The report page: every number leads to exactly what it counts, and to nobody else's cases."""

import re
from datetime import date
from html import unescape
from urllib.parse import unquote

import pytest
from sqlalchemy import event

from casework.desk import drilling
from casework.desk.access import Place
from casework.desk.act import acting
from casework.desk.agencies import put_under
from casework.desk.demo.seed import make_demo
from casework.desk.links import make_link, use_link
from casework.desk.reporting import report_of
from casework.papers.annual_report import render
from tests.support.city import supervisor_above
from tests.support.desk import log
from tests.support.web import PASSWORD, open_site

NUMBER = re.compile(r'<a class="number" href="([^"]+)"[^>]*>\s*([^<\s]+)\s*</a>')
CASE = re.compile(r'<th scope="row"><a class="text-nowrap" href="(/cases/[^"]+)"')
DISPUTE = re.compile(r'<th scope="row"><a href="(/disputes/\d+)"')
DOCUMENT = re.compile(r'<th scope="row" class="wrapped"><a href="(/reports/documents/\d+)"')


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The program with 西园街道, and a browser of its person."""
    with open_site(tmp_path_factory.mktemp("demo") / "data") as site:
        make_demo(site.office)
        with acting(site.office, None) as act:
            token = make_link(act, 1)
        with acting(site.office, None) as act:
            use_link(act, token, PASSWORD, Place("127.0.0.1", "test"))
        yield site


@pytest.fixture(scope="module")
def clerk(demo):
    return demo.browser("demo")


def numbers(page):
    return [(unescape(url), text) for url, text in NUMBER.findall(page)]


def listed(browser, url):
    """What a list and the pages after it show."""
    answer = browser.get(url, follow_redirects=True)
    assert answer.status_code == 200, (url, answer.text)
    found = [*CASE.findall(answer.text), *DISPUTE.findall(answer.text)]
    found += DOCUMENT.findall(answer.text)
    following = re.search(r'rel="next" href="([^"]+)"', answer.text)
    return found + (listed(browser, unescape(following[1])) if following else [])


def test_each_number_of_the_demonstration_leads_to_exactly_that_many(demo, clerk):
    found = numbers(clerk.get("/reports/2023").text)
    assert len(found) == 10 + 25 * 7 + 15
    counted = [(url, text) for url, text in found if not url.endswith("/value")]
    assert len(counted) == len(found) - 4
    assert sum(text != "0" for _, text in counted) > 12
    for url, text in counted:
        assert len(listed(clerk, url)) == int(text), url


def test_each_year_from_2019_on_has_its_report(demo, clerk):
    index = clerk.get("/reports").text
    for year in range(2019, 2027):
        assert f'href="/reports/{year}"' in index
        answer = clerk.get(f"/reports/{year}")
        assert answer.status_code == 200


@pytest.mark.parametrize("year", [2018, 2027, 10**12])
def test_a_year_without_a_report_does_not_exist(clerk, year):
    assert clerk.get(f"/reports/{year}").status_code == 404


@pytest.mark.parametrize(
    "cell",
    [
        "table3/poem/total",
        "table3/new/poem",
        "table3/other_all/total",
        "table4/poem/total",
        "table4/reconsideration/poem",
        "table2/rules/poem",
    ],
)
def test_a_cell_that_the_form_does_not_have_is_not_found(clerk, cell):
    assert clerk.get(f"/reports/2023/{cell}").status_code == 404


def test_the_trial_form_counts_three_outcomes_in_one_row(clerk):
    assert clerk.get("/reports/2020/table3/other_all/total").status_code == 200


def test_a_typed_number_leads_to_where_it_is_typed(clerk):
    answer = clerk.get("/reports/2023/table2/licences/value")
    assert answer.location == "/reports/2023/figures#licences"


def test_the_list_behind_a_number_says_who_applied_to_those_who_read_cases(clerk):
    page = clerk.get("/reports/2023/table3/granted/natural_person").text
    assert "陈建国" in page
    assert "（一）予以公开" in page
    assert "共 <strong" in page


def test_an_empty_list_says_what_to_do(clerk):
    assert "请到办件页面更正" in clerk.get("/reports/2023/table3/granted/research").text


def test_long_lists_go_on_page_by_page(site, monkeypatch):
    monkeypatch.setattr(drilling, "PAGE", 2)
    for _ in range(5):
        log(site.office)
    lin = site.browser("lin")
    assert len(listed(lin, "/reports/2026/table3/new/total")) == 5
    assert len(set(listed(lin, "/reports/2026/table3/carried_out/natural_person"))) == 5


def statements(site, browser, path):
    """How often a page asks the database."""
    asked = []
    engine = site.office.store.engine
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    assert browser.get(path).status_code == 200
    return [each for each in asked if each.lstrip().upper().startswith(("SELECT", "WITH"))]


@pytest.mark.parametrize("path", ["/reports/2026/table3/new/total", "/disputes", "/reports"])
def test_a_list_asks_the_database_three_times_at_most_beside_the_session(site, path):
    for _ in range(4):
        log(site.office)
    assert 2 <= len(statements(site, site.browser("lin"), path)) <= 1 + 3


# -- findings -----------------------------------------------------------------------------------


def test_a_report_in_order_says_so(clerk):
    page = clerk.get("/reports/2023").text
    assert "检查没有发现问题" in page


def test_words_that_contradict_the_tables_lead_to_the_words_and_to_the_cases(site):
    lin = site.browser("lin")
    log(site.office)
    text = {"text": "2026年共收到政府信息公开申请6件。", "version": "0"}
    lin.post("/reports/2026/texts/on_application", text)
    page = lin.get("/reports/2026").text
    assert "很可能其中一处填错" in page
    assert 'href="/reports/2026/table3/new/total">查看这一格的办件' in page
    assert 'href="/reports/2026/texts/on_application">修改“（二）依申请公开情况”' in page
    assert "表二还有 4 格没有填写" in page


# -- periods ------------------------------------------------------------------------------------


def test_a_period_counts_what_came_in_and_went_out_and_says_it_is_no_report(clerk):
    page = clerk.get("/reports/period?since=2023-01-01&until=2023-06-30").text
    assert "不是年度报告的法定数字" in page
    assert "上年结转政府信息公开申请数量" not in page
    found = numbers(page)
    assert len(found) == 23 * 7
    assert ("/reports/period/new/total?since=2023-01-01&until=2023-06-30", "4") in found
    for url, text in found:
        assert len(listed(clerk, url)) == int(text), url


def test_without_days_the_period_is_this_year_so_far(clerk):
    assert "2026-01-01 至 2026-03-02" in clerk.get("/reports/period").text


@pytest.mark.parametrize(
    ("since", "until", "sentence"),
    [
        ("2023-02-01", "2023-01-01", "截止日期早于起始日期"),
        ("", "2023-01-01", "请填写起始日期"),
        ("2023-02-30", "2023-03-01", "起始日期看不懂"),
        ("0203-02-01", "2023-03-01", "年份不对"),
    ],
)
def test_a_period_that_cannot_be_is_refused_at_its_field(clerk, since, until, sentence):
    answer = clerk.get(f"/reports/period?since={since}&until={until}")
    assert answer.status_code == 422
    assert sentence in answer.text


# -- files --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "md", "json"])
def test_the_report_is_downloaded_under_its_own_name(demo, clerk, kind):
    answer = clerk.get(f"/reports/2023/files/{kind}")
    assert answer.status_code == 200
    told = answer.headers["Content-Disposition"]
    assert told.startswith("attachment;")
    assert answer.headers["Content-Type"].count("charset=utf-8") == (kind in ("html", "md"))
    name = unquote(re.search(r"filename\*=UTF-8''(\S+)", told)[1])
    assert name == f"晋江市人民政府西园街道办事处2023年政府信息公开工作年度报告.{kind}"
    with demo.office.reading() as tx:
        assert answer.data == render(report_of(demo.office, tx, "xiyuan", 2023), kind)


def test_a_file_of_another_kind_does_not_exist(clerk):
    assert clerk.get("/reports/2023/files/pdf").status_code == 404


def test_files_are_not_taken_out_faster_than_anybody_reads(site):
    lin = site.browser("lin")
    answers = [lin.get("/reports/2025/files/json").status_code for _ in range(25)]
    assert answers[0] == 200
    assert answers[-1] == 429


# -- whose numbers ------------------------------------------------------------------------------


def test_no_agency_sees_the_numbers_or_the_cases_of_another(site):
    log(site.office)
    site.agency("chendai", "陈埭镇")
    site.person("wu", "chendai", "clerk", "supervisor")
    wu = site.browser("wu")
    assert set(dict(numbers(wu.get("/reports/2026").text)).values()) == {"0", "未填"}
    assert listed(wu, "/reports/2026/table3/new/total") == []
    assert listed(wu, "/reports/2026/subtree/table3/new/total") == []
    assert listed(wu, "/reports/period/new/total?since=2026-01-01&until=2026-12-31") == []


def test_the_office_above_sees_the_figures_of_its_subtree_and_cases_without_names(site):
    log(site.office)
    sun = supervisor_above(site)
    page = sun.get("/reports/2026/subtree").text
    assert "晋江市及下级机关" in page
    for url, text in numbers(page):
        if "/table3/" in url:
            assert len(listed(sun, url)) == int(text)
    behind = sun.get("/reports/2026/subtree/table3/new/total").text
    assert "西园街道" in behind
    assert "陈某" not in behind
    assert "征地补偿标准" not in behind
    assert listed(sun, "/reports/2026/table3/new/total") == []
    assert 'href="/reports/2026/subtree"' in sun.get("/reports").text


def test_the_subtree_is_that_of_the_years_end(site):
    log(site.office)
    sun = supervisor_above(site)
    with acting(site.office, None) as act:
        put_under(act, "xiyuan", None, date(2026, 1, 2))
    assert listed(sun, "/reports/2026/subtree/table3/new/total") == []


def test_only_a_supervisor_opens_the_subtree(site):
    lin = site.browser("lin")
    for page in ("", "/table3/new/total", "/table4/reconsideration/total", "/files/json"):
        assert lin.get(f"/reports/2026/subtree{page}").status_code == 403
    assert "subtree" not in lin.get("/reports").text


def test_an_admin_alone_reads_neither_figures_nor_cases(site):
    site.person("he", "xiyuan", "admin")
    he = site.browser("he")
    assert he.get("/reports/2026").status_code == 403
    assert he.get("/reports/2026/table3/new/total").status_code == 403
