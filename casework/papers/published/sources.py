"""What kind of file it is, by its content, and its lines. A name is no evidence.

A page saved as .doc, a table saved as .xls are HTML as often as not.
"""

import re
from collections.abc import Iterator

from casework.papers.published.archives import names_in
from casework.papers.published.docx_source import docx_lines
from casework.papers.published.html_source import html_lines
from casework.papers.published.lines import Line, Unreadable
from casework.papers.published.text_source import decoded, text_lines
from casework.papers.published.xlsx_source import xlsx_lines

LARGEST = 20_000_000
"""Bytes of a file; pictures in a Word file count too."""

LARGEST_TEXT = 4_000_000
"""Bytes of a text or a web page: a report has about forty thousand."""

_OTHERS = (
    (b"%PDF", "这是 PDF 文件，请复制其中的文字粘贴，或者另存为 Word 文件后再核查"),
    (b"\xd0\xcf\x11\xe0", "这是旧版 Word、Excel 文件，请另存为 .docx 或者 .xlsx 后再核查"),
    (b"{\\rtf", "这是 RTF 文件，请另存为 .docx 后再核查"),
    (b"\x89PNG", "这是图片，请提供文字或者 Word 文件"),
    (b"\xff\xd8\xff", "这是图片，请提供文字或者 Word 文件"),
)
_MARKUP = re.compile(
    r"</?(?:html|body|table|tbody|tr|td|th|p|div|span|br|meta)\b[^<>]*>", re.IGNORECASE
)
_ENOUGH_MARKUP = 3


def lines_of(content: bytes) -> Iterator[Line]:
    """The lines of a txt, html, docx or xlsx file; raises Unreadable for any other."""
    if len(content) > LARGEST:
        raise Unreadable(f"文件超过 {LARGEST // 1_000_000} MB，不像是一份年度报告，请核对后再试")
    for beginning, sentence in _OTHERS:
        if content.startswith(beginning):
            raise Unreadable(sentence)
    if content.startswith(b"PK"):
        return _office_lines(content)
    if len(content) > LARGEST_TEXT:
        raise Unreadable(
            f"文字超过 {LARGEST_TEXT // 1_000_000} MB，不像是一份年度报告，请核对后再试"
        )
    text = decoded(content)
    return html_lines(text) if _is_markup(text) else text_lines(text)


def _office_lines(content: bytes) -> Iterator[Line]:
    names = names_in(content)
    if "word/document.xml" in names:
        return docx_lines(content)
    if "xl/workbook.xml" in names:
        return xlsx_lines(content)
    raise Unreadable("压缩文件内没有 Word 或者 Excel 的内容，请直接提供报告文件")


def _is_markup(text: str) -> bool:
    found = _MARKUP.finditer(text)
    return sum(1 for _ in zip(range(_ENOUGH_MARKUP), found, strict=False)) == _ENOUGH_MARKUP
