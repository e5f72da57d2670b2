"""Kinds of file that are not read, by their first bytes, and what to do with each."""

from casework.papers.published.lines import Unreadable

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_INSIDE = (
    ("EncryptedPackage", "文件有密码，请取消密码并另存后再核查"),
    ("WordDocument", "这是旧版 Word 或者 WPS 文字文件，请打开后另存为 .docx 再核查"),
    ("Workbook", "这是旧版 Excel 或者 WPS 表格文件（.xls），请打开后另存为 .xlsx 再核查"),
)
"""The streams of such a file by name, and what each says."""

_PICTURE = "这是图片，请提供报告的文字，或者识别成文字、核对后再核查"
_PACKED = "这是压缩文件，请解压后提供其中的报告文件"
_STARTS = (
    (b"%PDF", "这是 PDF 文件，请复制其中的文字粘贴，或者另存为 Word 文件后再核查"),
    (b"{\\rtf", "这是 RTF 文件，请打开后另存为 .docx 再核查"),
    (_OLD_OFFICE, "这是旧版 Word、Excel 文件，请另存为 .docx 或者 .xlsx 后再核查"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"Rar!", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"\x1f\x8b", _PACKED),
)
_WEB_ARCHIVE = "这是单个文件的网页（.mht），请另存为 .html，或者复制网页上的文字粘贴后再核查"
_HEAD = 2_000
_BLANK = b"\xef\xbb\xbf \t\r\n\0"


def refuse_other_kinds(content: bytes) -> None:
    """Raise Unreadable for a file that is known and not read; it says what to do instead."""
    told = _told(content)
    if told:
        raise Unreadable(told)


def _told(content: bytes) -> str | None:
    if not content.strip(_BLANK):
        return "文件是空的，请核对后再试"
    head = content[:_HEAD].lower()
    if b"mime-version:" in head and b"multipart/related" in head:
        return _WEB_ARCHIVE
    starts = (told for start, told in _STARTS if content.startswith(start))
    return _old_office(content) or next(starts, None)


def _old_office(content: bytes) -> str | None:
    if not content.startswith(_OLD_OFFICE):
        return None
    return next((told for name, told in _INSIDE if name.encode("utf-16-le") in content), None)
