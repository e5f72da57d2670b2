"""Reports as agencies published them, read as a careful reader read them."""

import json
from pathlib import Path

import pytest

from casework.papers.published.reading import read_published

DATA = Path(__file__).parents[2] / "data"
SEED = DATA / "report" / "xiyuan-2023.txt"
FOUND = sorted((DATA / "published").glob("*.txt"))
BLANKS_AS_ZERO = "015"
"""The careful reader wrote the blank cells of this report as 0; they are blank."""


def read(path):
    return read_published(path.read_bytes())


def by_hand(path):
    return json.loads(path.with_suffix(".json").read_text("utf-8"))


def cells(report, table):
    """Each cell of a table that stands in a report, by our keys."""
    rows = report.get(table) or (report.get("table3_rows_visible") if table == "table3" else None)
    for key, row in (rows or {}).items():
        cells = row if isinstance(row, list) else [row]
        for place, cell in enumerate(cells):
            yield (key.removesuffix("_2019"), place), cell


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
@pytest.mark.parametrize("table", ["table2", "table3", "table4"])
def test_every_cell_is_read_as_a_careful_reader_read_it(path, table):
    wanted = dict(cells(by_hand(path), table))
    found = dict(cells(read(path).report, table))
    for where, cell in wanted.items():
        blank = found.get(where) is None and path.stem == BLANKS_AS_ZERO
        if not (blank and cell == 0):
            assert found.get(where) == cell, where
    more = {where: cell for where, cell in found.items() if where not in wanted}
    assert [cell for cell in more.values() if cell is not None] == []


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_a_cell_without_a_number_is_unread_or_blank_never_both(path):
    published = read(path)
    blank = {one.where for one in published.findings() if one.rule == "blank"}
    assert blank.isdisjoint(published.unread)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_only_what_a_script_found_is_an_error(path):
    errors = [one for one in read(path).findings() if one.severity == "error"]
    wanted = [one for one in by_hand(path)["violations"] if one["kind"] == "arithmetic"]
    assert sorted((one.stated, one.computed) for one in errors) == sorted(
        (one["narrative"], one["table"]) for one in wanted
    )


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_the_year_and_the_form_are_told_by_the_words(path):
    report, wanted = read(path).report, by_hand(path)
    assert report["form"] == wanted["form"]
    # 021 has no title; the period it names is that of its figures. 028 names no year at all.
    assert report["year"] == wanted["year"]


def test_the_seed_is_read_and_its_errors_are_found():
    published = read(SEED)
    wanted = json.loads(SEED.with_suffix(".json").read_text("utf-8"))
    for table in ("table2", "table3", "table4"):
        assert published.report[table] == wanted[table]
    found = [(one.rule, one.where) for one in published.findings() if one.severity == "error"]
    assert found == [
        ("C1", "table3/outcome_total/natural_person"),
        ("C3", "table3/granted/total"),
        ("C3", "table3/refused.third_party_rights/total"),
        ("C3", "table3/unavailable.not_held/total"),
        ("C3", "table3/outcome_total/total"),
        ("N1", "table3/new/total"),
    ]
    blanks = [one.where for one in published.findings() if one.rule == "blank"]
    assert blanks == [
        f"table4/reconsideration/{c}"
        for c in ("upheld", "overturned", "other", "pending", "total")
    ]
    assert published.unread == ()
