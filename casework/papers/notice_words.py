"""The text of a notice without what browsers, keyboards and clipboards have done to it."""

import html
import re
import unicodedata

_DROPPED = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_BREAKS = re.compile(r"</?(?:p|br|div|tr|td|li|h\d|table|ul|ol)\b[^>]*>", re.IGNORECASE)
_CIRCLED = re.compile("[①-⑳]")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_NUMBERED_LINE = re.compile(r"\n\s*(?=(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.])")
_QUOTES = str.maketrans("", "", "“”‘’「」『』\"'*#·•●▪■◆")
_FULL = str.maketrans(",:;()", "，：；（）")


def plain(text: str) -> str:
    """The text in one line: no tags, blanks or quotation marks, digits and brackets half wide.

    A numbered line begins a sentence, even where the one before lacks its full stop.
    """
    bare = html.unescape(_TAG.sub("", _BREAKS.sub("\n", _DROPPED.sub("", text))))
    numbered = _CIRCLED.sub(lambda circled: f"\n{circled[0]}、", bare)
    wide = unicodedata.normalize("NFKC", numbered).replace("\r", "\n")
    lines = _NUMBERED_LINE.sub("\n。", wide)
    kept = "".join(c for c in lines if unicodedata.category(c)[0] not in "CZ")
    return re.sub("。+", "。", kept.translate(_QUOTES))


def printed(sentence: str) -> str:
    """A part of the plain text as Chinese prints it, for what staff are told."""
    return sentence.translate(_FULL)
