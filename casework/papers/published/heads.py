"""Whose report it is, and of which year."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from casework.papers.published.characters import squeezed
from casework.papers.published.lines import Line

_NAME = r"(?P<name>[\u4e00-\u9fff·（）()“”]{2,40}?)"
_YEAR = r"(?P<year>20\d\d)年度?"
_REPORT = r"(?:政府)?信息公开(?:工作)?(?:情况)?的?(?:年度|年)?(?:工作)?(?:情况)?(?:报告|年报)"
_TITLES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NAME}{_YEAR}{_REPORT}",
        rf"{_YEAR}{_NAME}{_REPORT}",
        rf"{_NAME}(?:政府)?信息公开(?:工作)?{_YEAR}(?:工作)?(?:报告|年报)",
    )
)
_PERIOD = re.compile(r"自?(20\d\d)年1月1日.{0,4}?(?:至|到|-|—|起).{0,6}?12月31日")
_NAMED_YEAR = re.compile(r"(20\d\d)年")
_IN_CHARACTERS = re.compile(r"二[〇○零0][〇○零0一二三四五六七八九]{2}(?=年)")
_CHARACTERS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_BEGINNING = 4_000
_TOP = 40
_LONGEST_TITLE = 120
_SIGNATURE_LINES = 8
_A_NAME = range(4, 30)
_BEFORE_A_NAME = re.compile(
    r"^(?:标题|名称|正文|当前位置|首页|关于|发布|现(?:将|就|公布|发布|编制)|特?向社会|公布|编制|印发)+"
)
_NOBODY = re.compile(r"(?:本|我|该|全|各|本级|一年来?)[\u4e00-\u9fff]{0,3}|政府")
"""我局, 本级: a sentence, no title."""
_ENDS = re.compile(r"(?:人民政府|办事处|委员会|管委会|办公厅|办公室|局|厅|委|院|署|中心|会)$")
_PUBLISHER = re.compile(
    r"(?:发布机构|发布单位|公开主体|编制单位|填报单位|报告单位|单位名称)[:：]?"
)


def agency_and_year(lines: Sequence[Line]) -> tuple[str | None, int | None]:
    """The printed name and the year, each None where the document does not say it.

    A page may name the reports of other years beside it: the title of the year of the figures is
    the title.
    """
    text = "".join(map(_squeezed, lines))
    period = _period(text)
    titles = list(_titles([_squeezed(line) for line in lines[:_TOP]]))
    titles = [title for title in titles if title[1] == period] or titles
    agency = next((name for name, _ in titles if name), None)
    agency = agency or _publisher(lines[:_TOP]) or _signature(lines)
    return agency, titles[0][1] if titles else period or _most_named(text)


def _squeezed(line: Line) -> str:
    """The line without spaces, 二〇二三年 in digits."""
    return _IN_CHARACTERS.sub(_digits, squeezed(line.text))


def _digits(year: re.Match[str]) -> str:
    return year.group().translate(_CHARACTERS)


def _titles(top: Sequence[str]) -> Iterator[tuple[str | None, int]]:
    """What may be the title, on one line or broken over up to three."""
    for count in (1, 2, 3):
        for at in range(len(top) - count + 1):
            joined = "".join(top[at : at + count])[:_LONGEST_TITLE]
            for pattern in _TITLES:
                if found := pattern.search(joined):
                    yield _tidied(found["name"]), int(found["year"])


def _tidied(name: str) -> str | None:
    bare = _BEFORE_A_NAME.sub("", name).strip("()（）“”")
    return None if not bare or _NOBODY.fullmatch(bare) else bare


def _publisher(top: Sequence[Line]) -> str | None:
    """The office that the page names beside the report."""
    for line in top:
        cells = [squeezed(cell) for cell in line.cells]
        for label, name in pairwise(cells):
            if _PUBLISHER.fullmatch(label) and _ENDS.search(name):
                return name
    return None


def _signature(lines: Sequence[Line]) -> str | None:
    """A short line at the end that is the name of an office."""
    for line in reversed(lines[-_SIGNATURE_LINES:]):
        text = squeezed(line.text)
        if len(text) in _A_NAME and _ENDS.search(text) and not re.search(r"[\d,。:]", text):
            return text
    return None


def _period(text: str) -> int | None:
    """The year of the figures."""
    found = _PERIOD.search(text)
    return int(found[1]) if found else None


def _most_named(text: str) -> int | None:
    named = Counter(_NAMED_YEAR.findall(text[:_BEGINNING]))
    return int(named.most_common(1)[0][0]) if named else None
