"""What the page of a case says, to whom."""

from datetime import UTC, date, datetime

from sqlalchemy import event as sql_event
from sqlmodel import select

from casework.desk.act import acting
from casework.desk.agencies import put_under
from casework.desk.annulling import annul
from casework.store.tables import AuditRow
from tests.support.case_pages import (
    CLEARED,
    CLOSED,
    CONSULTED,
    add,
    case_row,
    letter_case,
    open_case,
    person_id,
    stored,
)
from tests.support.city import supervisor_above

SUPPLEMENT = {
    "kind": "supplement_requested",
    "on": "2026-03-04",
    "grounds": ["content"],
    "respond_workdays": 10,
}


def _audited(site, action):
    with site.office.reading() as tx:
        return [row for row in tx.exec(select(AuditRow)).all() if row.action == action]


def test_an_open_case_says_first_until_when_it_must_be_answered(site):
    case = open_case(site)
    page = site.browser("lin").get(case).text
    assert "最迟应当在2026年3月30日（周一）作出答复，还有14个工作日。" in page
    assert page.index("最迟应当在") < page.index("登记内容") < page.index("办理经过")
    assert "征地补偿标准" in page


def test_an_overdue_case_says_so_and_offers_the_answer(site):
    case = open_case(site)
    site.clock.at = datetime(2026, 4, 2, 2, 0, tzinfo=UTC)
    page = site.browser("lin").get(case).text
    assert "答复已逾期3个工作日（2026年3月30日（周一）届满），请立即作出答复。" in page
    assert f'href="{case}/closing"' in page


def test_a_case_waiting_for_a_supplement_shows_no_day_for_the_answer(site):
    served = {"kind": "served", "on": "2026-03-05", "of": "supplement_requested", "mode": "post"}
    case = open_case(site, SUPPLEMENT, served)
    page = site.browser("lin").get(case).text
    assert "正在等待申请人补正，期限到2026年3月19日（周四）；收到以前不计答复期限。" in page
    assert f'href="{case}/events/supplemented"' in page


def test_a_lapsed_supplement_leads_to_the_closing_it_allows(site):
    served = {"kind": "served", "on": "2026-03-05", "of": "supplement_requested", "mode": "post"}
    case = open_case(site, SUPPLEMENT, served)
    site.clock.at = datetime(2026, 3, 23, 2, 0, tzinfo=UTC)
    page = site.browser("lin").get(case).text
    assert "申请人没有在2026-03-19以前补正，可以按逾期不补正办结。" in page
    assert f'href="{case}/closing?outcome=other.not_supplemented"' in page


def test_a_letter_whose_service_nobody_recorded_is_asked_for(site):
    case = open_case(site, SUPPLEMENT)
    page = site.browser("lin").get(case).text
    assert "2026-03-04发出的补正告知书还没有登记送达" in page
    assert f'href="{case}/events/served?of=supplement_requested"' in page


def test_a_closed_case_says_where_it_counts_and_asks_for_the_service_of_the_reply(site):
    case = open_case(site, CLOSED)
    page = site.browser("lin").get(case).text
    assert "本件已于2026-03-09办结。" in page
    assert "计入2026年度报告表三「（四）无法提供1.本机关不掌握相关政府信息」行" in page
    assert "答复书还没有登记送达" in page


def test_a_case_that_only_arrived_asks_for_the_confirmation(site):
    case = letter_case(site)
    page = site.browser("lin").get(case).text
    assert "来件还没有确认收到，答复期限没有开始。" in page
    assert "登记收到申请以后，这里列出各项期限。" in page


def test_every_deadline_explains_itself_and_names_the_other_reading(site):
    case = open_case(site, CONSULTED)
    page = site.browser("lin").get(case).text
    assert "自次日起至2026年3月30日（周一），计20个工作日" in page
    assert "征求意见没有送达、答复或者退回的记录，时间未扣除。" in page
    assert "法律没有明确规定的：没有送达、答复或者退回记录的征求意见，是否扣除时间？" in page
    assert "也有意见认为“自发出之日起扣除”" in page


def test_an_event_that_may_not_come_says_why(site):
    case = open_case(site)
    page = site.browser("lin").get(case).text
    assert "没有发出补正告知书的记录，请先登记补正告知书。" in page
    assert f'href="{case}/events/supplemented"' not in page
    assert f'href="{case}/events/consulted"' in page


def test_the_history_names_who_recorded_what_and_strikes_through_what_was_annulled(site):
    case = open_case(site, CLEARED)
    with acting(site.office, person_id(site, "lin")) as act:
        annul(act, case_row(site, case).id, 2, "登记到了别的件上", after=2)
    page = site.browser("lin").get(case).text
    assert "第1号，Lin 2026-03-10 10:00 登记" in page
    struck = page[page.index("<del>") : page.index("</del>")]
    assert "审查（保密、法制）" in struck
    assert "已撤销：登记到了别的件上（Lin 2026-03-10 10:00）" in page


def test_numbers_are_masked_until_somebody_asks_and_the_asking_is_audited(site):
    case = open_case(site)
    lin = site.browser("lin")
    page = lin.get(case).text
    assert "13800000000" not in page
    assert "350582199001011234" not in page
    assert "**************1234" in page
    assert _audited(site, "case.numbers_shown") == []
    opened = lin.post(f"{case}/numbers").text
    assert "350582199001011234" in opened
    assert "13800000000" in opened
    assert len(_audited(site, "case.numbers_shown")) == 1


def test_the_supervising_office_sees_the_course_of_a_case_without_anything_that_names(site):
    site.agency("jinjiang", "晋江市")
    site.person("shi", "jinjiang", "supervisor")
    with acting(site.office, None) as act:
        put_under(act, "xiyuan", "jinjiang", date(2020, 1, 1))
    case = open_case(site, CONSULTED)
    page = site.browser("shi").get(case).text
    assert "作出答复，还有" in page
    assert "第三方（第三十二条）" in page
    for secret in ("陈某", "征地补偿标准", "某鞋业有限公司", "1234"):
        assert secret not in page
    assert "登记其他事项" not in page
    assert site.browser("shi").get(f"{case}/events/cleared").status_code == 404


def test_the_supervising_office_reads_no_name_in_a_reference_nor_who_recorded(site):
    served = {"kind": "served", "on": "2026-03-06", "of": "consulted", "ref": "黄某某"}
    case = open_case(site, CONSULTED | {"ref": "黄某某"}, served, clerk_id=1)
    lin, shi = site.browser("lin"), supervisor_above(site)
    day = "/calendar/day/2026-03-27"
    assert all("编号黄某某" in lin.get(address).text for address in (case, day))
    for address in (case, f"{case}/as-of?day=2026-03-10", day):
        page = shi.get(address)
        assert page.status_code == 200
        assert "黄某某" not in page.text
        assert "Lin" not in page.text
    assert "征求意见（编号1）" in shi.get(case).text


def test_somebody_of_another_agency_finds_no_such_case(site):
    site.agency("chidian", "池店镇")
    site.person("wu", "chidian", "clerk")
    case = open_case(site)
    assert site.browser("wu").get(case).status_code == 404


def test_a_signatory_reads_the_case_and_finds_no_buttons(site):
    site.person("qian", "xiyuan", "signatory")
    case = open_case(site)
    qian = site.browser("qian")
    page = qian.get(case).text
    assert "陈某" in page
    assert "登记其他事项" not in page
    assert qian.post(f"{case}/numbers").status_code == 403


def test_a_case_is_given_to_a_colleague_and_to_nobody_else(site):
    clerk = site.person("wu", "xiyuan", "clerk")
    stranger = site.person("he", "xiyuan", "admin")
    case = open_case(site)
    lin = site.browser("lin")
    answer = lin.post(
        f"{case}/clerk", {"clerk": str(clerk), "version": "1"}, follow_redirects=True
    )
    assert "承办人已更改。" in answer.text
    assert case_row(site, case).clerk_id == clerk
    assert lin.post(f"{case}/clerk", {"clerk": str(stranger), "version": "2"}).status_code == 422
    assert lin.post(f"{case}/clerk", {"clerk": "9" * 30, "version": "2"}).status_code == 422
    late = lin.post(f"{case}/clerk", {"clerk": "", "version": "1"})
    assert late.status_code == 409
    assert case_row(site, case).clerk_id == clerk


def test_who_edits_particulars_second_keeps_the_typed_text_and_sees_the_other(site):
    case = open_case(site)
    lin = site.browser("lin")
    mine = {"subject": "征地补偿标准及清单", "request": "全文", "version": "1"}
    assert (
        lin.post(f"{case}/particulars", {"subject": "先改的", "version": "1"}).status_code == 303
    )
    page = lin.post(f"{case}/particulars", mine)
    assert page.status_code == 409
    assert "申请事项：先改的" in page.text
    assert 'value="征地补偿标准及清单"' in page.text
    assert case_row(site, case).subject == "先改的"
    again = mine | {"version": "2"}
    assert 'name="version" type="hidden" value="2"' in page.text
    assert lin.post(f"{case}/particulars", again).status_code == 303
    assert case_row(site, case).subject == "征地补偿标准及清单"


def test_an_empty_subject_is_told_at_its_field(site):
    case = open_case(site)
    page = site.browser("lin").post(f"{case}/particulars", {"subject": " ", "version": "1"})
    assert page.status_code == 422
    assert "请填写申请事项" in page.text


def test_the_page_costs_the_same_few_statements_whatever_happened(site):
    case = open_case(site)
    lin = site.browser("lin")
    few = _statements(site, lambda: lin.get(case))
    add(site, case, *[CLEARED | {"note": str(n)} for n in range(20)])
    assert _statements(site, lambda: lin.get(case)) == few
    assert few <= 12
    assert len(stored(site, case)) == 21


def _statements(site, ask):
    seen = []
    engine = site.office.store.engine
    note = lambda *given: seen.append(given[2])  # noqa: E731  an event listener
    sql_event.listen(engine, "before_cursor_execute", note)
    assert ask().status_code == 200
    sql_event.remove(engine, "before_cursor_execute", note)
    return len([each for each in seen if each.lstrip().upper().startswith(("SELECT", "WITH"))])
