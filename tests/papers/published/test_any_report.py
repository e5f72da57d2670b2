"""Whatever the figures, in whatever style: read right or not read, and checked in silence."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.papers.annual_report import render
from casework.papers.published.reading import read_published
from casework.report.addresses import values
from casework.report.forms import SUMMARY_ROWS
from tests.support.wild_reports import CLEAR, LOSSY, OURS, chance_report

CHANCE = st.integers(0, 2**32).map(Random)
YEARS = st.sampled_from([2019, 2020, 2023, 2025])
few = settings(max_examples=4, deadline=None)


def said(value):
    """8.50 and 850 are told apart, 6 and "6" are not."""
    return None if value is None else str(value)


@few
@given(CHANCE, YEARS)
@pytest.mark.parametrize("style", CLEAR)
def test_every_cell_is_read_and_nothing_is_wrong(style, chance, year):
    report = chance_report(chance, year)
    published = read_published(CLEAR[style](report, chance))
    found = values(published.report, report.form)
    assert {w: said(v) for w, v in found.items()} == {w: said(v) for w, v in report.values.items()}
    assert (published.report["year"], published.report["form"]) == (year, report.form.code)
    assert published.unread == ()
    assert [one for one in published.findings() if one.rule != "reading"] == []


@few
@given(CHANCE, YEARS)
@pytest.mark.parametrize("style", LOSSY)
def test_what_is_lost_is_unread_or_blank_and_never_wrong(style, chance, year):
    report = chance_report(chance, year)
    published = read_published(LOSSY[style](report, chance))
    blank = {one.where for one in published.findings() if one.rule == "blank"}
    for where, value in values(published.report, report.form).items():
        if value is None:
            table = where.split("/")[0]
            assert where in published.unread or {where, table} & blank
        else:
            assert said(value) == said(report.values[where])


@few
@given(CHANCE, st.data())
@pytest.mark.parametrize("kind", OURS)
def test_a_single_cell_that_breaks_an_identity_is_found_in_every_format(kind, chance, data):
    report = chance_report(chance)
    name = data.draw(st.sampled_from(["table3", "table4"]))
    table = {key: list(row) for key, row in getattr(report, name).items()}
    key = data.draw(st.sampled_from(sorted(table)))
    place = data.draw(st.integers(0, len(table[key]) - 1))
    table[key][place] += data.draw(st.integers(1, 99))
    changed = replace(report, **{name: table})
    errors = [
        one for one in read_published(render(changed, kind)).findings() if one.severity == "error"
    ]
    rules = {one.rule for one in errors}
    assert rules & ({"C3"} if name == "table3" else {"T1"})
    assert name == "table4" or key in SUMMARY_ROWS or "C2" in rules
