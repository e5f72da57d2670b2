"""A web page as lines: each row of an innermost table, each block of text.

A merged cell is written once in HTML and read once: the rows below it begin with their own label.
"""

import re
from collections.abc import Iterator

from lxml import etree, html

from casework.papers.published.lines import Line, Unreadable

_NOT_SHOWN = {"script", "style", "noscript", "template", "head", "select", "textarea"}
_INLINE = {
    "a",
    "b",
    "i",
    "u",
    "em",
    "strong",
    "span",
    "font",
    "sub",
    "sup",
    "o:p",
    "small",
    "label",
}
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_DEEPEST = 200
_LONG = 400
"""Characters; a cell with more is part of the page's layout, no cell of a table."""


def html_lines(text: str) -> Iterator[Line]:
    """The lines of a page; raises Unreadable for one nested too deeply to be a report."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise Unreadable("网页内容无法读取，请另存为文本后再核查") from None
    return iter(_Page(tree).lines)


class _Page:
    """The lines of a page, collected from top to bottom."""

    def __init__(self, tree: etree._Element) -> None:
        self.lines: list[Line] = []
        self._pending: list[str] = []
        self._walk(tree, 0)
        self._end_line()

    def _walk(self, element: etree._Element, depth: int) -> None:
        if depth > _DEEPEST:
            raise Unreadable("网页嵌套过深，不像是一份年度报告，请另存为文本后再核查")
        name = _name(element)
        if _is_hidden(element, name):
            return
        if name == "table" and _is_innermost(element):
            self._end_line()
            self._table(element, depth)
            return
        inline = name in _INLINE
        if not inline:
            self._end_line()
        self._content(element, depth)
        if not inline:
            self._end_line()

    def _content(self, element: etree._Element, depth: int) -> None:
        self._pending.append(element.text or "")
        for child in element:
            self._walk(child, depth + 1)
            self._pending.append(child.tail or "")

    def _table(self, table: etree._Element, depth: int) -> None:
        for row in table.iter("tr"):
            cells = [cell for cell in row if _name(cell) in ("td", "th")]
            texts = tuple(cell_text(cell) for cell in cells)
            if len(cells) <= 1 or max(map(len, texts)) > _LONG:
                self._content(row, depth)
                self._end_line()
            else:
                self.lines.append(Line(texts, ruled=True))

    def _end_line(self) -> None:
        text = " ".join("".join(self._pending).split())
        self._pending = []
        if text:
            self.lines.append(Line((text,)))


def cell_text(cell: etree._Element) -> str:
    """The text of a cell; a new paragraph in it is a space."""
    parts: list[str] = []
    for element in cell.iter():
        if _is_hidden(element, _name(element)):
            continue
        if element is not cell and _name(element) not in _INLINE:
            parts.append(" ")
        parts.append(element.text or "")
        if element is not cell:
            parts.append(element.tail or "")
    return " ".join("".join(parts).split())


def _name(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _is_hidden(element: etree._Element, name: str) -> bool:
    return name in _NOT_SHOWN or bool(_HIDDEN.search(element.get("style") or ""))


def _is_innermost(table: etree._Element) -> bool:
    return next(table.iterdescendants("table"), None) is None
