"""The numbers of pages in text that a PDF tool wrote."""

from casework.papers.published.reading import read_published

PAGES = [
    "南门街道办事处2022年政府信息公开工作年度报告\n收到申请1件。",
    "第二十条第（八）项\n 信息内容    本年收费金额（单位：万元）\n 行政事业性收费    0",
    "申请人情况\n一、本年新收政府信息公开申请数量\n1\n0\n0\n0\n0\n0\n1",
    "二、上年结转政府信息公开申请数量\n0\n0\n0\n0\n0\n0\n0\n（一）予以公开",
]


def read(*numbers):
    pages = zip(PAGES, numbers, strict=True)
    text = "\n\f".join(f"{page}\n          {number}".rstrip() for page, number in pages)
    return read_published(text.encode())


def test_numbers_that_count_the_pages_are_no_cells():
    published = read(1, 2, 3, 4)
    assert published.report["table2"]["fees_wan"] == "0"
    assert published.report["table3"]["new"] == [1, 0, 0, 0, 0, 0, 1]
    assert published.report["table3"]["carried_in"] == [0] * 7


def test_the_page_of_the_title_may_be_without_one():
    assert read("", 1, 2, 3).report["table2"]["fees_wan"] == "0"


def test_numbers_that_do_not_count_the_pages_may_be_cells():
    published = read(1, 2, 2, 4)
    assert published.report["table2"]["fees_wan"] is None
    assert "table2/fees_wan" in published.unread


def test_the_last_cells_of_pages_without_numbers_are_kept():
    assert read("", "", "", "").report["table3"]["new"] == [1, 0, 0, 0, 0, 0, 1]
