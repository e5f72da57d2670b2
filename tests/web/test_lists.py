import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import event
from sqlmodel import select

from casework.desk.act import acting
from casework.desk.agencies import Particulars, found_agency, put_under
from casework.desk.applications import Party
from casework.law.receipt import Stamps
from casework.store.tables import AuditRow, CaseRow, PersonRow
from tests.support.desk import log as log_at_desk


@pytest.fixture
def lin(site):
    return site.browser("lin")


def _person(site, login):
    with site.office.reading() as tx:
        return tx.exec(select(PersonRow.id).where(PersonRow.login == login)).one()


def _log(site, n=1, **given):
    """Log some applications handed in today, 2 March 2026."""
    return [log_at_desk(site.office, _person(site, "lin"), **given) for _ in range(n)]


def _numbers(page):
    return [int(n) for n in re.findall(r"〕(\d+)号</a></th>", page.text)]


def test_the_open_cases_are_listed_by_what_is_due_next(site, lin):
    from_february = {"stamps": _stamps("2026-02-02")}
    _log(site)
    _log(site, **from_february, subject="去年的预算")
    page = lin.get("/cases")
    assert _numbers(page) == [2, 1]
    assert "去年的预算" in page.text
    assert "陈某" in page.text
    assert "发出补正告知" in page.text or "作出答复" in page.text
    assert "共 2 件" in page.text


def _stamps(day):
    return Stamps(submitted_on=date.fromisoformat(day))


def test_an_empty_list_says_what_to_do(site, lin):
    assert "收到申请后在这里登记" in lin.get("/cases").text
    assert "还没有登记过办件" in lin.get("/cases/all").text
    _log(site)
    assert "没有“已逾期”的办件" in lin.get("/cases?queue=overdue").text
    assert "没有符合条件的办件" in lin.get("/cases/all?state=closed").text


def test_the_tabs_part_the_open_cases(site, lin):
    _log(site, stamps=_stamps("2026-01-05"), clerk_id=_person(site, "lin"))
    _log(site)
    assert _numbers(lin.get("/cases?queue=overdue")) == [1]
    assert _numbers(lin.get("/cases?queue=mine")) == [1]
    assert _numbers(lin.get("/cases?queue=unassigned")) == [2]
    assert _numbers(lin.get("/cases?queue=waiting")) == []
    assert lin.get("/cases?queue=nonsense").status_code == 404


def _walk(lin, path):
    """All numbers of a list by its pages, forwards and then back to the first."""
    pages = [lin.get(path)]
    while address := _link(pages[-1], "next"):
        pages.append(lin.get(address))
    forwards = [_numbers(page) for page in pages]
    back = [_numbers(pages[-1])]
    page = pages[-1]
    while address := _link(page, "prev"):
        page = lin.get(address)
        back.append(_numbers(page))
    assert back[::-1] == forwards
    return [number for numbers in forwards for number in numbers]


def _link(page, rel):
    found = re.search(rf'rel="{rel}" href="([^"]+)"', page.text)
    return found and found[1].replace("&amp;", "&")


@pytest.mark.parametrize("path", ["/cases", "/cases/all"])
def test_the_pages_of_a_list_join_without_loss_and_lead_back(site, lin, path, monkeypatch):
    monkeypatch.setattr("casework.web.case_lists.SIZE", 4)
    _log(site, 4)
    _log(site, 3, stamps=_stamps("2026-02-02"))
    _log(site, 3, channel="ordinary_mail", stamps=_arrived("2026-03-01"))
    numbers = _walk(lin, path)
    assert sorted(numbers) == list(range(1, 11))
    if path == "/cases":
        assert set(numbers[:3]) == {5, 6, 7}
        assert set(numbers[-3:]) == {8, 9, 10}
    assert "共超过 4 件" in lin.get(path).text


def _arrived(day):
    return Stamps(arrived_on=date.fromisoformat(day))


def test_filters_narrow_the_list_of_all_cases(site, lin):
    _log(site, applicant_kind="commercial")
    _log(site, stamps=_stamps("2025-12-01"), clerk_id=_person(site, "lin"))
    assert _numbers(lin.get("/cases/all")) == [1, 1]
    assert len(_numbers(lin.get("/cases/all?year=2025"))) == 1
    assert "〔2026〕" in lin.get("/cases/all?kind=commercial").text
    assert _numbers(lin.get("/cases/all?kind=research")) == []
    assert len(_numbers(lin.get(f"/cases/all?clerk={_person(site, 'lin')}"))) == 1
    assert len(_numbers(lin.get("/cases/all?year=2026&month=3"))) == 1
    assert _numbers(lin.get("/cases/all?year=2026&month=2")) == []


@pytest.mark.parametrize(
    "wrong", ["state=nonsense", "year=abc", "year=1", "clerk=x", "month=13", "clerk=99999999999"]
)
def test_a_filter_that_cannot_be_answers_with_a_sentence(site, lin, wrong):
    _log(site)
    page = lin.get(f"/cases/all?{wrong}")
    assert page.status_code == 422
    assert "查询条件有误" in page.text


@pytest.mark.parametrize(
    "place", ["after=x", "after=2026-13-01.1", "before=99999999999", "after=-1"]
)
def test_a_place_that_cannot_be_answers_with_a_sentence(site, lin, place):
    for path in ("/cases", "/cases/all"):
        page = lin.get(f"{path}?{place}")
        assert page.status_code == 400
        assert "翻页的位置不对" in page.text


def test_a_search_finds_by_number_name_and_two_characters(site, lin):
    _log(site, request="请提供东门社区的补偿方案")
    _log(site, subject="幼儿园招生", parties=(_party("王小花"),))
    for typed, found in {
        "社区": [1],
        "王小花": [2],
        "小花": [2],
        "〔2026〕1号": [1],
        "2": [2],
    }.items():
        assert found[0] in _numbers(lin.post("/cases/all", {"q": typed})), typed
    assert _numbers(lin.post("/cases/all", {"q": "不存在"})) == []
    assert "至少输入两个字" in lin.post("/cases/all", {"q": "王"}).text
    assert _numbers(lin.post("/cases/all", {"q": "社区", "kind": "research"})) == []


def _party(name):
    return Party(name=name)


def test_a_search_is_sent_in_the_body_and_stays_out_of_every_address(site, lin, monkeypatch):
    monkeypatch.setattr("casework.web.case_lists.SIZE", 2)
    _log(site, 5)
    page = lin.post("/cases/all", {"q": "陈某"})
    assert _numbers(page) == [5, 4]
    assert not re.search(r'(href|action)="[^"]*(陈某|%E9%99%88)', page.text)
    place = re.search(r'name="after" value="(\d+)"', page.text)[1]
    assert _numbers(lin.post("/cases/all", {"q": "陈某", "after": place})) == [3, 2]
    answer = lin.post("/cases/all", {"q": "", "state": "received"})
    assert (answer.status_code, answer.location) == (303, "/cases/all?state=received")


def test_nobody_finds_the_cases_of_another_agency(site, lin):
    _log(site)
    site.agency("dongshi", "东石镇")
    site.person("wu", "dongshi", "clerk")
    wu = site.browser("wu")
    assert _numbers(wu.get("/cases")) == _numbers(wu.get("/cases/all")) == []
    for typed in ("陈某", "补偿", "1", "西园街道"):
        assert _numbers(wu.post("/cases/all", {"q": typed})) == []


@pytest.fixture
def above(site):
    """The browser of a supervisor of the city, under which xiyuan stands."""
    with acting(site.office, None) as act:
        city = Particulars(name="晋江市", short_name="晋江市")
        found_agency(act, "jinjiang", city)
        put_under(act, "xiyuan", "jinjiang", date(2019, 1, 1))
    site.person("su", "jinjiang", "supervisor")
    return site.browser("su")


def test_a_supervisor_sees_the_cases_below_without_names_or_texts(site, above):
    _log(site, request="请提供东门社区的补偿方案")
    for page in (above.get("/cases"), above.get("/cases/all"), above.get("/")):
        assert page.status_code == 200
        assert "陈某" not in page.text
        assert "征地补偿" not in page.text
    assert _numbers(above.get("/cases")) == _numbers(above.get("/cases/all")) == [1]
    assert "西园街道" in above.get("/cases").text
    assert _numbers(above.post("/cases/all", {"q": "陈某"})) == []
    assert _numbers(above.post("/cases/all", {"q": "补偿"})) == []
    with site.office.reading() as tx:
        number = tx.exec(select(CaseRow.number)).one()
    assert _numbers(above.post("/cases/all", {"q": number})) == [1]


def _sheet(answer):
    assert answer.status_code == 200, answer.text
    return load_workbook(BytesIO(answer.data)).active


def test_the_export_holds_what_is_shown_with_formulas_inert(site, lin):
    _log(site, subject="=1+1", parties=(_party("@SUM(A1)"),))
    _log(site, applicant_kind="commercial")
    sheet = _sheet(lin.post("/cases/export", {"kind": "natural_person"}))
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]][:3] == ["编号", "申请事项", "申请人"]
    assert len(rows) == 2
    assert (rows[1][1].value, rows[1][1].data_type) == ("=1+1", "s")
    assert (rows[1][2].value, rows[1][2].data_type) == ("@SUM(A1)", "s")
    assert rows[1][7].is_date
    assert _sheet(lin.post("/cases/export", {"list": "open"})).max_row == 3
    with site.office.reading() as tx:
        (one, two) = tx.exec(select(AuditRow).where(AuditRow.action == "cases.exported")).all()
    assert (one.detail, two.detail) == ({"cases": 1}, {"cases": 2})


def test_the_export_of_a_supervisor_names_nobody(site, above):
    _log(site)
    text = str([[c.value for c in row] for row in _sheet(above.post("/cases/export")).iter_rows()])
    assert "西园街道" in text
    assert "陈某" not in text
    assert "征地补偿" not in text


def test_nobody_takes_lists_away_without_end(site, lin):
    answers = [lin.post("/cases/export", {"list": "open"}).status_code for _ in range(21)]
    assert answers[-1] == 429
    assert set(answers[:20]) == {200}


def test_only_readers_open_the_lists(site):
    site.person("he", "xiyuan", "admin")
    he = site.browser("he")
    assert he.get("/cases").status_code == 403
    assert he.get("/cases/all").status_code == 403
    assert he.post("/cases/export").status_code == 403


@pytest.mark.parametrize("path", ["/cases", "/cases/all", "/cases?queue=week"])
def test_a_list_costs_two_statements_whatever_it_holds(site, lin, path):
    _log(site, 1)
    few = _statements(site, lambda: lin.get(path))
    _log(site, 30)
    many = _statements(site, lambda: lin.get(path))
    assert len(few) == len(many)
    assert len([s for s in many if _is_of_the_list(s)]) == 2


def _statements(site, action):
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        if statement.startswith("SELECT"):
            seen.append(statement)

    event.listen(site.office.store.engine, "before_cursor_execute", note)
    action()
    event.remove(site.office.store.engine, "before_cursor_execute", note)
    return seen


def _is_of_the_list(statement):
    """Not of the session and the rights."""
    return "sessions" not in statement
