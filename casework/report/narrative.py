"""N1: what the words of a report say against what its tables say.

One file, since each way to read the words loosely is a step of the one judgement.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter

from casework.report.addresses import Value, where
from casework.report.findings import Cells, Finding, Severity, name, total
from casework.report.forms import TABLE3_COLUMNS, TABLE4_COLUMNS, Form
from casework.report.statements import Statement, statements

_GROUPS = ("refused", "unavailable", "not_processed", "other")
_NAMES = {
    "grants": "表三“（一）予以公开”和“（二）部分公开”两行",
    "refused": "表三“（三）不予公开”各行",
    "unavailable": "表三“（四）无法提供”各行",
    "not_processed": "表三“（五）不予处理”各行",
    "other": "表三“（六）其他处理”各行",
    "litigation": "表四“行政诉讼”",
}
# Words that say the sentence is about one office of the agency, or about a group of them.
_SCOPE = re.compile(r"代表|本级|政府办|办公室|办公厅|机关本部|直属|下属|所属|系统")
_TERRITORY = re.compile(r"全[省市州县区]|各(?:部门|单位|镇|街道)")
# Another office, where the clause with the number names it.
_ANOTHER = re.compile(r"上级|所辖|[省市县区]政府|派出所|分局")
_VERB_NEAR = 24
_OF_A_TERRITORY = ("人民政府", "管委会", "管理委员会")


def words_agree(
    text: str, cells: Cells, form: Form, report: Mapping[str, object]
) -> Iterator[Finding]:
    """Each number of the words that no reading of the tables can agree with."""
    year = report.get("year")
    found = statements(text, year if isinstance(year, int) else None)
    ordered = sorted(found, key=attrgetter("quantity"))
    for quantity, group in groupby(ordered, key=attrgetter("quantity")):
        yield from _judge(quantity, list(group), cells, form, str(report.get("agency") or ""))


def _judge(
    quantity: str, said: list[Statement], cells: Cells, form: Form, agency: str
) -> Iterator[Finding]:
    rows = _rows(quantity, form)
    numbers = {statement.number for statement in said}
    computed = _contradicted_by(numbers, rows, cells)
    if computed is None or any(s.number in _looser_readings(s, cells) for s in said):
        return
    first = said[0]
    partial = any(_partial(statement, agency) for statement in said)
    certain = not partial and len(numbers) == 1 and all(s.on_topic for s in said)
    severity: Severity = "error" if certain else "warning"
    address = _address(quantity, rows)
    cause = _cause(first, _NAMES.get(quantity) or name(address), computed, partial)
    yield Finding("N1", address, first.number, computed, cause, severity)


def _rows(quantity: str, form: Form) -> tuple[str, ...]:
    """The rows, as table/row, that together hold the number."""
    if quantity == "litigation":
        return ("table4/litigation_direct", "table4/litigation_after_reconsideration")
    if quantity == "reconsideration":
        return ("table4/reconsideration",)
    if quantity == "grants":
        return ("table3/granted", "table3/granted_in_part")
    if quantity in _GROUPS:
        heads = (f"{quantity}.", f"{quantity}_")
        return tuple(f"table3/{leaf}" for leaf in form.leaves if leaf.startswith(heads))
    return (f"table3/{quantity}",)


def _address(quantity: str, rows: tuple[str, ...]) -> str:
    table = rows[0].split("/")[0]
    return f"{rows[0]}/total" if len(rows) == 1 else f"{table}/{quantity}/total"


def _contradicted_by(numbers: set[int], rows: tuple[str, ...], cells: Cells) -> int | None:
    """What the tables say, if no number of the words can be it; None if one can.

    The printed totals are one reading, the sums of their rows another: where the two differ, C3
    says so, and the words side with one of them. With cells that hold no number the tables only
    say "at least": words that state less are wrong all the same.
    """
    printed = total(cells, (f"{row}/total" for row in rows))
    summed = total(cells, (cell for row in rows for cell in _parts(row)))
    if numbers & {printed, summed}:
        return None
    if printed is not None:
        return printed
    if summed is not None:
        return summed
    least = sum(_least(row, cells) for row in rows)
    return least if max(numbers) < least else None


def _parts(row: str) -> list[str]:
    table, key = row.split("/")
    columns = TABLE3_COLUMNS if table == "table3" else TABLE4_COLUMNS
    return [where(table, key, column.key) for column in columns[:-1]]


def _least(row: str, cells: Cells) -> int:
    known = [cells.get(cell) for cell in _parts(row)]
    stated = cells.get(f"{row}/total")
    least = sum(number for number in known if isinstance(number, int))
    return max(least, stated) if isinstance(stated, int) else least


def _looser_readings(said: Statement, cells: Cells) -> set[Value]:
    """收到申请36件（含上年结转2件） states both together; 办理 may mean what came in.

    答复 may leave out the cases of last year, or count of this year's only what fell due;
    予以公开 may include what was granted in part.
    """
    rows = ("new", "carried_in", "outcome_total", "carried_out")
    new, carried_in, outcomes, carried_out = (cells.get(f"table3/{row}/total") for row in rows)
    if said.quantity == "new":
        return {_sum(new, carried_in)}
    if said.quantity == "granted":
        both = (cells.get(f"table3/{row}/total") for row in ("granted", "granted_in_part"))
        return {_sum(*both)}
    if said.quantity != "outcome_total":
        return set()
    answered = {_sum(new, _minus(carried_out)), _sum(outcomes, _minus(carried_in))}
    came = {new, _sum(new, carried_in)} if "办理" in said.context[-_VERB_NEAR:] else set()
    return answered | came


def _sum(a: Value, b: Value) -> int | None:
    return a + b if isinstance(a, int) and isinstance(b, int) else None


def _minus(a: Value) -> Value:
    return -a if isinstance(a, int) else None


def _partial(statement: Statement, agency: str) -> bool:
    """The words name an office that is not the whole agency, or a whole that it is part of."""
    if _TERRITORY.search(statement.context) and not agency.endswith(_OF_A_TERRITORY):
        return True
    clause = statement.context.rpartition("，")[2]
    others = () if agency.endswith(_OF_A_TERRITORY) else _ANOTHER.findall(clause)
    return any(word not in agency for word in [*_SCOPE.findall(statement.context), *others])


def _cause(said: Statement, place: str, computed: int, partial: bool) -> str:
    quote = said.context[-40:]
    if partial:
        return (
            f"正文写“{quote}”，{place}为{computed}；正文与表格统计的单位可能不同，口径需要说明。"
        )
    blame = "很可能表格漏填" if computed == 0 else "很可能其中一处填错或者只写了一部分"
    return f"正文写“{quote}”，{place}为{computed}，两处不一致，{blame}。"
