"""表二 as it was published: its lines by name, its form by the names of its columns."""

import re
from collections.abc import Mapping, Sequence

from casework.papers.published.cells import Value
from casework.papers.published.characters import letters
from casework.papers.published.fitting import fit
from casework.papers.published.labels import Label, named
from casework.papers.published.lines import Line
from casework.papers.published.numbers import count_of, money_of, wan_of
from casework.papers.published.placing import Placed
from casework.papers.published.repeated import merged_again
from casework.papers.published.runs import Run, runs
from casework.papers.published.table import Table
from casework.report.addresses import Value as Cell
from casework.report.forms import FORM_2019, FORM_2021, Column, Form

_LABELS = (
    Label("rules", ending=r"规章$"),
    Label("normative_documents", ("规范性文件", "规范性档案")),
    Label("licences", ("行政许可",)),
    Label("other_service", ("其他对外管理服务事项",)),
    Label("penalties", ("行政处罚",)),
    Label("coercive_measures", ("行政强制",)),
    Label("fees_wan", ("行政事业性收费",)),
    Label("fee", ("行政事业性收费",)),
    Label("procurement", ("政府集中采购",)),
)
_OF_2019 = re.compile("新制作|新公开|上一?年项目|本年增减|采购项目|对外公开总")
_NOTE = re.compile(r"\([^()]*\)")
"""Some offices explain a label in brackets: 规章(设区的市、自治州人民政府应提供)."""
_ISSUED = ("制发", "废止", "有效")
_WIDEST = 3


def read_table2(lines: Sequence[Line]) -> tuple[Table, Form]:
    """The table, and the form whose lines it has."""
    found = list(runs(merged_again(lines), _WIDEST))
    words = letters("".join(run.words for run in found))
    form = FORM_2019 if _OF_2019.search(words) else FORM_2021
    columns = {line.key: block.columns for block in form.table2 for line in block.lines}
    labels = tuple(label for label in _LABELS if label.key in columns)
    table = Table({key: [None] * len(of_line) for key, of_line in columns.items()})
    placed, lost = _placed(found, labels, columns)
    for key, of_line in placed.items():
        if any(run.values != of_line[0].values for run in of_line):
            _give_up(table, key, columns[key])
        else:
            _read(table, key, columns[key], _ordered(of_line[0], columns[key], words))
    for key in lost:
        _give_up(table, key, columns[key])
    told = {*placed, *lost, *(key for run in found for key in _names(run, labels))}
    table.absent = [f"table2/{key}" for key in columns if key not in told]
    return table, form


def _placed(
    found: Sequence[Run], labels: tuple[Label, ...], columns: Mapping[str, Sequence[Column]]
) -> tuple[dict[str, list[Run]], list[str]]:
    """The runs of each line, and the lines whose numbers may be among those without a name."""
    placed: dict[str, list[Run]] = {}
    nameless = False
    below = _labels_below(found, labels)
    for run in found:
        names = named(_NOTE.sub("", run.beside if below else run.words), labels)
        if run.values and names:
            placed.setdefault(names[-1], []).append(run)
        more = not names or (not run.ruled and len(run.values) > len(columns[names[-1]]))
        nameless |= bool(run.values) and more and run.holds_numbers
    return placed, [key for key in columns if key not in placed] if nameless else []


def _labels_below(found: Sequence[Run], labels: tuple[Label, ...]) -> bool:
    """Whether a whole line of numbers stands above the first name: each above its own, perhaps."""
    first = next((run for run in found if run.holds_numbers), None)
    return first is not None and len(first.values) >= _WIDEST and not _names(first, labels)


def _names(run: Run, labels: tuple[Label, ...]) -> list[str]:
    return named(_NOTE.sub("", run.words), labels)


def shaped(table: Table) -> dict[str, Cell | list[Cell]]:
    """The lines as the shape has them: one value alone is no list."""
    return {key: row if len(row) > 1 else row[0] for key, row in table.rows.items()}


def _ordered(run: Run, columns: Sequence[Column], words: str) -> Run:
    """制发, 废止 and 有效 in the order of the form, if the heading has another."""
    places = [words.find(name) for name in _ISSUED]
    if columns[0].key != "issued" or min(places) < 0 or len(run.values) != len(_ISSUED):
        return run
    printed = sorted(range(len(_ISSUED)), key=lambda at: places[at])
    values = [run.values[printed.index(at)] for at in range(len(_ISSUED))]
    return Run(run.above, run.beside, values, run.ruled)


def _read(table: Table, key: str, columns: Sequence[Column], run: Run) -> None:
    values = _values(run, len(columns))
    if values is None:
        _give_up(table, key, columns)
        return
    for place, (column, value) in enumerate(zip(columns, values, strict=True)):
        try:
            table.rows[key][place] = _cell(value, column, in_wan=key == "fees_wan")
        except ValueError:
            table.unread.append(_address(key, column, columns))


def _cell(value: Value, column: Column, *, in_wan: bool) -> Cell:
    if value.kind == "blank":
        return None
    if column.unit != "money":
        return count_of(value)
    return wan_of(value) if in_wan else money_of(value)


def _give_up(table: Table, key: str, columns: Sequence[Column]) -> None:
    table.rows[key] = [None] * len(columns)
    places = [_address(key, column, columns) for column in columns]
    table.unread += [place for place in places if place not in table.unread]


def _address(key: str, column: Column, columns: Sequence[Column]) -> str:
    return f"table2/{key}" if len(columns) == 1 else f"table2/{key}/{column.key}"


def _values(run: Run, width: int) -> list[Value] | None:
    """The cells of a line; glued digits that begin with 0, as many as cells, are one each.

    Others may be one number beside blank cells: 761 is not 7, 6, 1 for certain.
    """
    fitted = fit(Placed(run.values, run.ruled), width, {})
    if fitted is not None:
        return fitted
    text = "".join(value.text for value in run.values)
    if len(run.values) == 1 and text.isdecimal() and len(text) == width and text[0] == "0":
        return [Value(digit) for digit in text]
    return None
