"""Closing a case in the browser: the tree, the check before the click, the click."""

import re

import pytest

from casework.cases.events import Closed, Item
from casework.law.outcomes import OUTCOMES
from tests.support.case_pages import CLEARED, add, case_row, open_case, stored

NOT_HELD = {
    "after": "1",
    "on": "2026-03-10",
    "outcome": "unavailable.not_held",
    "method": "post",
}
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def _sent_again(page):
    """What the check carries for the buttons under it."""
    return {name: value for name, value in _HIDDEN.findall(page) if name != "csrf_token"}


def test_the_tree_is_that_of_table_3_with_article_and_meaning(site):
    case = open_case(site)
    page = site.browser("lin").get(f"{case}/closing").text
    places = [page.index(f'value="{outcome.code}"') for outcome in OUTCOMES]
    assert places == sorted(places)
    for outcome in OUTCOMES:
        assert outcome.label in page
        assert outcome.meaning in page
        assert outcome.group in page
        assert "、".join(outcome.articles) in page
    assert "计入2026年度报告表三“自然人”列" in page


def test_an_outcome_without_its_ground_says_so_and_leads_to_what_is_missing(site):
    case = open_case(site)
    page = site.browser("lin").get(f"{case}/closing").text
    assert "公开前应当经过审查（条例第十七条），请先登记审查（保密、法制）。" in page
    assert f'href="{case}/events/cleared"' in page
    add(site, case, CLEARED)
    assert "公开前应当经过审查" not in site.browser("lin").get(f"{case}/closing").text


def test_the_outcome_that_suggests_itself_is_chosen_already(site):
    case = open_case(site)
    page = site.browser("lin").get(f"{case}/closing?outcome=other.other").text
    assert 'value="other.other" id="outcome-other-other" checked' in page
    assert site.browser("lin").get(f"{case}/closing?outcome=nonsense").status_code == 200


def test_before_the_click_it_says_where_it_will_count_and_nothing_is_stored(site):
    case = open_case(site)
    page = site.browser("lin").post(f"{case}/closing", NOT_HELD)
    assert page.status_code == 200
    told = "这将计入2026年度报告表三「（四）无法提供1.本机关不掌握相关政府信息」行「自然人」列。"
    assert told in page.text
    assert "确认办结" in page.text
    assert len(stored(site, case)) == 1


def test_the_confirmed_check_closes_the_case(site):
    case = open_case(site)
    lin = site.browser("lin")
    check = lin.post(f"{case}/closing", NOT_HELD).text
    done = lin.post(f"{case}/closing", _sent_again(check) | {"confirmed": "1"})
    assert done.status_code == 303
    assert stored(site, case)[-1] == Closed(
        on=stored(site, case)[-1].on, seq=2, outcome="unavailable.not_held", method="post"
    )
    row = case_row(site, case)
    assert (row.closed_year, row.counted_outcome) == (2026, "unavailable.not_held")


def test_going_back_from_the_check_keeps_what_was_typed(site):
    case = open_case(site)
    lin = site.browser("lin")
    check = lin.post(f"{case}/closing", NOT_HELD | {"written_on": "2026-03-09"}).text
    page = lin.post(f"{case}/closing", _sent_again(check) | {"back": "1"}).text
    assert 'id="outcome-unavailable-not_held" checked' in page
    assert 'value="2026-03-09"' in page


@pytest.mark.parametrize("day", ["0001-01-01", "1950-01-01", "2018-06-01", "2199-01-01"])
@pytest.mark.parametrize("pressed", ["back", "confirmed", "checked"])
def test_a_day_on_which_no_case_can_be_closed_counts_nowhere(site, day, pressed):
    case = open_case(site)
    page = site.browser("lin").post(f"{case}/closing", NOT_HELD | {"on": day, pressed: "1"})
    assert page.status_code in (200, 422)
    assert "确认办结" not in page.text
    assert len(stored(site, case)) == 1


def test_a_mixed_reply_stores_its_items_and_counts_as_part_granted(site):
    case = open_case(site, CLEARED)
    lin = site.browser("lin")
    given = {
        "after": "2",
        "on": "2026-03-10",
        "outcome": "granted_in_part",
        "method": "post",
        "items-0-text": "补偿标准",
        "items-0-outcome": "granted",
        "items-0-article": "",
        "items-1-text": "会议讨论",
        "items-1-outcome": "refused.deliberative",
        "items-1-article": "条例第十六条第二款",
        "items-2-text": "",
        "items-2-outcome": "",
        "items-2-article": "",
    }
    check = lin.post(f"{case}/closing", given).text
    assert "「（二）部分公开（区分处理的，只计这一情形，不计其他情形）」行" in check
    assert "会议讨论：（三）不予公开 6.属于四类过程性信息（条例第十六条第二款）" in check
    done = lin.post(f"{case}/closing", _sent_again(check) | {"confirmed": "1"})
    assert done.status_code == 303
    assert stored(site, case)[-1].items == (
        Item("补偿标准", "granted", ""),
        Item("会议讨论", "refused.deliberative", "条例第十六条第二款"),
    )


def test_a_mixed_reply_under_one_outcome_is_refused_at_the_check(site):
    case = open_case(site, CLEARED)
    given = NOT_HELD | {
        "after": "2",
        "items-0-text": "甲",
        "items-0-outcome": "granted",
        "items-1-text": "乙",
        "items-1-outcome": "unavailable.not_held",
    }
    page = site.browser("lin").post(f"{case}/closing", given).text
    assert "分项结果中有公开也有不公开的，整件应当按“部分公开”办结" in page
    assert "确认办结" not in page


def test_half_an_item_is_told_at_its_field(site):
    case = open_case(site)
    page = site.browser("lin").post(f"{case}/closing", NOT_HELD | {"items-0-text": "甲"})
    assert page.status_code == 422
    assert "每一项都要写明内容并选择结果" in page.text


def test_more_rows_for_items_are_given_without_a_script(site):
    case = open_case(site)
    page = site.browser("lin").post(f"{case}/closing", {"after": "1", "more": "1"}).text
    assert 'name="items-5-text"' in page
    assert '<details class="fold fold--boxed" open>' in page


def test_the_check_names_what_is_missing_and_does_not_offer_to_close(site):
    case = open_case(site)
    lin = site.browser("lin")
    given = NOT_HELD | {"outcome": "other.not_supplemented"}
    page = lin.post(f"{case}/closing", given).text
    assert "没有发出补正告知书的记录，不能按逾期不补正办结" in page
    assert f'href="{case}/events/supplement_requested"' in page
    assert "确认办结" not in page
    forced = lin.post(f"{case}/closing", given | {"confirmed": "1"})
    assert forced.status_code == 422
    assert len(stored(site, case)) == 1


def test_a_doubt_is_told_and_does_not_refuse(site):
    case = open_case(site)
    given = NOT_HELD | {"outcome": "refused.third_party_rights"}
    page = site.browser("lin").post(f"{case}/closing", given).text
    assert "没有征求第三方意见的记录（条例第三十二条），请核对" in page
    assert "确认办结" in page


def test_a_second_reply_says_that_it_counts_nothing(site):
    closed = {
        "kind": "closed",
        "on": "2026-03-05",
        "outcome": "unavailable.not_held",
        "method": "post",
    }
    reopened = {"kind": "reopened", "on": "2026-03-09", "ground": "own_motion"}
    case = open_case(site, CLEARED, closed, reopened, CLEARED | {"on": "2026-03-10"})
    given = NOT_HELD | {"after": "5", "outcome": "granted"}
    lin = site.browser("lin")
    check = lin.post(f"{case}/closing", given).text
    assert "本件已于2026-03-05第一次办结，计入2026年度报告表三「（四）无法提供" in check
    assert "一件申请只统计一次，这次答复不改变任何年度的表三。" in check
    assert lin.post(f"{case}/closing", given | {"confirmed": "1"}).status_code == 303
    assert case_row(site, case).counted_outcome == "unavailable.not_held"


def test_who_confirms_second_sees_what_came_between(site):
    site.person("wu", "xiyuan", "clerk")
    case = open_case(site)
    add(site, case, CLEARED, login="wu")
    page = site.browser("lin").post(f"{case}/closing", NOT_HELD | {"confirmed": "1"})
    assert page.status_code == 409
    assert "第2号：2026-03-04 审查（保密、法制）" in page.text
    assert 'id="outcome-unavailable-not_held" checked' in page.text
    assert 'name="after" type="hidden" value="2"' in page.text
    assert len(stored(site, case)) == 2


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"outcome": ""}, "请选择办理结果"),
        ({"outcome": "won"}, "有效的选择"),
        ({"method": ""}, "请选择送达方式"),
        ({"on": "3月"}, "看不懂"),
    ],
)
def test_what_was_not_filled_in_is_told_at_its_field(site, given, sentence):
    case = open_case(site)
    page = site.browser("lin").post(f"{case}/closing", NOT_HELD | given)
    assert page.status_code == 422
    assert sentence in page.text
