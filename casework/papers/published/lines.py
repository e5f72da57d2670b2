"""A document as lines of cells: what every source gives, and all that the reader knows of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casework.papers.published.characters import squeezed


class Unreadable(ValueError):
    """The file is no report that can be read; the message is one sentence that says what to do."""


class Unforeseen(Unreadable):
    """The reader itself failed on the file: a stranger made it, and the fault is ours."""

    def __init__(self) -> None:
        super().__init__("文件无法读取，请把报告的文字复制粘贴过来再核查")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table, or one line of text.

    `ruled` says that the borders of the cells are known, so that an empty cell is a cell.
    """

    cells: tuple[str, ...]
    ruled: bool = False

    @property
    def text(self) -> str:
        """The line as one text."""
        return " ".join(filter(None, (cell.strip() for cell in self.cells)))


_PAGE_NUMBER = re.compile(r"[-—–－·•\s]+\d{1,3}[-—–－·•\s]+|第?\d{1,3}页(?:[,，/]?共?\d{1,3}页)?")
MOST_CHARACTERS, MOST_CELLS = 400_000, 12_000
"""Of one report; the longest found have 40,000 and 1,500."""
_LONGEST_HEADING = 60
_LEAST_COLUMNS = 4
_PAGE_OF = re.compile(r"\d{1,3}/\d{1,3}")
_RESTATEMENT = re.compile(r"更正说明[(]第\d+版")


def bounded(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines; raises Unreadable once there are more than a report can have."""
    characters = cells = 0
    for line in lines:
        cells += len(line.cells)
        characters += sum(map(len, line.cells))
        if characters > MOST_CHARACTERS or cells > MOST_CELLS:
            raise Unreadable("内容过多，不像是一份年度报告，请只提供报告本身后再试")
        yield line


def without_restatements(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines without 更正说明, which names rows and columns but is no table.

    A copy may break the paragraph over lines; the list of what it changed ends with a full stop.
    """
    said = ""
    for line in lines:
        text = squeezed(line.text)
        if _RESTATEMENT.match(text):
            said = text
        elif "【改动的" in said and not said.endswith("。"):
            said += text
        else:
            yield line


def without_page_marks(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines without numbers of pages and of columns, and without a heading told again."""
    kept = [line for line in lines if not (_is_page_number(line) or _numbers_columns(line))]
    again = _repeated_headings(kept)
    seen: set[str] = set()
    for line in kept:
        text = squeezed(line.text)
        if text in again and text in seen:
            continue
        seen.add(text)
        yield line


def _is_page_number(line: Line) -> bool:
    if len(line.cells) > 1:
        return False
    text = line.text
    return bool(_PAGE_NUMBER.fullmatch(text) or _PAGE_OF.fullmatch(text.replace(" ", "")))


def _numbers_columns(line: Line) -> bool:
    """Whether it is 0, 1, 2, … above the columns, as programs write tables; no row is so."""
    cells = [cell.strip() for cell in line.cells]
    numbers = cells[1:] if cells[0] == "" else cells
    return len(numbers) >= _LEAST_COLUMNS and numbers == [str(at) for at in range(len(numbers))]


def _repeated_headings(lines: Iterable[Line]) -> set[str]:
    """The title of the report, printed at the top of each page."""
    texts = (squeezed(line.text) for line in lines if len(line.cells) == 1)
    return {text for text in texts if "年度报告" in text and len(text) < _LONGEST_HEADING}
