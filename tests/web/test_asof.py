"""A case and a report as they stood at the end of a day."""

from datetime import UTC, date, datetime

from casework.desk.act import acting
from casework.desk.agencies import put_under
from casework.desk.annulling import annul
from casework.law.notices import Festival, Notice
from casework.store.notice_mapping import notice_row
from tests.support.case_pages import add, case_row, open_case, person_id

SUPPLEMENT = {
    "kind": "supplement_requested",
    "on": "2026-03-04",
    "grounds": ["content"],
    "respond_workdays": 10,
}
CLOSED = {
    "kind": "closed",
    "on": "2026-03-13",
    "outcome": "unavailable.not_held",
    "method": "post",
}


def _at(site, day, hour=2):
    site.clock.at = datetime(2026, 3, day, hour, tzinfo=UTC)


def _asked(site, case, day):
    return site.browser("lin").get(f"{case}/as-of", query_string={"day": day})


def test_what_was_recorded_later_is_not_in_it(site):
    case = open_case(site)
    _at(site, 12)
    add(site, case, SUPPLEMENT)
    before = _asked(site, case, "2026-03-11")
    assert "截至2026-03-11的登记" in before.text
    assert "发出补正告知书" not in before.text.split("办理经过")[1]
    assert "2026-03-30" in before.text
    after = _asked(site, case, "2026-03-12")
    assert "发出补正告知书" in after.text.split("办理经过")[1]
    assert "等待申请人补正，目前没有期限。" in after.text


def test_a_day_ends_at_midnight_of_the_office(site):
    case = open_case(site)
    _at(site, 12, hour=15)  # 23:00 of the 12th in 晋江
    add(site, case, SUPPLEMENT)
    _at(site, 12, hour=16)  # 00:00 of the 13th
    add(site, case, {"kind": "cleared", "on": "2026-03-12", "by": "党政办"})
    page = _asked(site, case, "2026-03-12").text.split("办理经过")[1]
    assert "发出补正告知书" in page
    assert "审查（保密、法制）" not in page


def test_what_was_annulled_later_still_stands(site):
    case = open_case(site)
    add(site, case, SUPPLEMENT)
    _at(site, 12)
    with acting(site.office, person_id(site, "lin")) as act:
        annul(act, case_row(site, case).id, 2, "登记到了别的件上", after=2)
    then = _asked(site, case, "2026-03-11").text
    assert "<del>" not in then
    assert "登记到了别的件上" not in then
    assert "等待申请人补正" in then
    assert "<del>" in _asked(site, case, "2026-03-12").text


def test_before_it_was_logged_there_is_nothing_to_show(site):
    case = open_case(site)
    page = _asked(site, case, "2026-03-09")
    assert page.status_code == 200
    assert "截至这一天，本件还没有登记。" in page.text


def test_overdue_is_what_was_overdue_on_that_day(site):
    case = open_case(site)
    site.clock.at = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)
    assert "还有0个工作日" not in _asked(site, case, "2026-03-30").text
    assert "今天届满" in _asked(site, case, "2026-03-30").text
    assert "已逾期1个工作日" in _asked(site, case, "2026-03-31").text


def test_a_notice_counts_from_the_moment_it_was_imported(site):
    site.clock.at = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
    case = open_case(site)
    add(site, case, SUPPLEMENT | {"on": "2026-11-02"})
    add(site, case, {"kind": "supplemented", "on": "2026-12-01", "sufficient": True})
    site.clock.at = datetime(2026, 12, 10, 2, 0, tzinfo=UTC)
    days = (Festival("元旦", date(2026, 12, 31), date(2027, 1, 3)),)
    row = notice_row(Notice("国办发明电〔2026〕9号", date(2026, 11, 20), 2027, days), None)
    row.imported_at = datetime(2026, 12, 8, 2, 0, tzinfo=UTC)
    with site.office.transaction() as tx:
        tx.add(row)
    assert "2026-12-29" in _asked(site, case, "2026-12-07").text
    assert "暂定" in _asked(site, case, "2026-12-07").text.split("办理经过")[0]
    assert "暂定" not in _asked(site, case, "2026-12-08").text.split("办理经过")[0]


def test_a_day_to_come_or_no_day_is_refused_with_a_sentence(site):
    case = open_case(site)
    for day, sentence in (
        ("2026-03-11", "日期应当在2019-05-15至今天（2026-03-10）之间"),
        ("2019-05-14", "日期应当在2019-05-15至今天"),
        ("昨天", "看不懂"),
        ("", "请填写截至日期"),
    ):
        page = _asked(site, case, day)
        assert page.status_code == 422
        assert sentence in page.text
    assert site.browser("lin").get(f"{case}/as-of").status_code == 200


def test_the_office_above_sees_it_without_anything_that_names(site):
    site.agency("jinjiang", "晋江市")
    site.person("shi", "jinjiang", "supervisor")
    with acting(site.office, None) as act:
        put_under(act, "xiyuan", "jinjiang", date(2020, 1, 1))
    letter = {"kind": "consulted", "on": "2026-03-05", "ref": "1", "party": "third_party"}
    case = open_case(site, letter | {"name": "某鞋业有限公司"})
    page = site.browser("shi").get(f"{case}/as-of?day=2026-03-10").text
    assert "发出征求意见书" in page
    assert "某鞋业有限公司" not in page
    assert "陈某" not in site.browser("lin").get(f"{case}/as-of?day=2026-03-10").text


def test_a_report_counts_what_was_recorded_by_the_end_of_the_day(site):
    case = open_case(site)
    _at(site, 13)
    add(site, case, CLOSED)
    lin = site.browser("lin")
    assert 'href="/reports/2026/as-of"' in lin.get("/reports/2026").text
    then = lin.get("/reports/2026/as-of?day=2026-03-12").text
    now = lin.get("/reports/2026/as-of?day=2026-03-13").text
    assert "截至2026-03-12的登记" in then
    assert "表二是现在填写的数字" in then
    not_held = "1.本机关不掌握相关政府信息"
    assert then.split(not_held)[1].split("</tr>")[0].count("<td>0</td>") == 7
    assert now.split(not_held)[1].split("</tr>")[0].count("<td>1</td>") == 2
    assert lin.get("/reports/2026/as-of?day=2026-03-14").status_code == 422
    assert lin.get("/reports/1999/as-of").status_code == 404
