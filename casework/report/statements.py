"""Numbers that the words of a report state: 共收到政府信息公开申请6件.

Only what can hardly mean anything else is taken. A clause about another year, a share of the
whole (其中, 网络申请) or other business (12345, 信访) is left alone, since a wrong alarm costs
the office more trust than a missed one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """One number in the words, and the words up to it.

    `quantity` is a row of table 三, the first part of a group's codes (`refused`), `grants` for
    both kinds of grant, `reconsideration` or `litigation`.
    """

    quantity: str
    number: int
    context: str
    on_topic: bool = True
    """Whether the words near it speak of disclosure; 受理申请12件 alone may be any application."""


_N = r"(?P<n>\d[\d,]{0,8})[件宗份例起]"
_SKIP = r"[^，。；：、（）()\d]"
_IS = r"(?:数量|件数|总数|总量|数)?(?:共计|合计|总计|共|为|是|有)?"
_NOT_ABOUT = r"(?![^，。；]{0,12}(?:复议|诉讼|费|投诉|举报|异议))"
_PAPER = r"申请(?:公开)?(?:政府)?(?:信息)?(?:件|事项)?"
_GROUP = r"(?:公开)?(?:答复|决定|申请|情形|类|的|信息)*(?:共计|合计|共|为|有)?"

_PATTERNS = tuple(
    (quantity, re.compile(pattern))
    for quantity, pattern in (
        ("new", rf"(?:收到|受理|接收|接到|新收){_SKIP}{{0,16}}{_PAPER}{_IS}{_N}"),
        ("new", rf"(?:未|没有)(?:收到|受理|接收|接到){_SKIP}{{0,16}}申请(?P<n>){_NOT_ABOUT}"),
        ("new", rf"(?:收到|受理|接收|接到|新收){_SKIP}{{0,4}}{_N}{_SKIP}{{0,10}}申请"),
        ("carried_in", rf"(?:上年|上一年|去年)度?结转{_SKIP}{{0,14}}{_N}"),
        ("outcome_total", rf"(?:处理|办结|答复|办理){_SKIP}{{0,14}}{_PAPER}{_IS}{_N}"),
        ("outcome_total", rf"(?:办结|答复|办理完毕|办理完成){_IS}{_N}"),
        ("outcome_total", rf"(?:办结|答复|处理){_SKIP}{{0,4}}{_N}{_SKIP}{{0,10}}申请"),
        ("carried_out", rf"(?:结转|顺延|转)(?:至|到)?下一?年度?{_SKIP}{{0,12}}{_N}"),
        ("carried_out", rf"{_N}{_SKIP}{{0,16}}(?:结转|顺延|转)(?:至|到)?下一?年"),
        ("grants", rf"予以公开(?:及|和|与|或)部分公开{_GROUP}{_N}"),
        ("granted", rf"(?:予以|同意)公开{_GROUP}{_N}"),
        ("granted_in_part", rf"(?<!及)(?<!和)(?<!与)(?<!或)部分公开{_GROUP}{_N}"),
        ("refused", rf"不予公开{_GROUP}{_N}"),
        ("unavailable", rf"无法提供{_GROUP}{_N}"),
        ("not_processed", rf"不予处理{_GROUP}{_N}"),
        ("other", rf"其他处理{_GROUP}{_N}"),
        ("reconsideration", rf"(?:行政)?复议(?:案件|申请|案)?{_IS}{_N}"),
        ("reconsideration", rf"(?:共|有|发生|收到|涉及){_N}{_SKIP}{{0,18}}行政复议"),
        ("litigation", rf"(?<!复议[、和及])(?:行政)?诉讼(?:案件|案)?{_IS}{_N}"),
        ("litigation", rf"(?:共|有|发生|涉及){_N}{_SKIP}{{0,18}}行政诉讼"),
    )
)

_CONTEXT = 120
_DISPUTES = ("reconsideration", "litigation")
_CARRIED_ROWS = ("carried_in", "carried_out")
_HANDLING = ("new", "outcome_total")
# A clause with one of these speaks of other business, of a part, or compares.
_ELSEWHERE = re.compile(
    r"信访|12345|热线|提案|建议|许可|处罚|交办|咨询|留言|工单|专线|其中|占|较|比|同比|增长|上升|下降"
    r"|低保|救助|登记|注册|备案|补贴|住房|仲裁|投诉|举报|政务服务|事项办理|转办|督办|案件线索"
    r"|网上申请|网络|信函|邮寄|当面|传真|电子邮件|企业|自然人|法人"
)
_OUTCOME_WORDS = re.compile(
    r"公开答复|予以公开|不予公开|同意公开|部分公开|无法提供|不予处理|其他处理|公开的"
)
_CARRIED = re.compile(r"结转|顺延|转下|延期")
_RESULT = re.compile(r"维持|纠正|纠错|撤销|撤回|审结|驳回")
_RIVAL = re.compile(r"复议|诉讼")
_LAST_YEAR = re.compile(r"去年|上年|上一年|往年|历年")
_OTHER_PERIOD = re.compile(
    r"累计|以来|上半年|下半年|季度|[1-9一二三四五六七八九十]月底|1[-—至]\d{1,2}月"
)
_TOPIC = re.compile(r"信息公开|依申请|申请公开|公开申请|公开答复|予以公开|不予公开|部分公开")
_TOPIC_WITHIN = 220
"""Characters. Reconsiderations of other business are told in every report, so theirs is 0."""
_PAPERS = re.compile(r"主动公开|制发|公文|发文|印发|文件")
_PAGE_NUMBER = re.compile(r"^\s*[-—－]\s*\d+\s*[-—－]\s*$", re.MULTILINE)
_RESTATEMENT = re.compile(r"^\s*更正说明（.*$", re.MULTILINE)
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！"}
_HALF_WIDTH = re.compile(r"(?<!\d)[,:]|,(?!\d)|:(?!\d)|[;()!]")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def statements(text: str, year: int | None) -> Iterator[Statement]:
    """The numbers about applications and disputes that the words state for that year."""
    joined = _joined(text)
    for found in re.finditer(r"[^。；！]+", joined):
        earlier = joined[max(0, found.start() - _TOPIC_WITHIN) : found.start()]
        yield from _in_sentence(found.group(), earlier, year)


def _in_sentence(sentence: str, earlier: str, year: int | None) -> Iterator[Statement]:
    for quantity, pattern in _PATTERNS:
        for match in pattern.finditer(sentence):
            before = sentence[max(0, match.start() - _CONTEXT) : match.start()]
            clause = re.split(r"[，：（(]", before)[-1] + match.group()
            context = before + match.group()
            if _names_its_part(quantity, sentence[match.end() :]):
                continue
            if _certain(quantity, clause, context, year):
                number = int(match["n"].replace(",", "") or 0)
                near = "" if quantity in _DISPUTES else earlier
                yield Statement(quantity, number, context, bool(_TOPIC.search(near + context)))


def _joined(text: str) -> str:
    """The text without page numbers and line breaks: a PDF breaks lines inside words.

    更正说明 is left out: it speaks of what the report said before.
    """
    text = _RESTATEMENT.sub("", _PAGE_NUMBER.sub("", text))
    bare = re.sub(r"\s+", "", text.translate(_DIGITS))
    return _HALF_WIDTH.sub(lambda sign: _FULL_WIDTH[sign.group()], bare)


def _certain(quantity: str, clause: str, context: str, year: int | None) -> bool:
    if _ELSEWHERE.search(clause) or _of_another_time(context, year):
        return False
    if quantity != "carried_in" and _LAST_YEAR.search(clause):
        return False
    if quantity in _HANDLING:
        return _of_the_whole(quantity, clause, context)
    if quantity in _DISPUTES:
        return not _RESULT.search(clause)
    return quantity in _CARRIED_ROWS or not _PAPERS.search(context)


def _of_the_whole(quantity: str, clause: str, context: str) -> bool:
    """Whether a number of applications is that of all of them, and of nothing else."""
    if _RIVAL.search(clause) or "其中" in context:
        return False
    if quantity == "new":
        return True
    return "申请" in context and not (_OUTCOME_WORDS.search(clause) or _CARRIED.search(clause))


def _names_its_part(quantity: str, after: str) -> bool:
    """行政复议56件（其中政府信息公开类3件）: of every kind; table 四 has only the part."""
    part = re.split("[）。；]", after)[0]
    return quantity in _DISPUTES and part.startswith(("（其中", "，其中")) and "公开" in part


def _of_another_time(context: str, year: int | None) -> bool:
    """Whether the last year named before the number is not the report's, or it is no year."""
    if _OTHER_PERIOD.search(context):
        return True
    named = re.findall(r"(20\d\d)年(?!修订|公布|施行)", context)
    return bool(named) and year is not None and int(named[-1]) != year
