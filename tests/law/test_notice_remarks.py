"""What is odd about a notice: days worked far away, and sums that do not come out even."""

from dataclasses import replace
from datetime import date

import pytest

from casework.law.notice_checks import Draft, Item
from casework.law.notice_remarks import remarks
from casework.law.notices import NOTICES

YEARLY = [notice for notice in NOTICES if len(notice.festivals) > 1]


def _draft(notice, *, amends=False):
    items = tuple(Item(festival) for festival in notice.festivals)
    return Draft(notice.number, notice.issued_on, notice.year, items, amends)


def _with(name, **changed):
    festivals = tuple(
        replace(each, **changed) if each.name == name else each for each in YEARLY[-1].festivals
    )
    return replace(YEARLY[-1], festivals=festivals)


@pytest.mark.parametrize("notice", YEARLY, ids=lambda notice: str(notice.year))
def test_every_yearly_notice_comes_out_even(notice):
    assert remarks(_draft(notice)) == []


def test_an_amendment_may_give_days():
    for notice in NOTICES:
        assert remarks(_draft(notice, amends=len(notice.festivals) == 1)) == []


def test_a_lost_line_of_days_worked_is_remarked():
    [told] = remarks(_draft(_with("国庆节", make_up=())))
    assert told.startswith(
        "国庆节：放假7天，其中法定假日3天、周末2天，通常有2天调休上班，读到的是0天"
    )


def test_a_day_worked_in_another_month_is_remarked():
    [told] = remarks(_draft(_with("劳动节", make_up=(date(2026, 6, 6),))))
    assert told.startswith("劳动节：2026-06-06上班离放假的日子（2026-05-01至2026-05-05）很远")
