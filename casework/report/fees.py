"""信息处理费 in the words of a report: against table 二, and against what the cases tell."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal

from casework.report.document import Texts
from casework.report.facts import Fees
from casework.report.findings import Cells, Finding

_AMOUNT = r"(?P<n>\d[\d,]{0,11}(?:\.\d+)?)"
_COLLECTED = re.compile(
    rf"(?:收取|收到|收入|实收)[^。；，]{{0,12}}信息处理费[^。；，\d]{{0,8}}{_AMOUNT}元"
)
_FEES = "table2/fees_wan"
_YUAN_IN_A_WAN = 10_000

_ABOUT = re.compile(r"信息处理费|收费通知")
_ELSEWHERE = re.compile(r"去年|上年|上一年|历年|累计|以来|全[省市州县区镇]|各部门|各单位")
"""The sentence is about another time, or about more offices than this one."""
_SAID = {
    "收费通知件数": re.compile(rf"收费通知书?[^。；，\d]{{0,8}}{_AMOUNT}[件份次]"),
    "通知总金额": re.compile(rf"通知(?:书|收费|缴费)?的?总?金额[^。；，\d]{{0,6}}{_AMOUNT}元"),
    "实收总金额": re.compile(
        rf"(?:(?<!未)(?<!没有)收取|实收|收到|收入)[^。；，\d]{{0,16}}{_AMOUNT}元"
    ),
}
FEE_FIGURES = tuple(_SAID)
"""What part six is asked for, in its order."""
_NONE = re.compile(
    r"^(?:本年度)?(?:无|没有)(?:其他|其它)?(?:需要?报告)?的?(?:事项|情况|内容)?。?$"
    r"|(?:未|没有)收取|收取[^。；]{0,12}费[^。；\d]{0,8}0(?:\.0+)?元"
)


def fees_fit(text: str, cells: Cells) -> Iterator[Finding]:
    """The fee for disclosure is one of the charges of table 二, so it cannot be more than they.

    A warning: whether it is counted there at all is an open question (109号, 30号).
    """
    charged = str(cells.get(_FEES))
    if not re.fullmatch(r"\d+(\.\d+)?", charged):
        return
    for said in _COLLECTED.finditer(_joined(text)):
        collected = _number(said) / _YUAN_IN_A_WAN
        if collected > Decimal(charged):
            cause = (
                f"正文写“{said.group()}”，合{collected.normalize():f}万元，"
                f"多于表二“行政事业性收费”的{charged}万元，很可能表二没有计入。"
            )
            yield Finding("N1", _FEES, charged, f"{collected.normalize():f}", cause, "warning")


def fees_told(texts: Texts, year: int, fees: Fees) -> Iterator[Finding]:
    """F1: the three figures that part six is asked for, against the notices and payments recorded.

    Words that state another number contradict the cases; so does a part six that says 无 where
    fees were paid. That it says nothing of notices sent is a warning.
    """
    recorded = {
        "收费通知件数": Decimal(fees.notices),
        "通知总金额": fees.notified,
        "实收总金额": fees.paid,
    }
    for section, text in asdict(texts).items():
        for what, said, number in _statements(text, year):
            if number != recorded[what]:
                yield _differs(section, what, said, number, recorded[what])
    if fees.notices and "实收总金额" not in said_of_fees(texts, year):
        yield _untold(texts.other_matters, fees)


def said_of_fees(texts: Texts, year: int) -> set[str]:
    """Which of the three figures the words state."""
    return {what for text in asdict(texts).values() for what, _, _ in _statements(text, year)}


def _statements(text: str, year: int) -> Iterator[tuple[str, str, Decimal]]:
    """Which of the three figures, in which words, and the number."""
    for sentence in re.split("[。；]", _joined(text)):
        others = [named for named in re.findall(r"(20\d\d)年", sentence) if int(named) != year]
        if not _ABOUT.search(sentence) or others or _ELSEWHERE.search(sentence):
            continue
        for what, pattern in _SAID.items():
            for said in pattern.finditer(sentence):
                yield what, said.group(), _number(said)


def _differs(section: str, what: str, said: str, number: Decimal, recorded: Decimal) -> Finding:
    cause = (
        f"正文写“{said}”，登记的{what}是{recorded:f}，两处不一致，很可能文字写错或者收费漏登记。"
    )
    return Finding("F1", f"texts/{section}", f"{number:f}", f"{recorded:f}", cause)


def _untold(part_six: str, fees: Fees) -> Finding:
    denied = bool(fees.paid and _NONE.search(_joined(part_six)))
    cause = (
        f"登记的收费通知{fees.notices}件、实收信息处理费合计{fees.paid:f}元，第六部分"
        f"{'却写没有收取' if denied else '没有写明'}，很可能漏写；"
        "应当写明收费通知件数、通知总金额和实收总金额。"
    )
    where = "texts/other_matters"
    stated = "0" if denied else None
    return Finding("F1", where, stated, f"{fees.paid:f}", cause, "error" if denied else "warning")


def _joined(text: str) -> str:
    return "".join(text.split())


def _number(said: re.Match[str]) -> Decimal:
    return Decimal(said["n"].replace(",", ""))
