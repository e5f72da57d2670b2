"""Merged cells taken apart, their words in each of them, as exports of sheets write them."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from casework.papers.published.bordered import has_words
from casework.papers.published.cells import tokens
from casework.papers.published.characters import squeezed
from casework.papers.published.lines import Line


def labels_once(line: Line) -> Line:
    """The row, with each label before its figures once."""
    cells = line.cells
    labels = takewhile(lambda at: has_words(list(tokens(cells[at]))), range(len(cells)))
    again = {at for at in labels if at and squeezed(cells[at]) == squeezed(cells[at - 1])}
    if not (line.ruled and again):
        return line
    return Line(tuple(cell for at, cell in enumerate(cells) if at not in again), ruled=True)


def merged_again(lines: Sequence[Line]) -> list[Line]:
    """Table 二, each merged cell once; as it is unless a title fills a row of cells."""
    if not any(map(_is_one_title, lines)):
        return list(lines)
    return list(_under_their_headings(lines))


def _is_one_title(line: Line) -> bool:
    return line.ruled and _is_heading(line) and len(_widths(line)) == 1


def _is_heading(line: Line) -> bool:
    found = [list(tokens(cell)) for cell in line.cells]
    return len(line.cells) > 1 and all(map(has_words, found))


def _widths(line: Line) -> list[int]:
    """How many cells side by side say the same."""
    return [len(list(same)) for _, same in groupby(map(squeezed, line.cells))]


def _under_their_headings(lines: Sequence[Line]) -> Iterator[Line]:
    """A heading tells which cells were one; a row that does not repeat itself there is kept."""
    widths: list[int] = []
    for line in lines:
        if line.ruled and _is_heading(line):
            widths = _widths(line)
        yield _merged(line, widths) or line


def _merged(line: Line, widths: Sequence[int]) -> Line | None:
    if not line.ruled or len(line.cells) != sum(widths):
        return None
    ends = [sum(widths[:at]) for at in range(len(widths) + 1)]
    parts = [line.cells[start:end] for start, end in pairwise(ends)]
    if any(len(set(map(squeezed, part))) > 1 for part in parts):
        return None
    return Line(tuple(part[0] for part in parts), ruled=True)
