"""信息处理费 in the words of part six against 行政事业性收费 in table 二."""

import re
from collections.abc import Iterator
from decimal import Decimal

from casework.report.findings import Cells, Finding

_COLLECTED = re.compile(
    r"(?:收取|收到|收入|实收)[^。；，]{0,12}信息处理费[^。；，\d]{0,8}([\d,]{1,12}(?:\.\d+)?)元"
)
_FEES = "table2/fees_wan"
_YUAN_IN_A_WAN = 10_000


def fees_fit(text: str, cells: Cells) -> Iterator[Finding]:
    """The fee for disclosure is one of the charges of table 二, so it cannot be more than they.

    A warning: whether it is counted there at all is an open question (109号, 30号).
    """
    charged = str(cells.get(_FEES))
    if not re.fullmatch(r"\d+(\.\d+)?", charged):
        return
    for said in _COLLECTED.finditer("".join(text.split())):
        collected = Decimal(said[1].replace(",", "") or 0) / _YUAN_IN_A_WAN
        if collected > Decimal(charged):
            cause = (
                f"正文写“{said.group()}”，合{collected.normalize():f}万元，"
                f"多于表二“行政事业性收费”的{charged}万元，很可能表二没有计入。"
            )
            yield Finding("N1", _FEES, charged, f"{collected.normalize():f}", cause, "warning")
