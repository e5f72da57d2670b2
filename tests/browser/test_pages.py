"""Every page as one meets it by its links: with data and without, and for each role.

Readable by a machine, on a telephone, and by the keyboard alone.
"""

import re
import threading
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from selenium.webdriver.common.keys import Keys
from werkzeug.serving import make_server

from casework.desk.act import acting
from casework.desk.agencies import put_under
from casework.desk.collecting import add_outside_unit, fingerprint, make_collection
from casework.desk.demo.seed import make_demo
from casework.desk.housekeeping import DUTIES
from casework.desk.people import give_role
from casework.desk.posting import run_duty
from casework.desk.rollup import roll_up
from casework.desk.sealed import sealed_bytes
from casework.law.receipt import Stamps
from casework.web.permissions import routes_of
from tests.support.chromium import TELEPHONE
from tests.support.desk import log
from tests.support.looking import faults
from tests.support.notice_2027 import TEXT_2027
from tests.support.sealing import seal
from tests.support.walking import walk
from tests.support.web import PASSWORD, open_site

PARTS = {"calendar.progress"}
"""What is no page: a part that a page asks for anew by itself."""
LATER = {"withdrawals.ask", "reports.unit_papers.download"}
"""What is linked once a notice has been imported, or a unit has handed in, and looked at there."""
EVERY_ROLE = ("admin", "clerk", "approver", "signatory", "supervisor", "auditor")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The demonstration, with the city's office above it and a district without any case."""
    with open_site(tmp_path_factory.mktemp("pages") / "data") as site:
        make_demo(site.office)
        seal(site.office, 2023)
        site.agency("jinjiang", "晋江市")
        site.agency("luojiang", "洛江区")
        with acting(site.office, None) as act:
            put_under(act, "xiyuan", "jinjiang", date(2019, 1, 1))
        lin = site.person("lin", "xiyuan", *EVERY_ROLE)
        with acting(site.office, None) as act:
            give_role(act, lin, "jinjiang", "admin", act.today)
        with acting(site.office, lin) as act:
            add_outside_unit(act, "xiyuan", "自来水公司", date(2019, 1, 1))
            found = roll_up(act.office, act.tx, act.agency("xiyuan"), act.today.year)
            seen = fingerprint(found)
            make_collection(act, "xiyuan", act.today.year, "先行汇总", seen=seen)
        site.person("chen", "jinjiang", "supervisor")
        site.person("zhou", "luojiang", *EVERY_ROLE)
        site.person("wu", "xiyuan", "auditor")
        yield site


@pytest.fixture(scope="module")
def address(site):
    """Where the site answers a browser."""
    with answering(site) as address:
        yield address


@contextmanager
def answering(site):
    """A server for a site, until the block ends; gives its address."""
    server = make_server("127.0.0.1", 0, site.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def sign_in(screen, address, login):
    screen.open(f"{address}/login").fill("登录名", login).fill("密码", PASSWORD).follow("登录")


def look(screen, site, address, *widths):
    """What is wrong with every page that is linked, by route; all routes that were seen."""
    wrong, seen, looked_at = {}, set(), ""
    for name in walk(screen, site.app.url_map, f"{address}/"):
        seen.add(name)
        if screen.driver.current_url != looked_at:
            looked_at = screen.driver.current_url
            wrong[name] = faults(screen, *widths)
    return {name: found for name, found in wrong.items() if found}, seen


def test_no_page_has_a_serious_fault_and_each_is_linked(screen, site, address):
    sign_in(screen, address, "lin")
    wrong, seen = look(screen, site, address)
    assert not wrong
    routes = [each for each in routes_of(site.app) if each["permission"] != ["anyone"]]
    assert {
        each["endpoint"] for each in routes if "GET" in each["methods"]
    } - seen == PARTS | LATER


def test_a_notice_is_taken_in_and_withdrawn_on_pages_without_a_fault(screen, tmp_path):
    with open_site(tmp_path / "data") as site:
        site.clock.at = datetime(2026, 12, 22, 2, tzinfo=UTC)
        site.agency("xiyuan", "西园街道")
        lin = site.person("lin", "xiyuan", "admin", "clerk")
        log(site.office, lin, stamps=Stamps(submitted_on=date(2026, 12, 21)))
        with answering(site) as address:
            take_in_and_withdraw(screen, site, address)


def take_in_and_withdraw(screen, site, address):
    """Import the notice of 2027 and take it back, looking at each page on the way."""
    sign_in(screen, address, "lin")
    screen.open(f"{address}/calendar").follow("导入放假通知").fill("通知全文", TEXT_2027)
    assert not faults(screen.follow("读取并核对"), TELEPHONE)
    assert not faults(screen.follow("确认导入"), TELEPHONE)
    assert "导入国办发明电〔2026〕9号后，正在重新计算期限" in screen.text
    assert run_duty(site.office, DUTIES)
    screen.until(lambda _: "期限已全部重新计算" in screen.text)
    assert not faults(screen.open(f"{address}/calendar/2027").follow("撤回"), TELEPHONE)
    screen.fill("撤回的原因", "不是国务院办公厅发布的").follow("确认撤回")
    assert not faults(screen, TELEPHONE)
    assert "撤回国办发明电〔2026〕9号后，正在重新计算期限" in screen.text


def test_what_a_unit_has_handed_in_is_read_without_a_fault(screen, address):
    sign_in(screen, address, "chen")
    screen.open(f"{address}/reports/2023/units").follow("西园街道")
    assert not faults(screen)
    assert "封存的报告（第1版）" in screen.text
    links = "//a[starts-with(@aria-label,'下载该单位的报告')]"
    assert [link.text for link in screen.all(links)] == ["docx", "xlsx", "html", "md", "json"]


@pytest.mark.parametrize(("login", "least"), [("zhou", 25), ("chen", 10), ("wu", 3)])
def test_no_page_of_another_role_or_without_data_has_one(screen, site, address, login, least):
    sign_in(screen, address, login)
    wrong, seen = look(screen, site, address, TELEPHONE)
    assert not wrong
    assert len(seen) >= least


def test_no_page_that_says_no_has_one(screen, site, address):
    screen.open(f"{address}/login")
    assert not faults(screen)
    screen.follow("登录")
    assert not faults(screen, TELEPHONE)
    sign_in(screen, address, "lin")
    for path in ("/nowhere", "/reports/1900", "/logout", "/start/x", "/welcome/x"):
        assert not faults(screen.open(address + path), TELEPHONE), path
    for path in ("/applications/new", "/disputes/new", "/reports/documents/new"):
        screen.open(address + path).follow("登记")
        assert not faults(screen, TELEPHONE), path


def test_a_published_report_stands_alone_and_anybody_can_read_it(screen, site, tmp_path):
    with site.office.reading() as tx:
        page = sealed_bytes(site.office, tx, 1, 2023, (0, "html"))
    assert not re.findall(rb"(?:src|href)=|url\(|@import|<script|<link", page)
    (tmp_path / "report.html").write_bytes(page)
    screen.open((tmp_path / "report.html").as_uri())
    assert not faults(screen)
    structure = screen.script(_STRUCTURE)
    assert structure["lang"] == "zh-CN"
    assert structure["headings"][0] == "H1"
    assert structure["uncaptioned"] == structure["unscoped"] == 0
    assert structure["tables"] == 3


_STRUCTURE = """
const all = path => Array.from(document.querySelectorAll(path));
return {lang: document.documentElement.lang,
  headings: all('h1, h2, h3').map(each => each.tagName),
  tables: all('table').length,
  uncaptioned: all('table').filter(each => !each.caption || !each.caption.textContent).length,
  unscoped: all('th:not([scope])').length};
"""


def test_the_keyboard_alone_goes_from_the_top_to_the_end_of_a_form_and_sends_it(
    screen, site, address
):
    screen.open(f"{address}/login").fill("登录名", "lin").fill("密码", PASSWORD)
    with screen.turning():
        screen.press(Keys.ENTER)
    screen.open(f"{address}/disputes/new")
    screen.script("document.activeElement.blur()")
    gone_by = []
    while screen.press(Keys.TAB).focus.tag_name != "body":
        gone_by.append(screen.focus.text or screen.focus.get_attribute("name"))
        assert len(gone_by) < 60
    assert gone_by[0] == "跳到正文"
    assert gone_by.index("争议") < gone_by.index("body") < gone_by.index("登记")
