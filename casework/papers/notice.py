"""A holiday notice as an office gets it: the text of the notice, JSON or CSV, told by content."""

from collections.abc import Sequence

from casework.law.notice_checks import Draft
from casework.law.notices import Notice
from casework.papers.notice_dates import Unreadable
from casework.papers.notice_days import read_notice_csv, read_notice_json
from casework.papers.notice_text import read_notice_text

__all__ = ["Unreadable", "read_notice", "text_of"]

LONGEST = 100_000
"""Characters; a notice has a thousand."""


def text_of(content: bytes) -> str:
    """The text of a file: UTF-8, or GB18030 as older Windows programs write it."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("这个文件不是文本；请打开它，把通知的文字复制粘贴过来")


def read_notice(text: str, known: Sequence[Notice]) -> Draft:
    """The notice; raises Unreadable with the sentence that cannot be read for certain."""
    if len(text) > LONGEST:
        raise Unreadable("内容过长，不像是一份通知，请只粘贴通知的全文")
    if not text.strip():
        raise Unreadable("还没有内容，请粘贴通知的全文")
    if text.lstrip().startswith("{"):
        return read_notice_json(text)
    if text.lstrip().lower().startswith(("number,", "issued_on,", "year,", "date,")):
        return read_notice_csv(text)
    return read_notice_text(text, known)
