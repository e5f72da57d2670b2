"""The parts of an office file (docx, xlsx) that a stranger sent: opened without trusting them.

A zip can unpack to a thousand times its size, and XML can multiply itself; both are refused
before they take memory.
"""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from casework.papers.published.lines import Unreadable

MOST_BYTES = 24_000_000
"""Of one part, unpacked; a report of fifty pages has less than two million."""

_DAMAGED = "文件已经损坏或者不是正确的 Word、Excel 文件，请重新保存后再试"
_TOO_LARGE = "文件解压后过大，不像是一份年度报告，请核对后再试"
_FORBIDDEN = "文件内含有不允许的 XML 声明（DOCTYPE），请重新保存后再试"


def names_in(content: bytes) -> list[str]:
    """The names of the parts; raises Unreadable for a damaged archive."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return archive.namelist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        raise Unreadable(_DAMAGED) from None


def part(content: bytes, name: str) -> etree._Element:
    """One XML part of the archive; raises Unreadable for one that is hostile or damaged."""
    unpacked = _unpacked(content, name)
    if b"<!DOCTYPE" in unpacked[:4096] or b"<!ENTITY" in unpacked:
        raise Unreadable(_FORBIDDEN)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        return etree.fromstring(unpacked, parser)
    except etree.XMLSyntaxError:
        raise Unreadable(_DAMAGED) from None


def _unpacked(content: bytes, name: str) -> bytes:
    try:
        with ZipFile(BytesIO(content)) as archive, archive.open(name) as opened:
            unpacked = opened.read(MOST_BYTES + 1)
    except (BadZipFile, KeyError, OSError, EOFError, RuntimeError, ValueError, zlib.error):
        raise Unreadable(_DAMAGED) from None
    if len(unpacked) > MOST_BYTES:
        raise Unreadable(_TOO_LARGE)
    return unpacked
