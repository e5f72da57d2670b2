"""What kind of file it is, by its content, and its lines. A name is no evidence.

A page saved as .doc, a table saved as .xls are HTML as often as not.
"""

import re
from collections.abc import Iterator

from casework.papers.published.archives import Archive
from casework.papers.published.docx_source import docx_lines
from casework.papers.published.html_source import html_lines
from casework.papers.published.lines import Line, Unreadable
from casework.papers.published.text_source import decoded, text_lines
from casework.papers.published.xlsx_source import xlsx_lines

LARGEST = 20_000_000
"""Bytes of a file; pictures in a Word file count too."""

LARGEST_TEXT = 3_000_000
"""Bytes of a text or a web page: a report has about forty thousand."""

_MARKUP = re.compile(
    r"</?(?:html|body|table|tbody|tr|td|th|p|div|span|meta)\b[^<>]*>", re.IGNORECASE
)
_ENOUGH_MARKUP = 3
_PICTURE = re.compile(r"data:image/[\w.+-]{1,40};base64,[A-Za-z0-9+/=\s]*")
_BORDER = re.compile(r"[<\n\t|]")
_MOST_BORDERS = 60_000
"""Lines, cells and tags together; a page of a large government has about ten thousand."""


def lines_of(content: bytes) -> Iterator[Line]:
    """The lines of a txt, html, docx or xlsx file; raises Unreadable for any other."""
    if len(content) > LARGEST:
        raise Unreadable(f"文件超过 {LARGEST // 1_000_000} MB，不像是一份年度报告，请核对后再试")
    if content.startswith(b"PK"):
        return _office_lines(content)
    if len(content) > LARGEST_TEXT:
        raise Unreadable(
            f"文字超过 {LARGEST_TEXT // 1_000_000} MB，不像是一份年度报告，请核对后再试"
        )
    text = _PICTURE.sub("", decoded(content))
    if len(_BORDER.findall(text)) > _MOST_BORDERS:
        raise Unreadable("文件的行或者标记过多，不像是一份年度报告，请核对后再试")
    return html_lines(text) if _is_markup(text) else text_lines(text)


def _office_lines(content: bytes) -> Iterator[Line]:
    archive = Archive(content)
    if archive.has("word/document.xml"):
        return docx_lines(archive)
    if archive.has("xl/workbook.xml"):
        return xlsx_lines(archive)
    raise Unreadable(
        "文件不是 .docx 或者 .xlsx，请打开后另存为其中一种；压缩文件请解压后提供其中的报告"
    )


def _is_markup(text: str) -> bool:
    found = _MARKUP.finditer(text)
    return sum(1 for _ in zip(range(_ENOUGH_MARKUP), found, strict=False)) == _ENOUGH_MARKUP
