"""Merged cells that were taken apart."""

from random import Random

from casework.papers.published.reading import read_published
from tests.support.wild_exports import EXPORTS
from tests.support.wild_reports import chance_report

TITLE = "第二十条第（一）项"
HEADS = ["信息内容", "本年制发件数", "本年制发件数", "本年废止件数", "本年废止件数"]
HEADS += ["现行有效件数", "现行有效件数"]


def table2(*rows):
    text = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    published = read_published(text.encode())
    return published.report["table2"], published


def test_the_words_of_a_heading_tell_which_cells_were_one():
    table, published = table2([TITLE] * 7, HEADS, ["规章", "1", "1", "1", "1", "6", "6"])
    assert table["rules"] == [1, 1, 6]
    assert "table2/rules/issued" not in published.unread


def test_blank_cells_that_were_one_are_one():
    table, _ = table2([TITLE] * 7, HEADS, ["规章", "", "", "2", "2", "", ""])
    assert table["rules"] == [None, 2, None]


def test_a_row_that_does_not_repeat_itself_is_unread():
    table, published = table2([TITLE] * 7, HEADS, ["规章", "1", "2", "3", "3", "6", "6"])
    assert table["rules"] == [None] * 3
    assert "table2/rules/issued" in published.unread


def test_a_column_named_twice_by_a_slip_takes_nothing_away():
    heads = ["信息内容", "本年制发件数", "本年制发件数", "现行有效件数"]
    table, _ = table2([TITLE, "", "", ""], heads, ["规章", "0", "0", "5"])
    assert table["rules"] == [0, 0, 5]


def test_a_label_in_each_cell_it_covered_is_still_the_name_of_its_row():
    report = chance_report(Random(1))
    for style in EXPORTS.values():
        published = read_published(style(report, Random(1)))
        assert published.report["table3"] == report.table3
        assert published.doubts == ()
