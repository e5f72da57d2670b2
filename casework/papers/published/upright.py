"""Text in which each cell stands on a line of its own and a bar ends it.

    （一）予以公开 |
    18 |
    |
    ||

A lone bar is an empty cell, and several bars close the row, which is how some converters write the
tables of web pages.
"""

import re
from collections.abc import Iterable, Iterator

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
        yield _joined(row)


def _ended(row: list[str], line: str) -> Iterator[str]:
    """The row that a line ends, and the line itself unless it belongs to the row."""
    close = _CLOSE.fullmatch(line) if row else None
    if close:
        row = [*row, *filter(str.strip, [close[1]])]
    if row:
        yield _joined(row)
    if not close:
        yield line


def _joined(row: list[str]) -> str:
    return f"|{'|'.join(row)}|" if len(row) > 1 else f"{row[0]}|"
