"""A holiday notice read from its own text, as somebody pastes it from the State Council's page.

What a notice says before “通知如下” only introduces it; what it arranges stands in its items, up
to the signature. Whatever cannot be read for certain is refused, never guessed.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from casework.law.notice_checks import Draft
from casework.law.notices import Notice
from casework.papers.notice_clauses import NAME, Reading, festivals_in, read_sentence
from casework.papers.notice_dates import Unreadable, Writing, chinese_number
from casework.papers.notice_words import plain, printed

_CHINESE = "一二三四五六七八九十"
_SPECIAL = r"[\u4e00-\u9fff]{2,20}(?:纪念日|节)"

_TITLE = re.compile(r"关于(?P<change>调整|延长)?(?P<year>\d{4})年(?P<what>[^。]{2,40}?)的通知")
_PREAMBLE = re.compile(r"现将(?P<change>调整|延长)?(?P<year>\d{4})年")
_NUMBER = re.compile(r"(国办[\u4e00-\u9fff]{1,4})[〔\[(【](\d{4})[〕\])】]第?(\d{1,3})号")
_BEGINS = re.compile(r"通知如下[。:,;]?")
_SIGNED = re.compile(r"国务院办公厅(?:\(印\))?([\d〇○零一二三四五六七八九十]{4}年[^年()]{2,7}日)")
_DATED = re.compile(r"成文日期:?(\d{4}年\d{1,2}月\d{1,2}日)")
_ITEM = re.compile(
    r"(?:^|(?<=[。:;]))(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))"
)
_HEADING = re.compile(rf"((?:{NAME})(?:[、和与](?:{NAME}))*):?|({_SPECIAL}):")


def read_notice_text(text: str, known: Sequence[Notice]) -> Draft:
    """The notice that a text is; raises Unreadable with the sentence that cannot be read.

    `known` are the notices issued before it: one that extends a holiday says only until when.
    """
    whole = plain(text)
    begins = _BEGINS.search(whole)
    if begins is None:
        raise Unreadable("没有找到“通知如下”，请粘贴通知的全文，从标题到落款日期")
    head, rest = whole[: begins.start()], whole[begins.end() :]
    issued_on, body = _signed(whole, rest)
    year, amends, title = _year(head)
    number = _number(head)
    readings = [
        reading
        for part in _parts(body)
        if (reading := _read_item(part, title, Writing(year), known, issued_on))
    ]
    if not readings:
        raise Unreadable("没有读出任何放假安排，请粘贴通知的全文")
    return Draft(number, issued_on, year, tuple(each.item() for each in readings), amends)


# -- number, year, day of issue -----------------------------------------------------------------


def _number(head: str) -> str:
    found = {f"{m[1]}〔{m[2]}〕{int(m[3])}号" for m in _numbers(head)}
    if not found:
        raise Unreadable("没有读出文号（国办发明电〔年份〕号），请连同标题下的文号一起粘贴")
    if len(found) > 1:
        raise Unreadable(f"读出了不止一个文号（{'、'.join(sorted(found))}），请只粘贴一份通知")
    return found.pop()


def _numbers(head: str) -> Iterator[re.Match[str]]:
    """The paper's own number stands before whom it addresses; later ones are only cited."""
    address = re.search(r"各省、自治区", head)
    return _NUMBER.finditer(head[: address.start()] if address else head)


def _year(head: str) -> tuple[int, bool, str]:
    """The year that is arranged, whether an earlier notice is changed, what the title says."""
    titles = list(_TITLE.finditer(head))
    found = [*titles, *_PREAMBLE.finditer(head)]
    years = {int(match["year"]) for match in found}
    if not years:
        raise Unreadable("没有读出是哪一年的安排，请连同标题一起粘贴")
    if len(years) > 1:
        raise Unreadable(f"标题和正文所说的年份不一致（{'、'.join(map(str, sorted(years)))}）")
    changing = next((match for match in titles if match["change"]), None)
    title = changing or next(iter(titles), None)
    return years.pop(), any(m["change"] for m in found), title["what"] if title else ""


def _signed(whole: str, rest: str) -> tuple[date, str]:
    """The day under the signature, and what stands between the introduction and it."""
    signed = list(_SIGNED.finditer(rest))
    dated = {_full_date(match[1]) for match in _DATED.finditer(whole)}
    if signed:
        dated.add(_full_date(signed[-1][1]))
    if not dated:
        raise Unreadable("没有读出发布日期，请连同落款“国务院办公厅”和日期一起粘贴")
    if len(dated) > 1:
        raise Unreadable("落款日期与成文日期不一致，请核对")
    return dated.pop(), rest[: signed[-1].start()] if signed else rest


def _full_date(written: str) -> date:
    year, month, day = re.split("[年月]", written.removesuffix("日"))
    try:
        return date(*(chinese_number(part) for part in (year, month, day)))
    except ValueError:
        raise Unreadable(f"看不懂日期“{written}”") from None


# -- the items ----------------------------------------------------------------------------------


def _parts(body: str) -> Iterator[str]:
    starts = [match.start() for match in _ITEM.finditer(body)]
    for start, end in zip([0, *starts], [*starts, len(body)], strict=True):
        part = _ITEM.sub("", body[start:end], count=1)
        if part:
            yield part


def _read_item(
    part: str, title: str, writing: Writing, known: Sequence[Notice], issued_on: date
) -> Reading | None:
    """One item; None where it arranges nothing."""
    heading = _HEADING.match(part)
    name = _name(heading) if heading else ""
    reading = Reading(name, writing.of(name), known, issued_on)
    body = part[heading.end() :] if heading else part
    for sentence in filter(None, re.split("[。;]", body)):
        read_sentence(reading, sentence)
    if reading.span is None:
        if reading.said or (heading and heading[0].endswith(":")):
            raise Unreadable(f"“{reading.all_said or printed(part)}”没有写明哪天放假")
        return None
    reading.name = reading.name or _only_festival(title, reading)
    return reading


def _name(heading: re.Match[str]) -> str:
    return "、".join(festivals_in(heading[1])) if heading[1] else heading[2]


def _only_festival(title: str, reading: Reading) -> str:
    """An item without a heading speaks of the one festival in the title."""
    names = festivals_in(title)
    if len(names) != 1:
        raise Unreadable(f"“{reading.all_said}”没有写明是哪个节日")
    return names[0]
