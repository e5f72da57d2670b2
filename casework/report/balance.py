"""勾稽关系: the identities that the numbers of a report must satisfy (C1 to C5, T1).

Where a cell holds no number, the rest of its sum is a lower bound: more than the total is wrong
whatever the cell should have held, less is not judged.
"""

from collections.abc import Iterator

from casework.report.addresses import Value, addresses, where
from casework.report.findings import Cells, Finding, least, name, total
from casework.report.forms import TABLE3_COLUMNS, TABLE4_COLUMNS, TABLE4_GROUPS, Form, Unit


def sides_balance(cells: Cells) -> Iterator[Finding]:
    """C1, printed on the form: per column, 第一项加第二项等于第三项加第四项."""
    for column in TABLE3_COLUMNS:
        new, carried_in, outcomes, carried_out = (
            where("table3", row, column.key)
            for row in ("new", "carried_in", "outcome_total", "carried_out")
        )
        came, went = least(cells, (new, carried_in)), least(cells, (outcomes, carried_out))
        if not _differ(cells, ((new, carried_in), (outcomes, carried_out))):
            continue
        left = _sum_in_words("本年新收", cells[new], "上年结转", cells[carried_in], came)
        right = _sum_in_words(
            "办理结果总计", cells[outcomes], "结转下年度", cells[carried_out], went
        )
        cause = f"“{column.label}”列不平：{left}，{right}。{_missing(came, went, cells[new])}"
        yield Finding("C1", outcomes, cells[outcomes], _minus(came, cells[carried_out]), cause)


def _differ(cells: Cells, sides: tuple[tuple[str, ...], tuple[str, ...]]) -> bool:
    """Whether the two sums differ for certain, whatever stands in the cells without a number."""
    exact = [total(cells, side) for side in sides]
    bounds = [least(cells, side) for side in sides]
    return any(
        sure is not None and (bound > sure or (bound != sure and other is not None))
        for sure, other, bound in zip(exact, reversed(exact), reversed(bounds), strict=True)
    )


def _sum_in_words(first: str, a: Value, second: str, b: Value, together: int) -> str:
    return f"{first}{_told(a)}加{second}{_told(b)}等于{together}"


def _told(value: Value) -> str:
    return "（空白）" if value is None else str(value)


def _minus(whole: int, part: Value) -> int:
    return whole - part if isinstance(part, int) else whole


def _missing(came: int, went: int, new: Value) -> str:
    if came > went:
        return f"很可能有{came - went}件没有计入办理结果或者结转下年度。"
    if new == 0:
        return "很可能本年新收漏填。"
    return f"很可能有{went - came}件没有计入本年新收或者上年结转。"


def outcomes_add_up(cells: Cells, form: Form) -> Iterator[Finding]:
    """C2: per column, （七）总计 is the sum of the rows of outcomes."""
    for column in TABLE3_COLUMNS:
        address = where("table3", "outcome_total", column.key)
        rows = [where("table3", leaf, column.key) for leaf in form.leaves]
        leaves, stated = least(cells, rows), total(cells, [address])
        if stated is None or not _differ(cells, (tuple(rows), (address,))):
            continue
        reason = (
            "很可能有一件申请计入了两行（部分公开的只计部分公开）"
            if leaves > stated
            else "很可能有办理结果漏填"
        )
        cause = f"“{column.label}”列各项办理结果之和为{leaves}，（七）总计填{stated}，{reason}。"
        yield Finding("C2", address, stated, leaves, cause)


def rows_add_up(cells: Cells, form: Form) -> Iterator[Finding]:
    """C3: per row of table 三, 总计 is the sum of the six kinds of applicant."""
    keys = [column.key for column in TABLE3_COLUMNS]
    for row in form.table3:
        yield from _row(cells, "C3", [where("table3", row.key, key) for key in keys])


def disputes_add_up(cells: Cells) -> Iterator[Finding]:
    """T1: per group of table 四, 总计 is the sum of the four cells before it."""
    keys = [column.key for column in TABLE4_COLUMNS]
    for group in TABLE4_GROUPS:
        yield from _row(cells, "T1", [where("table4", group.code, key) for key in keys])


def _row(cells: Cells, rule: str, row: list[str]) -> Iterator[Finding]:
    *parts, last = row
    computed, stated = least(cells, parts), total(cells, [last])
    if stated is None or not _differ(cells, (tuple(parts), (last,))):
        return
    reason = "很可能总计漏填" if stated == 0 else "很可能总计或者其中一格填错"
    cause = f"{name(last)}填{stated}，同一行各格之和为{computed}，{reason}。"
    yield Finding(rule, last, stated, computed, cause)


def carries_over(cells: Cells, last_year: Cells) -> Iterator[Finding]:
    """C4: per column, 上年结转 is what last year's report carried out."""
    for column in TABLE3_COLUMNS:
        address = where("table3", "carried_in", column.key)
        stated = total(cells, [address])
        before = total(last_year, [where("table3", "carried_out", column.key)])
        if stated is None or before is None or stated == before:
            continue
        cause = (
            f"“{column.label}”列上年结转填{stated}，上一年度报告的结转下年度为{before}，"
            "很可能其中一年漏计或者错计，需要更正。"
        )
        yield Finding("C4", address, stated, before, cause)


def cells_are_numbers(cells: Cells, form: Form) -> Iterator[Finding]:
    """C5: a count is an integer and not negative; an amount of money is a decimal."""
    for address in addresses(form):
        value = cells[address.where]
        if value is None or _fits(value, address.unit):
            continue
        cause = f"{name(address.where)}填“{value}”，应当是{_DEMANDED[address.unit]}。"
        yield Finding("C5", address.where, value, None, cause)


_DEMANDED: dict[Unit, str] = {
    "count": "不小于零的整数，没有的填0",
    "change": "整数，减少的用负数表示",
    "money": "不小于零的数额，没有的填0",
}


def _fits(value: int | str, unit: Unit) -> bool:
    if unit == "change":
        return isinstance(value, int)
    if isinstance(value, int):
        return value >= 0
    return unit == "money" and _is_amount(value)


def _is_amount(text: str) -> bool:
    whole, _, fraction = text.removesuffix("元").removesuffix("万").partition(".")
    return whole.isdecimal() and (fraction or "0").isdecimal()
