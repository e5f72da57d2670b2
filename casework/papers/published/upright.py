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
        cell, close = _CELL.fullmatch(line), _CLOSE.fullmatch(line)
        if cell:
            row.append(cell[1])
            continue
        if close and row:
            row += filter(str.strip, [close[1]])
        if row:
            yield _joined(row)
        if not (close and row):
            yield line
        row = []
    if row:
        yield _joined(row)


def _joined(row: list[str]) -> str:
    return f"|{'|'.join(row)}|" if len(row) > 1 else f"{row[0]}|"
