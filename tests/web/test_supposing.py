"""“假如…”: the dates a case would have, shown beside those it has, and nothing stored."""

import re

from tests.support.case_pages import CLOSED, CONSULTED, case_row, open_case, stored

ASKED = CONSULTED | {"ref": "晋西园征1"}


def _asked(site, case, **given):
    return site.browser("lin").get(f"{case}/suppose", query_string=given)


def _rows(page):
    """The rows of the comparison: what each says, tags left out."""
    body = page.text.split("<tbody>")[1].split("</tbody>")[0]
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)) for row in body.split("</tr>")[:-1]]


def _row(page, name):
    return next(row for row in _rows(page) if row.strip().startswith(name))


def test_the_case_leads_to_the_form_and_the_form_supposes_nothing_by_itself(site):
    case = open_case(site)
    lin = site.browser("lin")
    assert f'href="{case}/suppose"' in lin.get(case).text
    page = lin.get(f"{case}/suppose")
    assert page.status_code == 200
    assert "不登记任何内容" in page.text
    assert "试算结果" not in page.text


def test_a_letter_to_a_third_party_moves_the_reply_and_is_not_recorded(site):
    case = open_case(site)
    page = _asked(
        site,
        case,
        letter="third_party",
        letter_sent="2026-03-12",
        letter_served="2026-03-16",
        letter_answered="2026-03-25",
    )
    assert page.status_code == 200
    assert (
        "现在最迟应当在2026年3月30日（周一）答复；假如这样，最迟应当在2026年4月13日（周一）答复，"
        "推后9个工作日。" in re.sub(r"\s+", "", page.text)
    )
    reply = _row(page, "作出答复")
    assert "2026-03-30" in reply
    assert "2026-04-13" in reply
    assert "自次日起至2026年3月25日（周三）收到意见之日的9个工作日不计算在内" in reply
    assert "新增" in _row(page, "被征求人提出意见")
    assert len(stored(site, case)) == 1
    assert case_row(site, case).due_on.isoformat() == "2026-03-30"


def test_an_extension_without_its_day_is_asked_for_the_day(site):
    case = open_case(site)
    page = _asked(site, case, extended_workdays="10")
    assert page.status_code == 422
    assert "请填写延期答复告知书哪一天发出" in page.text
    wrong = _asked(site, case, extended_workdays="10", extended_on="2026-13-40")
    assert wrong.status_code == 422
    assert "请填写延期答复告知书哪一天发出" not in wrong.text


def test_of_a_letter_that_is_out_only_service_and_answer_are_supposed(site):
    case = open_case(site, ASKED)
    page = _asked(site, case, letter="1", letter_served="2026-03-11", letter_answered="2026-03-20")
    assert page.status_code == 200
    assert "晋西园征1" in _row(page, "被征求人提出意见")
    assert "推后11个工作日" in _row(page, "作出答复")
    twice = _asked(site, case, letter="1", letter_sent="2026-03-12")
    assert twice.status_code == 422
    assert "这份征求意见书已经发出，请只填写送达和收到意见之日" in twice.text


def test_the_address_names_a_letter_that_is_out_by_its_place_alone(site):
    case = open_case(site, ASKED)
    page = site.browser("lin").get(f"{case}/suppose").text
    assert re.search(r'<option value="1">已经发出的编号晋西园征1</option>', page)


def test_an_extension_and_a_supplement_are_supposed_together(site):
    case = open_case(site)
    longer = _asked(site, case, extended_on="2026-03-30")
    assert "最迟应当在2026年4月28日（周二）答复，推后20个工作日" in longer.text
    less = _asked(site, case, extended_on="2026-03-30", extended_workdays="5")
    assert "推后5个工作日" in less.text
    anew = _asked(site, case, supplement_sent="2026-03-11", supplement_answered="2026-03-18")
    assert "最迟应当在2026年4月16日（周四）答复" in anew.text
    awaited = _asked(site, case, supplement_sent="2026-03-11")
    assert "假如这样，等待申请人补正，没有答复期限。" in awaited.text


def test_a_fee_paid_starts_the_term_anew(site):
    case = open_case(site)
    page = _asked(site, case, fee_sent="2026-03-12", fee_paid="2026-03-20")
    assert "最迟应当在2026年4月20日（周一）答复" in page.text


def test_what_could_not_happen_says_why_and_is_left_out(site):
    case = open_case(site)
    late = _asked(site, case, extended_on="2026-03-31")
    assert "延期告知在原期限届满后发出，不影响期限" in late.text
    assert (
        "假如这样，答复期限不变：最迟应当在2026年3月30日（周一）答复"
        "（延期告知在原期限届满后发出，不影响期限）。" in late.text
    )
    orphan = _asked(site, case, supplement_answered="2026-03-18")
    assert "下列假设不能成立，没有计入" in orphan.text
    assert "2026年3月18日（周三）收到补正：没有发出补正告知书的记录" in orphan.text
    before = _asked(site, case, fee_sent="2026-02-27")
    assert "日期早于收到申请之日（2026-03-02）" in before.text


def test_of_a_closed_case_nothing_more_can_be_supposed(site):
    case = open_case(site, CLOSED)
    assert f'href="{case}/suppose"' not in site.browser("lin").get(case).text
    page = _asked(site, case, extended_on="2026-03-20")
    assert "本件已于2026-03-09办结" in page.text


def test_what_cannot_be_read_is_told_at_its_field(site):
    case = open_case(site)
    for given, sentence in (
        ({"extended_on": "下周"}, "延期答复告知书发出看不懂"),
        ({"extended_on": "2056-03-20"}, "假如的日期应当在两年以内"),
        ({"extended_on": "1950-03-20"}, "假如的日期应当在两年以内"),
        ({"extended_on": "2026-03-20", "extended_workdays": "30"}, "应当是1至20"),
        ({"letter_sent": "2026-03-20"}, "请选择向谁征求意见"),
        ({"letter": "third_party"}, "请填写征求意见书哪一天发出"),
        ({"letter": "somebody", "letter_sent": "2026-03-20"}, "field-error"),
        ({"letter": "9", "letter_answered": "2026-03-20"}, "field-error"),
    ):
        page = _asked(site, case, **given)
        assert page.status_code == 422, given
        assert sentence in page.text


def test_a_day_in_a_year_without_a_notice_is_provisional(site):
    case = open_case(site)
    page = _asked(site, case, supplement_sent="2026-03-11", supplement_answered="2026-12-22")
    assert "最迟应当在2027年" in page.text
    assert "（暂定）" in page.text
