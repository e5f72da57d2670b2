"""The words of a report against its tables, on sentences as published reports have them."""

from datetime import date

import pytest

from casework.report.checks import check
from casework.report.document import Report, as_json
from casework.report.facts import DisputeFact, Fact
from casework.report.statements import statements
from casework.report.table3 import tabulate
from casework.report.table4 import tabulate_disputes

MAY = date(2023, 5, 1)
FACTS = [
    *[Fact("1", "natural_person", MAY, MAY, "granted")] * 3,
    *[Fact("2", "commercial", MAY, MAY, "refused.state_secret")] * 2,
    *[Fact("3", "natural_person", MAY)] * 2,
    Fact("4", "other", date(2022, 12, 30), MAY, "other.other"),
]
# 新收 7，上年结转 1，办理 6（予以公开 3，不予公开 2，其他处理 1），结转下年 2；复议 1。
DISPUTE = DisputeFact("reconsideration", MAY, MAY, "upheld")
TABLES = (tabulate(FACTS, 2023), tabulate_disputes([DISPUTE], 2023))
REPORT = as_json(Report("某市某局", 2023, None, *TABLES))


def _said(text, report=REPORT):
    return [
        (one.where, one.stated, one.computed, one.severity)
        for one in check(report, text=text, unread=["table2"])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2023年共收到政府信息公开申请7件，办结6件，结转下年度办理2件。",
        "全年新收依申请公开7件。",
        "本年度收到申请8件（含上年结转1件）。",
        "收到7件申请，均按期答复。",
        "全年受理政府信息公\n开申请 ７ 件。",
        "上年结转政府信息公开申请1件，处理政府信息公开申请6件，2件结转下年度继续办理。",
        "予以公开3件，部分公开0件，不予公开2件，无法提供0件，不予处理0件，其他处理1件。",
        "予以公开及部分公开3件。",
        "发生行政复议1件、行政诉讼0件。",
        "全年办理政府信息公开申请7件。",
        "共办理政府信息公开申请8件，含上年结转。",
        "共收到政府信息公开申请七件，其中自然人五件。",
        "我办受理依申请信息7条。",
        "收到公民、法人或其他组织提交的政府信息公开申请7条。",
        "收到依申请公开请求7件,按时办结六件。",
        "通过网络、信函等多种渠道共收到政府信息公开申请7件。",
        "本年度，我局政府信息公开申请共7件。",
        "因政府信息公开发生行政复议一起，未发生行政诉讼。",
        "没有因政府信息公开被提起行政诉讼的情况。",
        "截至2023年12月底，共收到政府信息公开申请7件。",
        "1至12月共收到政府信息公开申请7件。",
        "全年收政府信息公开申请7件，结转上年度政府信息公开申请1件，剩余2件结转下年度办理。",
        "共收到依申请公开办理事项7件。",
    ],
)
def test_words_that_agree_raise_nothing(text):
    assert list(statements(text, 2023))
    assert _said(text) == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("共收到政府信息公开申请9件。", ("table3/new/total", 9, 7, "error")),
        ("全年未收到政府信息公开申请。", ("table3/new/total", 0, 7, "error")),
        ("全市共收到申请80件。", ("table3/new/total", 80, 7, "warning")),
        ("共办理申请4件。", ("table3/outcome_total/total", 4, 6, "error")),
        ("收到申请7件，办结7件。", ("table3/outcome_total/total", 7, 6, "error")),
        ("上年结转申请3件。", ("table3/carried_in/total", 3, 1, "error")),
        ("另有4件结转下年度办理。", ("table3/carried_out/total", 4, 2, "error")),
        ("不予公开5件。", ("table3/refused/total", 5, 2, "error")),
        ("其他处理0件。", ("table3/other/total", 0, 1, "error")),
        ("予以公开和部分公开1件。", ("table3/grants/total", 1, 3, "error")),
        ("政府信息公开行政复议3件。", ("table4/reconsideration/total", 3, 1, "error")),
        ("因信息公开涉及的行政诉讼数为2件。", ("table4/litigation/total", 2, 0, "error")),
        ("共收到政府信息公开申请六件。", ("table3/new/total", 6, 7, "error")),
        ("收到政府信息公开申请一百零二件。", ("table3/new/total", 102, 7, "error")),
        ("收到依申请公开政府信息2条。", ("table3/new/total", 2, 7, "error")),
        ("接收到申请书55份。", ("table3/new/total", 55, 7, "error")),
        ("全年政府信息公开申请共计32件。", ("table3/new/total", 32, 7, "error")),
        ("2023年无政府信息公开申请。", ("table3/new/total", 0, 7, "error")),
        (
            "未发生因政府信息公开引起的行政复议、行政诉讼。",
            ("table4/reconsideration/total", 0, 1, "error"),
        ),
        (
            "没有因信息公开申请行政复议和提起行政诉讼的情况。",
            ("table4/reconsideration/total", 0, 1, "error"),
        ),
        (
            "政府信息公开行政复议、行政诉讼均为0件。",
            ("table4/reconsideration/total", 0, 1, "error"),
        ),
    ],
)
def test_words_that_contradict_the_table_are_found(text, finding):
    assert _said(f"（二）依申请公开情况。{text}") == [finding]


@pytest.mark.parametrize(
    "text",
    [
        "受理福建省12345平台交办件582件、市长专线交办件65件，均在规定时间内办结。",
        "主动公开政府信息126条，行政规范性文件13件。",
        "2022年共收到政府信息公开申请20件。",
        "全年收到政府信息公开等行政复议申请56件（其中政府信息公开类3件）。",
        "2022年，共收到政府信息公开申请20件。",
        "其中收到网络申请4件。",
        "收到的申请较上年增加5件。",
        "办理行政许可申请900件。",
        "收到政府信息公开行政复议申请1件，均维持。",
        "行政复议结果维持0件。",
        "全年答复人大代表建议12件、政协提案30件。",
        "通过信函收到申请2件。",
        "全年未收到有关信息公开方面的投诉。",
        "本年度没有收到政府信息公开申请的收费情况。",
        "自2008年以来共收到政府信息公开申请300件。",
        "依申请公开方面,上半年收到申请3件,其中网上申请2件。",
        "依申请公开方面，全年受理低保申请45件、投诉举报22件。",
        "共收到政府信息公开申请7件，答复5件。",
        "共收到政府信息公开申请7件，其中甲局收到申请5件，乙局收到申请3件。",
        "全年共制发政府信息130件，其中主动公开18件，不予公开112件。",
        "通过政府门户网站共办理并答复信息公开申请3件、纸质申请36件。",
        "收到在线申请15件、信函申请4件。",
        "收到2条公众通过“互动栏目”提交的依申请公开申请。",
        "收到申请二三件不等，第一件申请十几件材料，全年上线十九件一件事。",
        "全年未发生因依申请公开被行政复议纠错或者行政诉讼败诉情形。",
        "没有因信息公开引起的行政复议被撤销的情况。",
        "因政府信息公开新增行政复议3件。",
        "全年未收到重复申请。",
        "收到重复申请2件、更正申请1件。",
        "没有收到要求更正政府信息的申请。",
        "截至2023年11月底，共收到政府信息公开申请6件。",
        "1—9月共收到政府信息公开申请5件。",
        "政府信息公开行政诉讼3件（其中一审2件，二审1件）。",
        "因政府信息公开引起的行政复议、行政诉讼3件。",
        "对申请人无法提供政府信息引发的行政复议1件。",
        "涉及信息公开未经行政复议直接提起的行政诉讼0件。",
    ],
)
def test_numbers_about_something_else_are_left_alone(text):
    assert _said(text) == []


def test_what_was_granted_may_include_what_was_granted_in_part():
    rows = {**REPORT["table3"], "granted_in_part": [2, 0, 0, 0, 0, 0, 2]}
    text = "依申请公开方面，予以公开5件（含部分公开2件）。"
    found = check({**REPORT, "table3": rows}, text=text, unread=["table2"])
    assert [one for one in found if one.rule == "N1"] == []


def test_words_about_one_office_of_a_government_are_a_warning():
    findings = check(
        {**REPORT, "agency": "某区人民政府"},
        text="2023年，区政府办代表区政府受理政府信息公开申请5件。",
        unread=["table2"],
    )
    assert [(one.where, one.severity) for one in findings] == [("table3/new/total", "warning")]
    assert "口径" in findings[0].cause


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("全年区政府收到政府信息公开申请64件。", "warning"),
        ("上级机关全年收到政府信息公开申请64件。", "warning"),
        ("根据区政府的部署，我局全年收到政府信息公开申请64件。", "error"),
    ],
    ids=["区政府", "上级", "本局"],
)
def test_words_about_another_office_are_a_warning(text, severity):
    found = [one for one in check(REPORT, text=text) if one.rule == "N1"]
    assert [one.severity for one in found] == [severity]


def test_a_government_is_no_other_office_in_its_own_report():
    report = {**REPORT, "agency": "某区人民政府"}
    found = check(report, text="全年区政府收到政府信息公开申请64件。")
    assert [one.severity for one in found if one.rule == "N1"] == ["error"]


def test_a_government_speaks_of_its_whole_territory():
    findings = check(
        {**REPORT, "agency": "某市人民政府"}, text="依申请公开方面，全市共收到申请9件。"
    )
    assert [one.severity for one in findings if one.rule == "N1"] == ["error"]


def test_two_numbers_for_one_thing_of_which_one_agrees_raise_nothing():
    assert _said("共收到申请7件。党政办收到申请2件。") == []


@pytest.mark.parametrize(
    "text",
    [
        "全年受理申请45件。",
        "全年办理行政复议案件215件。",
        "全年审理政府信息公开行政复议案件12件。",
        "2023年未发生行政复议。",
    ],
)
def test_words_that_do_not_name_disclosure_are_only_a_warning(text):
    assert [severity for *_, severity in _said(text)] == ["warning"]


def test_two_numbers_of_which_none_agrees_are_only_a_warning():
    assert _said("共收到申请9件。受理申请5件。") == [("table3/new/total", 9, 7, "warning")]


def test_words_that_side_with_the_cells_of_a_row_leave_its_total_to_the_row_check():
    report = {**REPORT, "table3": {**REPORT["table3"], "new": [5, 2, 0, 0, 0, 0, 0]}}
    rules = [one.rule for one in check(report, text="共收到申请7件。", unread=["table2"])]
    assert "C3" in rules
    assert "N1" not in rules


def test_against_blank_cells_only_too_few_is_certain():
    rows = {**REPORT["table3"], "refused.state_secret": [None, 2, None, None, None, None, None]}
    report = {**REPORT, "table3": rows}
    unread = ["table2", "table3"]
    few = check(report, text="不予公开1件。", unread=unread)
    assert [(one.where, one.stated, one.computed) for one in few] == [
        ("table3/refused/total", 1, 2)
    ]
    assert check(report, text="不予公开5件。", unread=unread) == []


def test_what_a_restatement_says_of_the_report_before_is_not_held_against_the_tables():
    said = "更正说明（第2版，2024年3月1日）：漏计新收政府信息公开申请1件。\n"
    assert not list(statements(f"{said}正文。", 2023))
    assert [one.number for one in statements(f"{said}共收到政府信息公开申请7件。", 2023)] == [7]


def test_a_heading_is_no_part_of_what_is_quoted():
    text = "（二）依申请公开情况\n全年共收到政府信息公开申请9件。"
    found = [one for one in check(REPORT, text=text, unread=["table2"]) if one.rule == "N1"]
    assert [one.severity for one in found] == ["error"]
    assert "正文写“全年共收到政府信息公开申请9件”" in found[0].cause
