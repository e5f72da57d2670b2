"""Text in which each cell stands on a line of its own and a bar ends it.

    （一）予以公开 |
    18 |
    |
    ||

A lone bar is an empty cell, and several bars close the row, which is how some converters write the
tables of web pages. After cells that all hold something a lone bar may close the row as well: it
is left out, and a row that lacks a cell is rather too short than shifted.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from casework.papers.published.characters import letters

_CELL = re.compile(r"([^|｜]*)[|｜]\s*")
_CLOSE = re.compile(r"([^|｜]*)(?:[|｜]\s*){2,}")


def on_one_line(lines: Iterable[str]) -> Iterator[str]:
    """The lines, those of one row joined."""
    row: list[str] = []
    for line in lines:
        cell = _CELL.fullmatch(line)
        if cell:
            row.append(cell[1])
            continue
        yield from _ended(row, line)
        row = []
    if row:
        yield _joined(_without_closing_bars(row, closed=False))


def _ended(row: list[str], line: str) -> Iterator[str]:
    """The row that a line ends, and the line itself unless it belongs to the row."""
    close = _CLOSE.fullmatch(line) if row else None
    if close:
        row = [*row, *filter(str.strip, [close[1]])]
    if row:
        yield _joined(_without_closing_bars(row, closed=bool(close)))
    if not close:
        yield line


def _without_closing_bars(cells: Sequence[str], *, closed: bool) -> list[str]:
    """The cells of several rows, each row its words and its figures; the last may be closed."""
    kept: list[str] = []
    figures: list[str] = []
    for cell in cells:
        if letters(cell):
            kept += [*_without_last_bar(figures), cell]
            figures = []
        else:
            figures.append(cell)
    return [*kept, *(figures if closed else _without_last_bar(figures))]


def _without_last_bar(figures: list[str]) -> list[str]:
    empty = [at for at, cell in enumerate(figures) if not cell.strip()]
    return figures[:-1] if empty == [len(figures) - 1] != [0] else figures


def _joined(row: list[str]) -> str:
    return f"|{'|'.join(row)}|" if len(row) > 1 else f"{row[0]}|"
