"""Files that are broken, huge or meant to hurt: one sentence, and nothing else happens."""

import tracemalloc
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from casework.papers.published import reading
from casework.papers.published.lines import Unforeseen, Unreadable
from casework.papers.published.reading import read_published

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROW = "一、本年新收政府信息公开申请数量"
MOST_MEMORY = 150_000_000


def archive(parts):
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def word(body, before=""):
    root = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return archive({"word/document.xml": before + root})


def book(sheet):
    name = '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
    link = '<Relationship Id="r1" Target="worksheets/s.xml"/>'
    return archive(
        {
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{LINKS}">{name}</workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relations xmlns="{RELATIONS}">{link}</Relations>',
            "xl/worksheets/s.xml": f'<worksheet xmlns="{SHEET}">{sheet}</worksheet>',
        }
    )


def all_merged():
    merges = '<mergeCell ref="A1:GR5000"/>' * 99
    cell = "<sheetData><row><c><v>1</v></c></row></sheetData>"
    return book(f"{cell}<mergeCells>{merges}</mergeCells>")


def wide_entity():
    doctype = '<!DOCTYPE x [<!ENTITY a "b">]>'
    text = f'<?xml version="1.0" encoding="utf-16"?>{doctype}<x>&a;</x>'
    return archive({"word/document.xml": text.encode("utf-16")})


def no_such_string():
    return book('<sheetData><row><c t="s"><v>9</v></c></row></sheetData>')


def other_archive():
    return archive({"a.txt": "x"})


def ten_thousand_parts():
    return archive({f"{n}.xml": "" for n in range(10_000)})


def far_apart():
    far = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    return book(f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{far}</sheetData>')


def laughing():
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    doctype = f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]>'
    return word("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", doctype)


HOSTILE = {
    "nothing": bytes,
    "noise": lambda: bytes(range(128, 256)) * 100,
    "a picture": lambda: b"\x89PNG" + b"x" * 100,
    "a PDF": lambda: b"%PDF-1.7",
    "no archive": lambda: b"PK\x03\x04" + b"x" * 600,
    "an archive of something else": other_archive,
    "an archive cut short": lambda: word("<w:p/>")[:-30],
    "a zip bomb": lambda: word("<w:p/>" * 5_000_000),
    "ten thousand parts": ten_thousand_parts,
    "an XML bomb": laughing,
    "an XML bomb in UTF-16": wide_entity,
    "a deep document": lambda: word("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000),
    "two cells far apart": far_apart,
    "everything merged": all_merged,
    "a string that is not there": no_such_string,
    "a deep page": lambda: b"<html><body><p>" + b"<div>" * 20_000,
    "a wide page": lambda: b"<html><body>" + b"<p>" * 200_000,
    "a long line of dashes": lambda: b"-" * 2_900_000 + b"x",
    "a long number": lambda: ROW.encode() + b"1" * 2_900_000,
    "many numbers": lambda: ROW.encode() + b" 1" * 1_400_000,
    "more than twenty megabytes": lambda: b"x" * 20_000_001,
    "too long a text": lambda: "一".encode() * 2_000_000,
    "deep JSON": lambda: b"[" * 200_000,
    "a JSON number without end": lambda: b'{"year": ' + b"9" * 9_000 + b"}",
    "rows without end": lambda: "申请人情况\n".encode() + "重复申请\n1\n".encode() * 4_500,
    "a text about something else": lambda: bytes("关于做好防汛工作的通知\n", "utf-8"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(what):
    content = HOSTILE[what]()
    tracemalloc.start()
    with pytest.raises(Unreadable) as refusal:
        read_published(content).findings()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "\n" not in str(refusal.value)
    assert not isinstance(refusal.value, Unforeseen)
    assert peak < MOST_MEMORY


@pytest.mark.parametrize(
    "text",
    [
        f"申请人情况{ROW}" + "1" * 90_000,
        f"申请人情况\n{ROW}\n" + "1\n" * 9_000,
        "申请人情况"
        + "".join(f"{ROW}{'1' * 40}" for _ in range(25))
        + "行政复议行政诉讼结果维持"
        + "1" * 40,
    ],
)
def test_numbers_without_sense_are_unread(text):
    published = read_published(text.encode())
    assert published.unread
    assert {cell for row in published.report["table3"].values() for cell in row} == {None}


def old_office(stream):
    return b"\xd0\xcf\x11\xe0" + b"\0" * 600 + stream.encode("utf-16-le") + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (old_office("Workbook"), "另存为 .xlsx"),
        (old_office("WordDocument"), "另存为 .docx"),
        (old_office("EncryptedPackage"), "取消密码"),
        (old_office("Other"), "另存为 .docx 或者 .xlsx"),
        (b"%PDF-1.7", "复制其中的文字粘贴"),
        (b"{\\rtf1\\ansi", "另存为 .docx"),
        (b"GIF89a" + b"\0" * 9, "图片"),
        (b"BM" + b"\0" * 90, "请提供 txt"),
        (b"Rar!\x1a\x07\x01\0", "解压"),
        (archive({"content.xml": "x"}), "另存为"),
        (b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related;\n", ".html"),
        (b"\xef\xbb\xbf \r\n", "文件是空的"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_a_kind_that_is_not_read_says_what_to_do(content, told):
    with pytest.raises(Unreadable, match=told):
        read_published(content)


def test_a_fault_of_the_reader_or_the_checks_is_a_sentence_and_known_as_ours(monkeypatch):
    text = f"申请人情况\n{ROW}\n1\n0\n0\n0\n0\n0\n1".encode()
    published = read_published(text)
    monkeypatch.setattr(reading, "check", None)
    with pytest.raises(Unforeseen, match="复制粘贴") as refusal:
        published.findings()
    assert isinstance(refusal.value.__cause__, TypeError)
    monkeypatch.setattr(reading, "regions", None)
    with pytest.raises(Unforeseen, match="复制粘贴"):
        read_published(text)
