"""Whose report and of which year, from titles as they occur."""

import pytest

from casework.papers.published.heads import agency_and_year
from casework.papers.published.lines import Line


def told(*lines):
    return agency_and_year([Line((line,)) for line in lines])


@pytest.mark.parametrize(
    ("lines", "agency", "year"),
    [
        (["某市某局2023年政府信息公开工作年度报告"], "某市某局", 2023),
        (["2023年度某市某局政府信息公开工作年度报告"], "某市某局", 2023),
        (["某市某局", "2023 年政府信息公开", "工作年度报告"], "某市某局", 2023),
        (["会仪镇人民政府2021年信息公开年度报告"], "会仪镇人民政府", 2021),
        (["襄阳市农业农村局政府信息公开工作2022年度报告"], "襄阳市农业农村局", 2022),
        (["自然资源部2024年政府信息公开工作报告"], "自然资源部", 2024),
        (["某镇二〇二三年政府信息公开年报"], "某镇", 2023),
        (["《北杜街道办事处2023年政府信息公开工作年度报告》"], "北杜街道办事处", 2023),
        (["现公布某县税务局2023年政府信息公开工作年度报告。"], "某县税务局", 2023),
        (["特向社会公布2021年度本级政府信息公开工作年度报告。"], None, 2021),
        (["关于2022年度政府信息公开情况的报告", "一、总体情况"], None, 2022),
        (["报告所列数据统计期限自2022年1月1日起至12月31日止。"], None, 2022),
        (
            [
                "某局2022年政府信息公开年报",
                "某局2023年政府信息公开年报",
                "自2023年1月1日至12月31日",
            ],
            "某局",
            2023,
        ),
        (["某局2023年政府信息公开年报", "自2022年1月1日至12月31日"], "某局", 2023),
        (["一、总体情况", "2020年，我局公开信息。", "某县某局"], "某县某局", 2020),
    ],
)
def test_the_title_tells_the_agency_and_the_year(lines, agency, year):
    assert told(*lines) == (agency, year)


def test_the_page_around_the_report_may_tell_the_agency():
    head = Line(("发布机构", "沭阳县发展和改革局", "公开日期", "2024-01-17"), ruled=True)
    assert agency_and_year([head, Line(("2023年，我局公开信息。",))]) == (
        "沭阳县发展和改革局",
        2023,
    )
