"""A workbook as lines: the rows of each sheet, its merged cells read once.

The cells are read one by one from the XML, since readers that lay out a sheet as a rectangle fill
the memory for two cells that stand far apart. Above 150 lines because a workbook's parts refer to
each other: strings, styles, sheets, merged cells.
"""

import re
from collections.abc import Iterator
from posixpath import join, normpath

from lxml import etree

from casework.papers.published.archives import Archive
from casework.papers.published.lines import Line, Unreadable

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ROW = re.compile(r"\d{1,7}")
_DAYS = {
    *map(str, range(14, 23)),
    *map(str, range(27, 37)),
    *map(str, range(45, 48)),
    *map(str, range(50, 59)),
}
_DAY, _QUOTED = re.compile("[ymdh]", re.IGNORECASE), re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_NO_NUMBER = "date?"
"""What stands for a day, a truth value, a formula never reckoned: no number that can be read."""
_MOST_MERGED = 50_000
_MOST_ROWS, _MOST_COLUMNS, _MOST_SHEETS = 5_000, 200, 30

_TOO_LARGE = "工作表过大，不像是一份年度报告，请只保留报告的内容后再试"

Place = tuple[int, int]


def xlsx_lines(archive: Archive) -> Iterator[Line]:
    """The lines of all sheets that are shown; raises Unreadable for damaged and hostile files."""
    shared, dates = _shared(archive), _date_styles(archive)
    for name in _sheets(archive)[:_MOST_SHEETS]:
        sheet = archive.part(name)
        yield from _rows(_cells(sheet, shared, dates), _covered(sheet))


def _sheets(archive: Archive) -> list[str]:
    """The parts of the sheets that are not hidden, in the order of the book."""
    links = archive.part("xl/_rels/workbook.xml.rels")
    targets = {link.get("Id"): link.get("Target") or "" for link in links}
    book = archive.part("xl/workbook.xml")
    shown = [s for s in book.iter(f"{_S}sheet") if s.get("state", "visible") == "visible"]
    paths = (targets.get(sheet.get(f"{_R}id"), "") for sheet in shown)
    return [normpath(join("xl", path)).lstrip("/") for path in paths if path]


def _shared(archive: Archive) -> list[str]:
    name = "xl/sharedStrings.xml"
    if not archive.has(name):
        return []
    return [_words(item) for item in archive.part(name).iter(f"{_S}si")]


def _date_styles(archive: Archive) -> set[str]:
    """The styles that show a number as a day: Excel makes the second of January of a typed 1-2."""
    if not archive.has("xl/styles.xml"):
        return set()
    styles = archive.part("xl/styles.xml")
    own = {
        each.get("numFmtId")
        for each in styles.iter(f"{_S}numFmt")
        if _DAY.search(_QUOTED.sub("", each.get("formatCode") or ""))
    }
    formats = styles.find(f"{_S}cellXfs")
    return {
        str(number)
        for number, each in enumerate(formats if formats is not None else ())
        if each.get("numFmtId") in _DAYS or each.get("numFmtId") in own
    }


def _words(element: etree._Element) -> str:
    """The text without the reading aid (rPh) that some languages carry."""
    texts = element.iter(f"{_S}t")
    return "".join(t.text or "" for t in texts if next(t.iterancestors(f"{_S}rPh"), None) is None)


def _cells(sheet: etree._Element, shared: list[str], dates: set[str]) -> dict[Place, str]:
    """The cells that hold something, by row and column."""
    found: dict[Place, str] = {}
    row_number = 0
    for row in sheet.iter(f"{_S}row"):
        given = row.get("r") or ""
        row_number = int(given) if _ROW.fullmatch(given) else row_number + 1
        column = 0
        for cell in row.iter(f"{_S}c"):
            place = _place(cell.get("r") or "")
            column = place[1] if place else column + 1
            text = _value(cell, shared, dates)
            if text.strip():
                found[row_number, column] = text
    return found


def _place(reference: str) -> Place | None:
    found = _PLACE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _value(cell: etree._Element, shared: list[str], dates: set[str]) -> str:
    kind, raw = cell.get("t", "n"), cell.findtext(f"{_S}v") or ""
    unreckoned = not raw and cell.find(f"{_S}f") is not None
    if kind == "b" or unreckoned or (kind == "n" and raw and cell.get("s") in dates):
        return _NO_NUMBER
    if kind == "inlineStr":
        return _words(cell)
    try:
        if kind == "s":
            return shared[int(raw)] if raw else ""
        return f"{float(raw):.15g}" if kind == "n" and raw else raw
    except (ValueError, IndexError):
        raise Unreadable("工作簿已经损坏，请重新保存后再试") from None


def _covered(sheet: etree._Element) -> set[Place]:
    """The cells under a merged one, except its upper left corner."""
    covered: set[Place] = set()
    for merged in sheet.iter(f"{_S}mergeCell"):
        first, _, last = (merged.get("ref") or "").partition(":")
        start, end = _place(first), _place(last)
        if start and end and end[0] <= _MOST_ROWS and end[1] <= _MOST_COLUMNS:
            rows, columns = range(start[0], end[0] + 1), range(start[1], end[1] + 1)
            if len(covered) + len(rows) * len(columns) > _MOST_MERGED:
                raise Unreadable(_TOO_LARGE)
            covered |= {(row, column) for row in rows for column in columns} - {start}
    return covered


def _rows(cells: dict[Place, str], covered: set[Place]) -> Iterator[Line]:
    """The rows that hold something, from the first column of the sheet to its last."""
    if not cells:
        return
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    if len(rows) > _MOST_ROWS or max(columns) - min(columns) > _MOST_COLUMNS:
        raise Unreadable(_TOO_LARGE)
    for row in sorted(rows):
        wanted = [
            (row, column)
            for column in range(min(columns), max(columns) + 1)
            if (row, column) not in covered
        ]
        texts = tuple(cells.get(place, "") for place in wanted)
        filled = [text for text in texts if text]
        if len(filled) > 1:
            yield Line(texts, ruled=True)
        elif filled:
            yield from (Line((text,)) for text in filled[0].splitlines() if text.strip())
