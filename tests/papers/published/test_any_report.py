"""Whatever the figures, in whatever style: read right or not read, and checked in silence."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.papers.published.reading import read_published
from casework.report.forms import SUMMARY_ROWS
from tests.support.reading_judged import mistakes, unread
from tests.support.wild_cells import APART, CELLS
from tests.support.wild_exports import EXPORTS
from tests.support.wild_halves import HALVES
from tests.support.wild_pages import PAGES
from tests.support.wild_reports import CLEAR, LOSSY, SIGNS, chance_report, signed

CHANCE = st.integers(0, 2**32).map(Random)
YEARS = st.sampled_from([2019, 2020, 2023, 2025])
WHOLE = {**CLEAR, **PAGES, **CELLS, **EXPORTS, **HALVES}
DAMAGED = {**LOSSY, **APART}
few = settings(max_examples=3, deadline=None)


@few
@given(CHANCE, YEARS)
@pytest.mark.parametrize("style", WHOLE)
def test_every_cell_is_read_and_nothing_is_wrong(style, chance, year):
    report = chance_report(chance, year)
    published = read_published(WHOLE[style](report, chance))
    assert mistakes(report, published) == []
    assert unread(report, published) == []
    assert (published.report["year"], published.report["form"]) == (year, report.form.code)
    assert published.unread == ()
    assert [one for one in published.findings() if one.rule != "reading"] == []


@few
@given(CHANCE, YEARS)
@pytest.mark.parametrize("style", DAMAGED)
def test_what_is_lost_is_unread_or_blank_and_never_wrong(style, chance, year):
    report = chance_report(chance, year)
    assert mistakes(report, read_published(DAMAGED[style](report, chance))) == []


@settings(max_examples=1, deadline=None)
@given(CHANCE, YEARS, st.sampled_from(SIGNS))
@pytest.mark.parametrize("style", sorted({**WHOLE, **DAMAGED}.keys() - {"json"}))
def test_another_sign_for_none_is_read_as_none_or_as_blank(style, chance, year, sign):
    report = signed(chance_report(chance, year), sign)
    file = {**WHOLE, **DAMAGED}[style](report, chance)
    assert mistakes(report, read_published(file)) == []


@few
@given(CHANCE, st.data())
@pytest.mark.parametrize("style", WHOLE)
def test_a_single_cell_that_breaks_an_identity_is_found(style, chance, data):
    report = chance_report(chance)
    name = data.draw(st.sampled_from(["table3", "table4"]))
    table = {key: list(row) for key, row in getattr(report, name).items()}
    key = data.draw(st.sampled_from(sorted(table)))
    place = data.draw(st.integers(0, len(table[key]) - 1))
    table[key][place] += data.draw(st.integers(1, 99))
    changed = replace(report, **{name: table})
    found = read_published(WHOLE[style](changed, chance)).findings()
    rules = {one.rule for one in found if one.severity == "error"}
    assert rules & ({"C3"} if name == "table3" else {"T1"})
    assert name == "table4" or key in SUMMARY_ROWS or "C2" in rules
