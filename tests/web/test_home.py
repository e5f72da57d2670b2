import re
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from casework.cases.events import Closed
from casework.desk.act import acting
from casework.desk.applications import Party
from casework.desk.housekeeping import CLOCK, QUEUE, note_alive
from casework.desk.recording import record
from casework.desk.reminding import sweep
from casework.law.receipt import Stamps
from casework.store.tables import PersonRow
from tests.support.desk import log as log_at_desk


@pytest.fixture
def lin(site):
    return site.browser("lin")


def _lin(site):
    with site.office.reading() as tx:
        return tx.exec(select(PersonRow.id).where(PersonRow.login == "lin")).one()


def _log(site, day="2026-03-02", **given):
    stamps = Stamps(submitted_on=date.fromisoformat(day))
    return log_at_desk(site.office, _lin(site), stamps=stamps, **given)


def _close(site, case, day):
    closed = Closed(
        on=date.fromisoformat(day),
        outcome="unavailable.not_held",
        method="post",
    )
    with acting(site.office, _lin(site)) as act:
        record(act, case.case_id, closed, after=case.last_seq)


_QUEUE = re.compile(
    r'href="([^"]+)"><span class="queue__count">(\d+)</span> '
    r'<span class="queue__label">([^<]+)'
)


def _queues(page):
    """How many the page counts, and where they are listed, by label."""
    return {label: (int(n), address) for address, n, label in _QUEUE.findall(page.text)}


def _listed(page):
    return len(re.findall(r"号</a></th>", page.text))


def test_an_empty_register_shows_the_first_step(site, lin):
    page = lin.get("/").text
    assert "登记册还是空的" in page
    assert 'href="/applications/new">登记第一件申请' in page
    assert "queue__count" not in page


def test_each_number_of_the_open_cases_leads_to_exactly_its_cases(site, lin):
    _log(site, "2026-01-05", clerk_id=_lin(site))
    _log(site, "2026-02-02")
    _log(site, "2026-02-24")
    _log(site)
    queues = _queues(lin.get("/"))
    counts = {label: count for label, (count, _) in queues.items()}
    assert counts["已逾期"] >= 1
    assert counts["没有承办人"] == 3
    for label, (count, address) in queues.items():
        assert _listed(lin.get(address)) == count, label


def test_the_year_is_drawn_and_told_in_tables_that_lead_to_their_cases(site, lin):
    for day in ("2026-01-12", "2026-02-03", "2026-02-03"):
        case = _log(site, day)
    _close(site, case, "2026-02-10")
    page = lin.get("/").text
    assert page.count("<svg") == 3
    assert "<rect" in page
    rows = dict(
        re.findall(r'<th scope="row">([^<]+)</th><td class="number"><a href="([^"]+)">', page)
    )
    for label, count in {
        "1月": 1,
        "2月": 2,
        "（四）1.本机关不掌握相关政府信息": 1,
        "5个工作日以内": 1,
    }.items():
        address = rows[label].replace("&amp;", "&")
        assert _listed(lin.get(address)) == count, label


def test_reminders_stand_on_the_first_page_with_a_link_to_their_case(site, lin):
    case = _log(site, "2026-01-05", clerk_id=_lin(site))
    with site.office.transaction() as tx:
        sweep(tx, site.office.calendar(tx), site.office.today(), site.office.now())
    page = lin.get("/").text
    assert "需要您办理" in page
    assert f">{case.number}</a>" in page
    assert "逾期" in page


def test_a_reminder_service_that_is_silent_is_told(site, lin):
    assert "提醒服务没有在运行" in lin.get("/").text
    for name in (CLOCK, QUEUE):
        note_alive(site.office, name)
    assert "提醒服务没有在运行" not in lin.get("/").text


def test_from_november_on_the_missing_holiday_notice_is_told(site):
    site.clock.pass_by(timedelta(days=240))
    assert "2027年节假日安排" not in site.browser("lin").get("/").text
    site.clock.pass_by(timedelta(days=10))
    page = site.browser("lin").get("/").text
    assert "2027年节假日安排" in page


def test_one_agency_never_sees_the_numbers_of_another(site, lin):
    _log(site, "2026-01-05", parties=(Party(name="陈某"),))
    site.agency("dongshi", "东石镇")
    site.person("wu", "dongshi", "clerk")
    assert "登记册还是空的" in site.browser("wu").get("/").text


def test_whoever_reads_no_cases_sees_no_numbers(site):
    _log(site, "2026-01-05")
    site.person("he", "xiyuan", "admin")
    page = site.browser("he").get("/")
    assert page.status_code == 200
    assert "queue__count" not in page.text
    assert "您在西园街道的职责是：管理员" in page.text


def test_from_december_on_the_report_of_the_year_is_called_for(site):
    site.clock.pass_by(timedelta(days=273))
    assert "/reports/2026/publish" not in site.browser("lin").get("/").text
    site.clock.pass_by(timedelta(days=1))
    assert (
        '<a href="/reports/2026/publish">编制2026年度报告</a>' in site.browser("lin").get("/").text
    )


def test_a_year_without_a_closed_case_says_what_will_stand_there(site, lin):
    case = _log(site, "2026-02-03")
    assert "今年还没有办结的办件" in lin.get("/").text
    _close(site, case, "2026-02-10")
    assert "今年还没有办结的办件" not in lin.get("/").text


def test_in_january_the_first_page_leads_to_the_report_until_it_is_sealed(site):
    site.clock.at = datetime(2027, 1, 5, 2, tzinfo=UTC)
    early = site.browser("lin").get("/").text
    assert '<a href="/reports/2026/publish">编制2026年度报告</a>' in early
    site.clock.at = datetime(2027, 1, 25, 2, tzinfo=UTC)
    called = site.browser("lin").get("/").text
    assert '<a href="/reports/2026/publish">西园街道2026年度报告</a>' in called
    assert "编制2026年度报告" not in called
    site.clock.at = datetime(2027, 6, 1, 2, tzinfo=UTC)
    assert "2026年度报告" not in site.browser("lin").get("/").text
