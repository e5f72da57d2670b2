"""A table saved from a spreadsheet as CSV, the words of the report perhaps around it."""

import csv
import re
from collections.abc import Iterator

from casework.papers.published.characters import letters
from casework.papers.published.lines import Line, Unreadable

_CELLS = 7
"""In a row of table 三, at the least."""
_ENOUGH = 8
"""Such rows."""
_SENTENCE = re.compile("[。；]")
_LONGEST_LABEL = 60


def is_csv(text: str) -> bool:
    """Whether table 三 stands in it with commas between the cells."""
    if "\t" in text or "|" in text:
        return False
    return sum(map(_is_row, text.splitlines())) >= _ENOUGH


def _is_row(line: str) -> bool:
    """Whether most of it is cells without words, which words with commas never are."""
    cells = [cell.strip(' "') for cell in line.split(",")]
    return len(cells) >= _CELLS and sum(map(_without_words, cells)) >= _CELLS - 1


def _without_words(cell: str) -> bool:
    return not letters(cell.removesuffix("件")) or cell == "无"


def csv_lines(text: str) -> Iterator[Line]:
    """The rows; a line of words with commas stays one text."""
    try:
        for row in csv.reader(text.splitlines()):
            filled = [cell for cell in row if cell.strip()]
            if any(map(_is_sentence, row)):
                yield Line((",".join(row),))
            elif len(filled) > 1:
                yield Line(tuple(row), ruled=True)
            elif filled:
                yield Line((filled[0],))
    except csv.Error:
        raise Unreadable("CSV 文件无法读取，请另存为 .xlsx 后再核查") from None


def _is_sentence(cell: str) -> bool:
    return bool(_SENTENCE.search(cell)) or len(cell) > _LONGEST_LABEL
