"""A holiday notice read from its own text, as somebody pastes it from the State Council's page.

What a notice says before “通知如下” only introduces it; what it arranges stands in its items, up
to the signature. Whatever cannot be read for certain is refused, never guessed.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from casework.law.notice_checks import Draft, missing_festivals
from casework.law.notices import Notice
from casework.papers.notice_clauses import NAME, Reading, festivals_in, read_sentence
from casework.papers.notice_dates import (
    Beside,
    Unreadable,
    Writing,
    chinese_number,
    numbers_in,
    the_one,
)
from casework.papers.notice_words import plain, printed

_SPECIAL = r"[\u4e00-\u9fff]{2,20}(?:纪念日|节)"

_TITLE = re.compile(r"关于(?P<change>调整|延长)?(?P<year>\d{4})年(?P<what>[^。]{2,40}?)的通知")
_PREAMBLE = re.compile(r"现将(?P<change>调整|延长)?(?P<year>\d{4})年")
_ARRANGING = re.compile(r"放假|上班|现将")
_BEGINS = re.compile(r"通知如下[。:,;]?")
_SIGNED = re.compile(r"国务院办公厅(?:\(印\))?([\d〇○零一二三四五六七八九十]{4}年[^年()]{2,7}日)")
_DATED = re.compile(r"成文日期:?(\d{4}年\d{1,2}月\d{1,2}日)")
_NAMES = rf"(?:{NAME})(?:[、和与](?:{NAME}))*"
_ITEM = re.compile(
    r"(?:^|(?<=[。:;]))(?:[一二三四五六七八九十]{1,3}[、.]|\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)"
    rf"|\d{{1,2}}[.、](?=[\u4e00-\u9fff]|\d{{4}}年)|(?={_NAMES}:))"
)
"""What begins an item: its number in any of the usual forms, or its heading alone."""
_HEADING = re.compile(rf"({_NAMES}):?|({_SPECIAL}):")


def read_notice_text(text: str, known: Sequence[Notice], beside: Beside) -> Draft:
    """The notice that a text is; raises Unreadable with the sentence that cannot be read.

    `known` are the notices issued before it: one that extends a holiday says only until when.
    """
    head, rest = _opened(plain(text))
    issued_on, body = _signed(head, rest, beside)
    titles = list(_TITLE.finditer(head))
    found = [*titles, *_PREAMBLE.finditer(head)]
    year = the_one("年度", (int(match["year"]) for match in found), beside.year)
    number = the_one("文号", numbers_in(_before_address(head)), beside.number)
    readings = [
        reading
        for part in _parts(body)
        if (reading := _read_item(part, _about(titles), Writing(year), known, issued_on))
    ]
    if not readings:
        raise Unreadable("没有读出任何放假安排，请粘贴通知的全文")
    items = tuple(each.item() for each in readings)
    changes = any(match["change"] for match in found) if found else bool(missing_festivals(items))
    return Draft(number, issued_on, year, items, changes)


# -- number, year, day of issue -----------------------------------------------------------------


def _opened(whole: str) -> tuple[str, str]:
    """What introduces the notice, and what it arranges; the items alone will do."""
    begins = _BEGINS.search(whole)
    if begins is not None:
        return whole[: begins.start()], whole[begins.end() :]
    first = _ITEM.search(whole)
    if first is None or _ARRANGING.search(whole[: first.start()]):
        raise Unreadable("没有找到“通知如下”，请粘贴通知的全文，从标题到落款日期")
    return whole[: first.start()], whole[first.start() :]


def _before_address(head: str) -> str:
    """The paper's own number stands before whom it addresses; later ones are only cited."""
    return head.partition("各省、自治区")[0]


def _about(titles: Sequence[re.Match[str]]) -> str:
    """What the title says, that of a changing notice first."""
    changing = next((match for match in titles if match["change"]), None)
    title = changing or next(iter(titles), None)
    return title["what"] if title else ""


def _signed(head: str, rest: str, beside: Beside) -> tuple[date, str]:
    """The day under the signature, and what stands between the introduction and it."""
    signed = list(_SIGNED.finditer(rest))
    dated = [match[1] for match in (*_DATED.finditer(head + rest), *signed)]
    issued_on = the_one("发布日期", map(_full_date, dated), beside.issued_on)
    return issued_on, rest[: signed[0].start()] if signed else rest


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
    reading = Reading(name, writing.of(name or title), known, issued_on)
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
