"""Table 三 turned on its side: the applicants down the page, the rows of the form across it."""

from collections.abc import Sequence

from casework.papers.published.cells import Value, tokens
from casework.papers.published.characters import letters
from casework.papers.published.labels import TABLE3, named
from casework.papers.published.lines import Line
from casework.report.forms import TABLE3_COLUMNS

_KINDS = tuple(letters(column.label) for column in TABLE3_COLUMNS)
_ENOUGH = 4
"""Lines that begin with an applicant; a table as printed has none."""


def is_turned(lines: Sequence[Line]) -> bool:
    """Whether numbers stand beside the names of applicants."""
    return len(_by_applicant(lines)) >= _ENOUGH


def turned_back(lines: Sequence[Line]) -> list[Line]:
    """The lines as the form prints them; empty if its heading does not name each column."""
    applicants = _by_applicant(lines)
    widths = {len(values) for values in applicants.values()}
    heading = next((names for line in lines if len(names := _rows(line)) in widths), None)
    if len(widths) != 1 or heading is None:
        return []
    columns = zip(*applicants.values(), strict=True)
    return [
        Line(("", *applicants), ruled=True),
        *(
            Line((name, *column), ruled=True)
            for name, column in zip(heading, columns, strict=True)
        ),
    ]


def _by_applicant(lines: Sequence[Line]) -> dict[str, list[str]]:
    """The cells behind the name of each applicant, those of the last such name."""
    found: dict[str, list[str]] = {}
    for line in lines:
        at = next((at for at, cell in enumerate(line.cells) if letters(cell) in _KINDS), None)
        if not line.ruled or at is None:
            continue
        values = list(line.cells[at + 1 :])
        if any(map(_is_value, values)) and not any(map(letters, values)):
            found[letters(line.cells[at])] = values
    return found


def _is_value(cell: str) -> bool:
    return [type(token) for token in tokens(cell)] == [Value] and cell.strip() != ""


def _rows(line: Line) -> list[str]:
    """The cells of a heading that name one row each; empty if one does not."""
    cells = [cell for cell in line.cells if len(named(cell, TABLE3)) == 1]
    return cells if line.ruled else []
