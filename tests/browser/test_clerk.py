"""A new clerk with the program: from the console's link to the report of 2023, by hand."""

import json
from dataclasses import fields
from pathlib import Path

from docx import Document
from selenium.webdriver.common.keys import Keys

from casework.cases.events import EVENTS_BY_KIND
from casework.cases.fields import METHOD
from casework.desk.demo.stories import CLOSED_IN_2023, LAWSUITS_OF_2023
from casework.desk.demo.texts import TEXTS
from casework.desk.texts import SECTIONS
from casework.law.outcomes import OUTCOMES_BY_CODE
from casework.law.receipt import CHANNELS_BY_CODE
from casework.web.application_forms import ASKED
from casework.web.event_words import DAY
from casework.web.texts import LABELS
from tests.support.serving import serving

AGENCY = "晋江市人民政府西园街道办事处"
SEED = Path(__file__).parents[1] / "data" / "report" / "xiyuan-2023-right.json"
DAYS = {
    "submitted_on": "提交之日",
    "arrived_on": "来件到达（签收）之日",
    "confirmed_on": "双方确认之日",
}
WITHOUT_A_MANUAL = 180
"""Seconds within which somebody new has logged a case."""
FIRST_CALL = 40
"""Seconds that the first call takes on a fresh machine: it makes the environment, then starts."""


def test_a_clerk_enters_2023_by_hand_and_gets_the_report_made_right(screen, tmp_path):
    with serving("serve", tmp_path / "data") as link:
        start(screen, link)
        numbers = [log(screen, CLOSED_IN_2023[0])]
        assert FIRST_CALL + by_hand(screen) < WITHOUT_A_MANUAL
        finish(screen, CLOSED_IN_2023[0])
        for story in CLOSED_IN_2023[1:]:
            numbers.append(log(screen, story))
            finish(screen, story)
        for place, *lawsuit in LAWSUITS_OF_2023:
            sue(screen, numbers[place - 1], *lawsuit)
        write_year(screen)
        report = download(screen, tmp_path, "json")
        document = download(screen, tmp_path, "docx")
    right = json.loads(SEED.read_text("utf-8"))
    told = json.loads(report.read_text("utf-8"))
    assert {key: told[key] for key in right} == right
    tables = [right[name] for name in ("table2", "table3", "table4")]
    assert [printed(table) for table in Document(document).tables] == list(map(numbers_of, tables))
    assert numbers == [f"西园街道〔2023〕{serial}号" for serial in range(1, 7)]


def by_hand(screen):
    """Seconds that somebody takes who types at an average pace and reads each label first.

    A key takes 0.28 s and a look at a target with a click 2.5 s (the keystroke-level model of
    Card, Moran and Newell); reading what a field wants, 3 s.
    """
    return screen.keys * 0.28 + screen.clicks * 2.5 + screen.fields * 3


def start(screen, link):
    """The first start: the agency and its first person."""
    screen.open(link)
    screen.fill("机关全称", AGENCY).fill("简称", "西园街道").fill("机关代码", "xiyuan")
    screen.fill("姓名", "林晓").fill("登录名", "linxiao")
    screen.fill("密码", "Xiyuan-2026").fill("再输入一次", "Xiyuan-2026")
    with screen.turning():
        screen.press(Keys.ENTER)
    assert "登记册还是空的" in screen.text


def log(screen, story):
    """Log an application of 2023; gives its number and leaves its page open."""
    received = story.events[0]
    channel = CHANNELS_BY_CODE[received["channel"]]
    screen.follow("登记申请")
    screen.fill("提交渠道", channel.label)
    for name in ASKED[channel.code]:
        if name.endswith("_on"):
            screen.fill(DAYS[name], received.get(name, received["on"]))
    screen.fill("姓名或者名称", story.applicant).fill("联系电话", story.phone)
    screen.fill("申请事项", story.subject).fill("所需政府信息的内容描述", story.request)
    screen.follow("登记")
    assert (
        received["on"].replace("-0", "-").replace("-", "年", 1).replace("-", "月") in screen.text
    )
    return screen.heading.removesuffix(" 已登记")


def finish(screen, story):
    """Record everything else that happened to it."""
    screen.follow("打开办件")
    for told in story.events[1:]:
        screen.unfold("登记其他事项")
        screen.follow(EVENTS_BY_KIND[told["kind"]].label)
        if told["kind"] == "closed":
            close(screen, told)
        else:
            screen.fill(DAY.get(told["kind"], "日期"), told["on"])
            for field in fields(EVENTS_BY_KIND[told["kind"]]):
                if field.name in told and field.metadata:
                    answer(screen, field.metadata, told[field.name])
            screen.follow("登记")
        assert f"{told['on']}" in screen.text
    assert "已办结" in screen.text


def close(screen, told):
    """Pick the outcome from the tree, look at what it counts as, confirm."""
    outcome = OUTCOMES_BY_CODE[told["outcome"]]
    screen.fill(DAY["closed"], told["on"])
    screen.pick(outcome.label, "办理结果").pick(dict(METHOD)[told["method"]], "送达方式")
    screen.follow("下一步：核对")
    assert "2023年度报告表三" in screen.text
    screen.follow("确认办结")


def answer(screen, metadata, value):
    """Fill in a field of an event, whatever it looks like."""
    label, choices = metadata["label"], dict(metadata["choices"])
    if isinstance(value, bool):
        screen.pick("是" if value else "否", label)
    elif isinstance(value, list):
        for each in value:
            screen.pick(choices[each], label)
    else:
        said = choices.get(value, f"编号{value}" if label == "征求意见编号" else str(value))
        screen.answer(label, said)


def sue(screen, number, filed_on, decided_on, docket, found):
    """A lawsuit about a case, and how it ended."""
    screen.follow("争议").follow("登记争议")
    screen.pick("行政诉讼（未经复议直接起诉）", "类别").fill("受理机关", "晋江市人民法院")
    screen.fill("案号", docket).fill("受理（立案）日期", filed_on)
    screen.fill("事由", "不服政府信息公开答复").fill("相关办件编号", number)
    screen.follow("登记")
    screen.pick("结果纠正", "结果").fill("审结日期", decided_on).fill("主文或者责令事项", found)
    screen.follow("登记结果")
    assert number in screen.text


def write_year(screen):
    """The register of documents, table 二, and the words of the report."""
    screen.follow("年度报告").follow("2023年报告").follow("规范性文件登记")
    screen.follow("登记文件")
    screen.pick("行政规范性文件", "类别").fill("标题", "西园街道社区公共安全管理规定（试行）")
    screen.fill("文号", "晋西政规〔2023〕1号").fill("制发日期", "2023-05-26")
    screen.follow("登记")
    screen.follow("年度报告").follow("2023年报告").follow("表二数据")
    for cell in screen.all("//form//table//input"):
        cell.send_keys("0")
    screen.follow("保存")
    screen.follow("各部分文字").follow(LABELS["preface"])
    for section in SECTIONS:
        assert LABELS[section] in screen.heading
        screen.fill("文字", TEXTS.get(section, ""))
        screen.follow("保存" if section == SECTIONS[-1] else "保存，写下一部分")


def download(screen, folder, kind):
    """The report of 2023 as a file, once the browser has saved it."""
    screen.follow("年度报告").follow("2023年报告")
    screen.click(f"下载 {kind}")
    return screen.until(lambda _: next(folder.glob(f"*.{kind}"), None))


def printed(table):
    """The numbers in a table of a Word document, as one reads them; a merged cell is one cell."""
    cells = {cell._tc: cell.text for row in table.rows for cell in row.cells}
    return [text for text in cells.values() if text.isdecimal()]


def numbers_of(table):
    """The numbers of a table of the report in the order of the printed form."""
    rows = [row if isinstance(row, list) else [row] for row in table.values()]
    return [str(number) for row in rows for number in row]
