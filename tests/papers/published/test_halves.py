"""Table 三 whose last columns are in a second table."""

from random import Random

from casework.papers.published.reading import read_published
from tests.support.reading_judged import mistakes, unread
from tests.support.wild_halves import columns_without_labels
from tests.support.wild_reports import chance_report

REPORT = chance_report(Random(11))
WITHOUT_LABELS = columns_without_labels(REPORT, Random(2)).decode().split("\n")
TAIL = next(at for at, line in enumerate(WITHOUT_LABELS) if "法人或其他组织" in line) + 2


def judged(lines):
    published = read_published("\n".join(lines).encode())
    assert mistakes(REPORT, published) == []
    return unread(REPORT, published), published


def test_columns_without_labels_are_read_in_order_with_one_warning():
    lost, published = judged(WITHOUT_LABELS)
    assert lost == []
    assert [one.where for one in published.doubts] == ["table3"]


def test_columns_of_which_a_row_is_lost_are_unread():
    lost, _ = judged([*WITHOUT_LABELS[: TAIL + 4], *WITHOUT_LABELS[TAIL + 5 :]])
    assert "table3/new/total" in lost
    assert "table3/new/natural_person" not in lost


def test_columns_whose_rows_stand_in_another_order_are_unread():
    rows = sorted(WITHOUT_LABELS[TAIL : TAIL + len(REPORT.table3)])
    after = WITHOUT_LABELS[TAIL + len(REPORT.table3) :]
    lost, _ = judged([*WITHOUT_LABELS[:TAIL], *rows, *after])
    assert "table3/new/total" in lost


def test_a_second_table_of_columns_the_first_has_too_is_not_joined_to_it():
    again = [line.replace("其他", "自然人") for line in WITHOUT_LABELS[TAIL - 1 : TAIL]]
    lost, _ = judged([*WITHOUT_LABELS[: TAIL - 1], *again, *WITHOUT_LABELS[TAIL:]])
    assert "table3/new/total" in lost
