"""The annual report as a Word document, laid out like an official paper (GB/T 9704).

Fonts are named and never embedded: 方正小标宋, 黑体, 楷体 and 仿宋 are on the machines of offices
and licensed to them; elsewhere Word puts its own in their place.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from casework.papers.clean import clean
from casework.papers.docx_table import TableStyles, word_table
from casework.papers.zipped import stamped
from casework.report.document import Report
from casework.report.outline import outline

_WIDTH_MM, _HEIGHT_MM = 210, 297
_TOP_MM, _BOTTOM_MM, _LEFT_MM, _RIGHT_MM = 37, 35, 28, 26
_LATIN = "Times New Roman"


@dataclass(frozen=True, slots=True)
class _Style:
    """How the paragraphs of one kind look. `line` is exact, in points; None is single."""

    name: str
    font: str
    size: int
    alignment: WD_ALIGN_PARAGRAPH
    line: int | None
    indented: bool = False
    kept_with_next: bool = False


_STYLES = {
    "title": _Style("年报标题", "方正小标宋简体", 22, WD_ALIGN_PARAGRAPH.CENTER, 35),
    "heading": _Style("Heading 1", "黑体", 16, WD_ALIGN_PARAGRAPH.LEFT, 28, True, True),
    "subheading": _Style("Heading 2", "楷体_GB2312", 16, WD_ALIGN_PARAGRAPH.LEFT, 28, True, True),
    "paragraph": _Style("年报正文", "仿宋_GB2312", 16, WD_ALIGN_PARAGRAPH.JUSTIFY, 28, True),
    "note": _Style("年报更正说明", "楷体_GB2312", 16, WD_ALIGN_PARAGRAPH.JUSTIFY, 28, True),
    "signature": _Style("年报落款", "仿宋_GB2312", 16, WD_ALIGN_PARAGRAPH.RIGHT, 28),
    "cell": _Style("年报表格", "宋体", 9, WD_ALIGN_PARAGRAPH.CENTER, None, kept_with_next=True),
    "last_cell": _Style("年报表格末行", "宋体", 9, WD_ALIGN_PARAGRAPH.CENTER, None),
}


def annual_report_docx(report: Report) -> bytes:
    """The document; the same report gives the same bytes."""
    document = Document()
    _page(document)
    known = {style.name for style in document.styles}
    ids = {kind: _define(document, look, known) for kind, look in _STYLES.items()}
    _body(document, report, ids)
    _properties(document, report)
    out = BytesIO()
    document.save(out)
    return stamped(out.getvalue(), report.dated)


def _body(document: WordDocument, report: Report, ids: Mapping[str, str]) -> None:
    """The blocks one after another. A style goes by its id: by name it is searched each time."""
    values, body = report.values, document.element.body
    width = _WIDTH_MM - _LEFT_MM - _RIGHT_MM
    styles = TableStyles(ids["cell"], ids["last_cell"])
    for block in outline(report):
        if block.grid is None:
            paragraph = body.add_p()
            paragraph.style = ids[block.kind]
            paragraph.add_r().text = clean(block.text)
        else:
            table = word_table(block.grid, values, width_mm=width, styles=styles)
            # The last child of the body holds the page's measures and must stay last.
            body[-1].addprevious(table)


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(_WIDTH_MM), Mm(_HEIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(_TOP_MM), Mm(_BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(_LEFT_MM), Mm(_RIGHT_MM)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _define(document: WordDocument, wanted: _Style, known: Collection[str | None]) -> str:
    """Make or restyle the paragraph style; its id is what the XML of tables names."""
    styles = document.styles
    style = (
        styles[wanted.name]
        if wanted.name in known
        else styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
    )
    assert isinstance(style, ParagraphStyle)
    _letters(style, wanted)
    layout = style.paragraph_format
    layout.alignment = wanted.alignment
    layout.space_before = layout.space_after = Pt(0)
    layout.keep_with_next = wanted.kept_with_next
    layout.first_line_indent = Pt(2 * wanted.size) if wanted.indented else Length(0)
    layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if wanted.line is not None:
        layout.line_spacing = Pt(wanted.line)
    return style.style_id


def _letters(style: ParagraphStyle, wanted: _Style) -> None:
    font = style.font
    font.name, font.size, font.bold = _LATIN, Pt(wanted.size), False
    font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for attribute in list(fonts.attrib):
        if "theme" in attribute.lower():
            # A theme's font wins over the one that is named.
            del fonts.attrib[attribute]
    fonts.set(qn("w:eastAsia"), wanted.font)


def _properties(document: WordDocument, report: Report) -> None:
    day = datetime.combine(report.dated, time(), UTC)
    about = document.core_properties
    about.title, about.author = clean(report.title).replace("\n", ""), clean(report.agency)
    about.last_modified_by, about.comments = clean(report.agency), ""
    about.created = about.modified = day
    about.language = "zh-CN"
