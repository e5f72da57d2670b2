"""Whose report it is, and of which year."""

import re
from collections import Counter
from collections.abc import Sequence

from casework.papers.published.characters import squeezed
from casework.papers.published.lines import Line

_NAME = r"[\u4e00-\u9fff·（）()“”]{2,40}?"
_TITLES = (
    re.compile(rf"({_NAME})(20\d\d)年度?政府信息公开(?:工作)?年度?报告"),
    re.compile(rf"(20\d\d)年度?({_NAME})政府信息公开(?:工作)?年度?报告"),
)
_PERIOD = re.compile(r"自?(20\d\d)年1月1日.{0,4}?(?:至|到|-|—|起).{0,6}?12月31日")
_NAMED_YEAR = re.compile(r"(20\d\d)年")
_TOP = 40
_LONGEST_TITLE = 120
_SIGNATURE_LINES = 8
_A_NAME = range(4, 30)
_ENDS = re.compile(r"(?:人民政府|办事处|委员会|管委会|办公厅|办公室|局|厅|委|院|署|中心|会)$")


def agency_and_year(lines: Sequence[Line]) -> tuple[str | None, int | None]:
    """The printed name and the year, each None where the document does not say it."""
    top = [squeezed(line.text) for line in lines[:_TOP]]
    names = _title(top)
    agency, year = names or (None, None)
    return agency or _signature(lines), year or _year("".join(squeezed(x.text) for x in lines))


def _title(top: Sequence[str]) -> tuple[str | None, int] | None:
    """The title, on one line or broken over up to three."""
    for count in (1, 2, 3):
        for at in range(len(top) - count + 1):
            joined = "".join(top[at : at + count])
            for pattern in _TITLES:
                if found := pattern.search(joined[:_LONGEST_TITLE]):
                    year, name = sorted(found.groups(), key=lambda part: not part.isdecimal())
                    return _tidied(name), int(year)
    return None


def _tidied(name: str) -> str | None:
    bare = re.sub(r"^(?:标题|正文|当前位置|首页|关于)+", "", name).strip("()（）“”")
    return bare or None


def _signature(lines: Sequence[Line]) -> str | None:
    """A short line at the end that is the name of an office."""
    for line in reversed(lines[-_SIGNATURE_LINES:]):
        text = squeezed(line.text)
        if len(text) in _A_NAME and _ENDS.search(text) and not re.search(r"[\d,。:]", text):
            return text
    return None


def _year(text: str) -> int | None:
    """The year of the period of the figures, else the one named most."""
    if found := _PERIOD.search(text):
        return int(found[1])
    named = Counter(_NAMED_YEAR.findall(text[:4000]))
    return int(named.most_common(1)[0][0]) if named else None
