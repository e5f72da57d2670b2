"""Numbers that the words of a report state: 共收到政府信息公开申请6件.

Only what can hardly mean anything else is taken. A clause about another year, a share of the
whole (其中, 网络申请) or other business (12345, 信访) is left alone, since a wrong alarm costs
the office more trust than a missed one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casework.report.numerals import in_digits
from casework.report.wordings import WORDINGS, elsewhere


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


_CONTEXT = 120
_DISPUTES = ("reconsideration", "litigation")
_CARRIED_ROWS = ("carried_in", "carried_out")
_HANDLING = ("new", "outcome_total")
_OUTCOME_WORDS = re.compile(
    r"公开答复|予以公开|不予公开|同意公开|部分公开|无法提供|不予处理|其他处理|公开的"
)
_CARRIED = re.compile(r"结转|顺延|转下|延期")
_RESULT = re.compile(
    r"维持|纠正|纠错|撤销|撤回|审结|驳回|败诉|责令|胜诉|变更|[一二再]审|新增|新收|新发"
)
# An office that hears them speaks of more than those about itself.
_HEARD = re.compile(r"受理|审理|办理|承办|应诉|代理")
_RIVAL = re.compile(r"复议|诉讼")
_LAST_YEAR = re.compile(r"去年|上年|上一年|往年|历年")
_OTHER_PERIOD = re.compile(
    r"累计|以来|上半年|下半年|季度|(?<![1十])[1-9一二三四五六七八九十]月底|1[01]月底|十一月底"
    r"|1月?[-—至](?!12)\d{1,2}月(?!\d)"
)
_TOPIC = re.compile(r"信息公开|依申请|申请公开|公开申请|公开答复|予以公开|不予公开|部分公开")
_TOPIC_WITHIN = 220
"""Characters. Reconsiderations of other business are told in every report: the sentence counts."""
_PAPERS = re.compile(r"主动公开|制发|公文|发文|印发|文件")
# 申请3件、纸质申请36件 are parts; 申请3件、办结3件 are two quantities.
_ONE_OF_SEVERAL = re.compile(
    r"[、和及](?:(?!办|答复|处理|结转|公开)[^，。；、\d]){0,12}\d+[件份宗例]"
)
_PAGE_NUMBER = re.compile(r"^\s*[-—－]\s*\d+\s*[-—－]\s*$", re.MULTILINE)
_RESTATEMENT = re.compile(r"^\s*更正说明（.*$", re.MULTILINE)
_HEADING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]、|[（(][一二三四五六七八九十][）)])[^。，；：,;:\n]{2,24}$",
    re.MULTILINE,
)
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
    for quantity, pattern in WORDINGS:
        for match in pattern.finditer(sentence):
            before = sentence[max(0, match.start() - _CONTEXT) : match.start()]
            clause = re.split(r"[，：（(]", before)[-1] + match.group()
            context = before + match.group()
            if _qualified(quantity, sentence[match.end() :]):
                continue
            if _certain(quantity, clause, context, year):
                number = int(match["n"].replace(",", "") or 0)
                on_topic = _on_topic(quantity, clause, earlier, context)
                yield Statement(quantity, number, context, on_topic)


def _on_topic(quantity: str, clause: str, earlier: str, context: str) -> bool:
    if quantity in _DISPUTES:
        return bool(_TOPIC.search(context)) and not _HEARD.search(clause)
    return bool(_TOPIC.search(earlier + context))


def _joined(text: str) -> str:
    """The text without page numbers and line breaks: a PDF breaks lines inside words.

    更正说明 is left out: it speaks of what the report said before. A heading ends like a sentence.
    """
    text = _RESTATEMENT.sub("", _PAGE_NUMBER.sub("", text))
    text = _HEADING.sub(r"\g<0>。", text)
    bare = in_digits(re.sub(r"\s+", "", text.translate(_DIGITS)))
    return _HALF_WIDTH.sub(lambda sign: _FULL_WIDTH[sign.group()], bare)


def _certain(quantity: str, clause: str, context: str, year: int | None) -> bool:
    if elsewhere(clause) or _of_another_time(context, year):
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


def _qualified(quantity: str, after: str) -> bool:
    """Whether the words after a number make it another: a part, or of every kind."""
    if quantity in _DISPUTES:
        rest = re.split("[，。；]", after)[0]
        return _of_every_kind(after) or bool(_RESULT.search(rest))
    return quantity in _HANDLING and bool(_ONE_OF_SEVERAL.match(after))


def _of_every_kind(after: str) -> bool:
    """行政复议56件（其中政府信息公开类3件）: table 四 has only the part."""
    part = re.split("[）。；]", after)[0]
    return part.startswith(("（其中", "，其中")) and "公开" in part


def _of_another_time(context: str, year: int | None) -> bool:
    """Whether the last year named before the number is not the report's, or it is no year."""
    if _OTHER_PERIOD.search(context):
        return True
    named = re.findall(r"(20\d\d)年(?!修订|公布|施行)", context)
    return bool(named) and int(named[-1]) != year
