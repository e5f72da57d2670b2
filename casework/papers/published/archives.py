"""The parts of an office file (docx, xlsx) that a stranger sent: opened without trusting them.

A zip can unpack to a thousand times its size, and XML can multiply itself; both are refused
before they take memory.
"""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from casework.papers.published.lines import Unreadable

MOST_BYTES = 12_000_000
"""Of all parts that are read, unpacked; those of a report of fifty pages have two million."""

MOST_TAGS = 150_000
"""Of the same; each takes some hundred bytes of memory."""

_MOST_PARTS = 3_000
_BROKEN = (
    *(BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError),
    RuntimeError,  # of a zip that is encrypted, or packed in a way that zipfile does not know
)
_DAMAGED = "文件已经损坏或者不是正确的 Word、Excel 文件，请重新保存后再试"
_TOO_LARGE = "文件解压后过大，不像是一份年度报告，请核对后再试"
_FORBIDDEN = "文件内含有不允许的 XML 声明（DOCTYPE），请重新保存后再试"


class Archive:
    """An office file, and how much more of it may be read."""

    def __init__(self, content: bytes) -> None:
        if content.count(b"PK\x01\x02") > _MOST_PARTS:
            raise Unreadable(_TOO_LARGE)
        try:
            self._zip = ZipFile(BytesIO(content))
        except _BROKEN:
            raise Unreadable(_DAMAGED) from None
        self._bytes_left, self._tags_left = MOST_BYTES, MOST_TAGS

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._zip.namelist()

    def part(self, name: str) -> etree._Element:
        """One part as XML; raises Unreadable if it is hostile or damaged."""
        unpacked = self._unpacked(name)
        if b"<!DOCTYPE" in unpacked or b"<!ENTITY" in unpacked:
            raise Unreadable(_FORBIDDEN)
        self._bytes_left -= len(unpacked)
        self._tags_left -= unpacked.count(b"<")
        if self._bytes_left < 0 or self._tags_left < 0:
            raise Unreadable(_TOO_LARGE)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
        )
        try:
            return etree.fromstring(unpacked, parser)
        except etree.XMLSyntaxError:
            raise Unreadable(_DAMAGED) from None

    def _unpacked(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as opened:
                return opened.read(self._bytes_left + 1)
        except _BROKEN:
            raise Unreadable(_DAMAGED) from None
