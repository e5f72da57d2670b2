"""A holiday notice as an office gets it: its text, a Word file, JSON or CSV, told by content."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from defusedxml import ElementTree

from casework.law.notice_checks import Draft
from casework.law.notices import Notice
from casework.papers.notice_dates import Beside, Unreadable, numbers_in
from casework.papers.notice_days import looks_like_csv, read_notice_csv, read_notice_json
from casework.papers.notice_text import read_notice_text
from casework.papers.notice_words import plain

__all__ = ["Beside", "Unreadable", "number_of", "read_notice", "text_of"]

LONGEST = 100_000
"""Characters; a notice has a thousand."""

_LARGEST_DOCUMENT = 5_000_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTHING_SAID = Beside()


def text_of(content: bytes) -> str:
    """The text of a file: Word, UTF-8, UTF-16, or GB18030 as older Windows programs write it."""
    if content.startswith(b"PK"):
        return _text_of_word(content)
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable("这个文件不是文本或者 docx 文档；请打开它，把通知的文字复制粘贴过来")


def read_notice(text: str, known: Sequence[Notice], beside: Beside = _NOTHING_SAID) -> Draft:
    """The notice; raises Unreadable with the sentence that cannot be read for certain.

    `beside` is what somebody knows about the paper that it does not say itself.
    """
    if beside.number is not None:
        beside = replace(beside, number=number_of(beside.number))
    if len(text) > LONGEST:
        raise Unreadable("内容过长，不像是一份通知，请只粘贴通知的全文")
    if not text.strip():
        raise Unreadable("还没有内容，请粘贴通知的全文")
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return read_notice_json(text.lstrip("\ufeff"), beside)
    if looks_like_csv(text):
        return read_notice_csv(text, beside)
    return read_notice_text(text, known, beside)


def number_of(written: str) -> str:
    """The number of a notice in its usual writing, whatever brackets a keyboard has."""
    return next(iter(numbers_in(plain(written))), written.strip())


def _text_of_word(content: bytes) -> str:
    """The paragraphs of a docx, a line each."""
    try:
        with ZipFile(BytesIO(content)) as document:
            if document.getinfo("word/document.xml").file_size > _LARGEST_DOCUMENT:
                raise Unreadable("内容过长，不像是一份通知，请只粘贴通知的全文")
            body = ElementTree.fromstring(document.read("word/document.xml"))
    except (BadZipFile, KeyError, ValueError, ElementTree.ParseError) as wrong:
        if isinstance(wrong, Unreadable):
            raise
        raise Unreadable("打不开这个文件；请打开它，把通知的文字复制粘贴过来") from None
    paragraphs = body.iter(f"{_WORD}p")
    return "\n".join("".join(t.text or "" for t in p.iter(f"{_WORD}t")) for p in paragraphs)
