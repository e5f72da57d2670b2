"""The web page, read back with lxml."""

import pytest
from lxml import html

from casework.papers.annual_report_html import annual_report_html
from casework.report.document import Texts
from casework.report.forms import PARTS
from casework.report.layout import grids
from casework.report.outline import shown
from tests.support.sample_report import report_2020, report_2023

REPORTS = pytest.mark.parametrize("report", [report_2020(), report_2023()], ids=["2020", "2023"])


def _read(report):
    return html.fromstring(annual_report_html(report))


@REPORTS
def test_every_cell_shows_its_label_or_number_and_spans_as_the_form_does(report):
    tables = _read(report).findall(".//table")
    for table, grid in zip(tables, grids(report.form).values(), strict=True):
        rows = [
            [
                (cell.text, int(cell.get("rowspan", 1)), int(cell.get("colspan", 1)))
                for cell in row.iter("th", "td")
            ]
            for row in table.iter("tr")
        ]
        assert rows == [
            [
                (shown(report.values[c.where]) if c.where else c.text, c.rowspan, c.colspan)
                for c in row
            ]
            for row in grid.rows
        ]


@REPORTS
def test_every_table_has_a_caption_and_every_heading_cell_a_scope(report):
    page = _read(report)
    captions = [table.findtext("caption") for table in page.iter("table")]
    assert captions == [part.label.partition("、")[2] for part in PARTS[1:4]]
    assert all(cell.get("scope") for cell in page.iter("th"))
    assert len(page.findall(".//thead")) == 2


def test_the_page_stands_alone():
    page = _read(report_2023())
    assert page.get("lang") == "zh-CN"
    assert not list(page.iter("script", "link", "img", "iframe"))
    assert "url(" not in page.findtext(".//style")
    assert [heading.text for heading in page.iter("h2")] == [part.label for part in PARTS]
    assert len(list(page.iter("h1"))) == 1


def test_its_style_uses_nothing_that_chrome_80_does_not_know():
    style = _read(report_2023()).findtext(".//style")
    for newer in (
        ":is(",
        ":where(",
        ":has(",
        "color-mix",
        "@layer",
        "aspect-ratio",
        "inset:",
        "&",
    ):
        assert newer not in style


def test_what_people_typed_is_never_markup():
    typed = "<script>alert(1)</script> & {{ 7*7 }} \x00\x1b"
    page = annual_report_html(report_2023(Texts(overview=typed), agency="<b>某局</b>"))
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ 7*7 }}" in page
    assert "<b>" not in page
    assert "\x00" not in page
    assert "\x1b" not in page
