"""A value as it is printed, turned into what the shape holds."""

import re
from decimal import Decimal

from casework.papers.published.cells import Value
from casework.report.addresses import Value as Cell

_THOUSANDS = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_LONGEST = 15
_COUNTED = re.compile(r"(?:件|个|条|项|份|宗|起|次)$")


def count_of(value: Value) -> Cell:
    """A number of things; what is no whole number stays as text, for the checks to judge.

    Raises ValueError for what cannot be read.
    """
    text = _signed(_COUNTED.sub("", value.text)).replace("−", "-")
    if value.kind == "garbled" or not _THOUSANDS.fullmatch(text) or len(text) > _LONGEST:
        raise ValueError(value.text)
    number = Decimal(text.replace(",", ""))
    return int(number) if number == number.to_integral_value() else f"{number:f}"


def money_of(value: Value) -> Cell:
    """An amount as it is printed, without its thousands separators and 万元."""
    if value.kind == "garbled" or len(value.text) > 2 * _LONGEST:
        raise ValueError(value.text)
    return value.text.replace(",", "").removesuffix("万元")


def wan_of(value: Value) -> Cell:
    """An amount in 万元; raises ValueError for one that names another unit."""
    amount = money_of(value)
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", str(amount)):
        raise ValueError(value.text)
    return amount


def _signed(text: str) -> str:
    """减4 of the 2019 form is -4 (减用负值表示)."""
    if text.startswith("减"):
        return "-" + text[1:].lstrip("-")
    return text.removeprefix("增").removeprefix("+")
