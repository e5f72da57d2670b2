"""行政规范性文件 in the words of a report against table 二."""

import re
from collections.abc import Iterator

from casework.report.findings import Cells, Finding, name
from casework.report.numerals import in_digits

_PAPERS = r"(?:了)?(?:行政)?规范性文件(?:数量)?(?:共计|共|为)?(\d{1,6})[件份个]"
_SAID = {
    "issued": re.compile(rf"(?:制发|制定|出台|制定印发|制定出台){_PAPERS}"),
    "repealed": re.compile(rf"废止{_PAPERS}"),
    "in_force": re.compile(rf"现行有效的?{_PAPERS}"),
}
_BEFORE = 60
_ANOTHER = re.compile(r"累计|以来|上半年|季度|去年|上年|建议|拟|计划|代|起草|全[省市州县区]|各")


def papers_agree(text: str, cells: Cells, year: object) -> Iterator[Finding]:
    """Each number of normative documents in the words that is not that of table 二.

    A warning: what a government issues its office may not count, or the other way round.
    """
    joined = in_digits("".join(text.split()))
    for column, pattern in _SAID.items():
        place = f"table2/normative_documents/{column}"
        stated = cells.get(place)
        for said in pattern.finditer(joined):
            before = re.split("[。；;]", joined[max(0, said.start() - _BEFORE) : said.start()])[-1]
            if not isinstance(stated, int) or int(said[1]) == stated or _of_another(before, year):
                continue
            cause = (
                f"正文写“{said.group()}”，{name(place)}为{stated}，"
                "两处不一致，请核对其中一处是否填错，或者统计的单位不同。"
            )
            yield Finding("N1", place, int(said[1]), stated, cause, "warning")


def _of_another(before: str, year: object) -> bool:
    named = re.findall(r"(20\d\d)年", before)
    return bool(_ANOTHER.search(before)) or (bool(named) and named[-1] != str(year))
