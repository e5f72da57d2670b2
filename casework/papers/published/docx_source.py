"""A Word file as lines: paragraphs, rows of tables, text boxes, in the order of the file."""

from collections.abc import Iterator

from lxml import etree

from casework.papers.published.archives import Archive
from casework.papers.published.lines import Line, Unreadable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _TABLE, _ROW, _CELL = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr"}
_SPACES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}
_DEEPEST = 120


def docx_lines(archive: Archive) -> Iterator[Line]:
    """The lines of the document; raises Unreadable for a damaged or hostile file."""
    return _blocks(archive.part("word/document.xml"), 0)


def _blocks(element: etree._Element, depth: int) -> Iterator[Line]:
    if depth > _DEEPEST:
        raise Unreadable("Word 文件嵌套过深，不像是一份年度报告，请重新保存后再试")
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == _P:
            yield from _paragraph(child, depth)
        elif child.tag == _TABLE:
            yield from _table(child, depth)
        else:
            yield from _blocks(child, depth + 1)


def _paragraph(paragraph: etree._Element, depth: int) -> Iterator[Line]:
    for text in _text(paragraph).split("\n"):
        cells = text.split("\t")
        if len([cell for cell in cells if cell.strip()]) > 1:
            yield Line(tuple(cells), ruled=True)
        elif text.strip():
            yield Line((text.strip(),))
    for box in paragraph.iter(f"{_W}txbxContent"):
        if next(box.iterancestors(_FALLBACK), None) is None:
            yield from _blocks(box, depth + 1)


def _text(paragraph: etree._Element) -> str:
    """The words of a paragraph, without what was deleted and without boxes anchored in it."""
    parts: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in _SKIPPED or element.tag == f"{_W}txbxContent" or _is_hidden(element):
            continue
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        parts.append(_SPACES.get(element.tag, ""))
        waiting.extend(reversed(element))
    return "".join(parts)


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish") if run.tag == f"{_W}r" else None
    return vanish is not None and vanish.get(f"{_W}val", "1") not in ("0", "false", "off")


def _table(table: etree._Element, depth: int) -> Iterator[Line]:
    """The rows; a cell merged with the one above it is left out, as it is in HTML."""
    for row in _children(table, _ROW):
        cells = [cell for cell in _children(row, _CELL) if not _continues(cell)]
        if any(next(cell.iter(_TABLE), None) is not None for cell in cells) or len(cells) == 1:
            for cell in cells:
                yield from _blocks(cell, depth + 1)
        elif cells:
            yield Line(tuple(_cell_text(cell) for cell in cells), ruled=True)


def _children(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """The children of that kind, those inside content controls too."""
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _children(child, wanted)


def _cell_text(cell: etree._Element) -> str:
    texts = (_text(paragraph) for paragraph in cell.iter(_P))
    return " ".join(" ".join(texts).split())


def _continues(cell: etree._Element) -> bool:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"
