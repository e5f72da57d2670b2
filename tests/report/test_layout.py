"""The drawn tables have no hole, no overlap, and every address once."""

from collections import Counter

import pytest

from casework.report.addresses import addresses
from casework.report.forms import FORM_2019, FORM_2021
from casework.report.layout import grids, placed

FORMS = pytest.mark.parametrize("form", [FORM_2019, FORM_2021], ids=["2019", "2021"])


@FORMS
@pytest.mark.parametrize("part", ["proactive", "applications", "disputes"])
def test_the_cells_cover_the_table_exactly_once(form, part):
    grid = grids(form)[part]
    covered = Counter(
        (r + down, c + right)
        for r, c, cell in placed(grid)
        for down in range(cell.rowspan)
        for right in range(cell.colspan)
    )
    assert set(covered.values()) == {1}
    assert len(covered) == len(grid.rows) * len(grid.widths)


@FORMS
def test_every_address_of_the_form_is_drawn_once(form):
    drawn = [
        cell.where for grid in grids(form).values() for _, _, cell in placed(grid) if cell.where
    ]
    assert drawn == [address.where for address in addresses(form)]


@FORMS
def test_a_cell_is_either_a_label_or_a_value(form):
    for grid in grids(form).values():
        for _, _, cell in placed(grid):
            assert bool(cell.text) != bool(cell.where)


def test_the_corner_prints_the_balance_rule_and_the_captions_are_the_parts_headings():
    drawn = grids(FORM_2021)
    assert drawn["applications"].rows[0][0].text.startswith("（本列数据的勾稽关系为")
    assert [grid.caption for grid in drawn.values()] == [
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
    ]


def test_a_group_heading_stands_left_of_all_its_rows():
    rows = grids(FORM_2021)["applications"].rows
    spans = {cell.text: cell.rowspan for row in rows for cell in row if cell.rowspan > 3}
    assert spans == {"三、本年度办理结果": 22, "（三）不予公开": 8, "（五）不予处理": 5}
