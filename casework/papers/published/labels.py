"""Which rows of the form a piece of text names, although it may be broken or misread.

A label is compared by its pairs of neighbouring characters: a misread character costs two pairs,
a line break none. What is shared by several labels (政府信息, 申请) never decides alone.
"""

import re
from dataclasses import dataclass

from casework.papers.published.characters import letters

ENOUGH = 0.6
"""The share of a label's pairs that must be there."""

_NEAR = 400
"""Characters; what stands further from the values does not name them."""


@dataclass(frozen=True, slots=True)
class Label:
    """A row, and the words by which it is known; `ending` for those of two characters."""

    key: str
    words: tuple[str, ...] = ()
    ending: str = ""


TABLE3 = (
    Label("new", ("本年新收政府信息公开申请数量", "本年新收")),
    Label("carried_in", ("上年结转政府信息公开申请数量", "上年结转")),
    Label("granted", ("予以公开",)),
    Label("granted_in_part", ("部分公开",)),
    Label("refused.state_secret", ("属于国家秘密",)),
    Label("refused.forbidden_by_law", ("其他法律行政法规禁止公开",)),
    Label("refused.endangers_safety", ("危及三安全一稳定",)),
    Label("refused.third_party_rights", ("保护第三方合法权益",)),
    Label("refused.internal_affairs", ("三类内部事务信息",)),
    Label("refused.deliberative", ("四类过程性信息",)),
    Label("refused.enforcement_file", ("行政执法案卷",)),
    Label("refused.special_access", ("行政查询事项",)),
    Label("unavailable.not_held", ("本机关不掌握",)),
    Label("unavailable.must_be_created", ("没有现成信息需要另行制作",)),
    Label("unavailable.still_unclear", ("补正后申请内容仍不明确",)),
    Label("not_processed.petition", ("信访举报投诉类申请",)),
    Label("not_processed.repeated", ("重复申请",)),
    Label("not_processed.published_work", ("要求提供公开出版物",)),
    Label("not_processed.excessive", ("无正当理由大量反复申请", "大量反复申请")),
    Label("not_processed.reconfirmation", ("要求行政机关确认或重新出具",)),
    Label("other.not_supplemented", ("逾期不补正行政机关不再处理", "逾期不补正")),
    Label("other.fee_unpaid", ("逾期未按收费通知要求缴纳费用",)),
    Label("other.other", ending=r"(?:^|3[.、]?|[^\u4e00-\u9fff])其[他它](?:处理情形|情形)?$"),
    Label("other_all", ending=r"其[他它]处理$"),
    Label("outcome_total", ending=r"[总合]计$"),
    Label("carried_out", ("结转下年度继续办理", "结转下一年度")),
)
TABLE3_HEADER = re.compile(
    r"(?:申请人情况|自然人|法人或其[他它]组织|商业企业|科研机构|社会公益组织|法律服务机构"
    r"|[总合]计(?=商业|自然人|$)|其[他它](?=[总合]计|$))"
)


def named(text: str, labels: tuple[Label, ...]) -> list[str]:
    """The rows that the text names, in its order; overlapping names give the better one."""
    text = text[-_NEAR:]
    chinese = letters(text)
    found: list[tuple[int, str]] = []
    candidates = sorted(
        (-_share(chinese, words), -len(words), label.key, words)
        for label in labels
        for words in label.words
        if _share(chinese, words) >= ENOUGH
    )
    taken = [False] * len(chinese)
    for _, _, key, words in candidates:
        places = _places(chinese, words, taken)
        if key in {other for _, other in found} or len(places) < ENOUGH * (len(words) - 1):
            continue
        for place in places:
            taken[place] = taken[place + 1] = True
        found.append((places[0], key))
    if not found or not _ends_with_name(chinese, taken):
        found += [(len(chinese), x.key) for x in labels if x.ending and re.search(x.ending, text)]
    return [key for _, key in sorted(found)]


def _pairs(words: str) -> set[str]:
    return {words[place : place + 2] for place in range(len(words) - 1)}


def _share(text: str, words: str) -> float:
    pairs = _pairs(words)
    return len(pairs & _pairs(text)) / len(pairs)


def _places(text: str, words: str, taken: list[bool]) -> list[int]:
    """Where the pairs of the label stand, close together, in text that is not used yet."""
    pairs = _pairs(words)
    places = [
        place
        for place in range(len(text) - 1)
        if text[place : place + 2] in pairs and not (taken[place] or taken[place + 1])
    ]
    best: list[int] = []
    for first in places:
        near = [place for place in places if first <= place < first + len(words) + 2]
        if len({text[p : p + 2] for p in near}) > len({text[p : p + 2] for p in best}):
            best = near
    return best


def _ends_with_name(text: str, taken: list[bool]) -> bool:
    return bool(text) and taken[-1]
