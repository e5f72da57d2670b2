"""Runs of values: the numbers that stand together, and the words that stand before them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from casework.papers.published.bordered import one_each
from casework.papers.published.cells import Token, Value, tokens
from casework.papers.published.lines import Line


@dataclass(slots=True)
class Run:
    """Values that follow each other.

    `above` are the words of earlier lines since the values before, `beside` those left of the
    values on their own line. `ruled` says that the empty cells among the values are known.
    """

    above: str
    beside: str
    values: list[Value] = field(default_factory=list)
    ruled: bool = False
    closed: bool = False
    """Whether one line gave a whole row: the next line without words is another row."""

    @property
    def words(self) -> str:
        """All words since the values before."""
        return self.above + self.beside

    @property
    def holds_numbers(self) -> bool:
        """Whether any cell holds more than nothing."""
        return any(value.kind != "blank" for value in self.values)


_PADDING = 2
"""Empty cells; so many may stand between the heading of a group and a label."""


def runs(lines: Iterable[Line], full: int) -> Iterator[Run]:
    """The runs of a table whose rows hold `full` values; the words after the last have none."""
    last: Run | None = None
    for run in _pieces(lines):
        run.closed = len(run.values) >= full
        if last is not None and _continues(last, run, full):
            last = _joined(last, run)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _pieces(lines: Iterable[Line]) -> Iterator[Run]:
    """The values of each line by themselves, with the words before them."""
    pending = ""
    for line in lines:
        for words, values in _chunks(line):
            if values:
                yield Run(pending, words, values, line.ruled)
                pending = ""
            else:
                pending += words
    if pending:
        yield Run(pending, "")


def _continues(last: Run, run: Run, full: int) -> bool:
    """Whether values without words go on with those before; too many are no row, and unread.

    Two drawn rows that together have more cells than one are two, the second without its name.
    """
    two = last.ruled and run.ruled and len(last.values) + len(run.values) > full
    return bool(run.values) and not (run.words or last.closed or run.closed or two)


def _joined(last: Run, run: Run) -> Run:
    return replace(last, values=[*last.values, *run.values], ruled=last.ruled and run.ruled)


def _chunks(line: Line) -> Iterator[tuple[str, list[Value]]]:
    """The line as words and the values right of them, again and again."""
    words: list[str] = []
    values: list[Value] = []
    for token in _tokens(line):
        if isinstance(token, Value):
            values.append(token)
            continue
        if values and not _only_padding(values, words):
            yield "".join(words), values
            words = []
        values = []
        words.append(token.text)
    if words or values:
        yield "".join(words), values


def _tokens(line: Line) -> list[Token]:
    found = [list(tokens(cell)) for cell in line.cells]
    if not line.ruled:
        return [token for cell in found for token in cell if token.text]
    return [token for cell in one_each(line.cells, found) for token in cell]


def _only_padding(values: list[Value], words: list[str]) -> bool:
    """Empty cells left of a label or between a heading and the label below it."""
    return all(value.text == "" for value in values) and (not words or len(values) <= _PADDING)
