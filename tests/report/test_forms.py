"""The printed form has the rows and labels that published reports have."""

import pytest

from casework.law.outcomes import OUTCOMES
from casework.report.forms import (
    FORM_2019,
    FORM_2021,
    OVERVIEW,
    PARTS,
    TABLE3_COLUMNS,
    TABLE4_COLUMNS,
    form_of,
)


@pytest.mark.parametrize(
    ("year", "form"),
    [(2019, FORM_2019), (2020, FORM_2019), (2021, FORM_2021), (2026, FORM_2021)],
)
def test_each_year_has_its_form(year, form):
    assert form_of(year) is form


def test_the_reports_before_2019_belong_to_the_older_law():
    with pytest.raises(ValueError, match="2018"):
        form_of(2018)


def test_every_outcome_is_a_leaf_row_of_the_form_in_force_in_its_order():
    assert FORM_2021.leaves == tuple(one.code for one in OUTCOMES)


def test_the_older_form_prints_other_handling_as_one_row():
    others = {one.code for one in OUTCOMES if one.code.startswith("other.")}
    assert set(FORM_2021.leaves) - set(FORM_2019.leaves) == others
    assert set(FORM_2019.leaves) - set(FORM_2021.leaves) == {"other_all"}


def test_table_three_has_twenty_five_rows_and_seven_columns():
    assert len(FORM_2021.table3) == 25
    assert len(TABLE3_COLUMNS) == 7
    assert len(TABLE4_COLUMNS) == 5


def test_the_six_parts_are_headed_as_the_form_demands():
    assert [part.label for part in PARTS] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert len(OVERVIEW) == 5


def test_the_lines_of_table_two_differ_between_the_forms():
    lines = {
        form.code: [line.key for block in form.table2 for line in block.lines]
        for form in (FORM_2019, FORM_2021)
    }
    assert lines == {
        "2019": [
            "rules",
            "normative_documents",
            "licences",
            "other_service",
            "penalties",
            "coercive_measures",
            "fee",
            "procurement",
        ],
        "2021": [
            "rules",
            "normative_documents",
            "licences",
            "penalties",
            "coercive_measures",
            "fees_wan",
        ],
    }
