"""Three levels, three years: what is published adds up, on both databases."""

from datetime import date
from itertools import pairwise
from random import Random

import pytest

from casework.desk.rollup import roll_up
from casework.report.addresses import values
from casework.report.checks import check
from casework.report.document import as_json
from casework.report.forms import form_of
from casework.report.summing import report_from
from casework.store.queries.agencies import agencies_below, agency_by_code
from tests.support.desk import opened
from tests.support.tree import PARENTS, YEARS, fill, plant, seal_year


@pytest.fixture(scope="module", params=[("sqlite", 1), ("postgresql", 2)])
def city(request, empty_register, tmp_path_factory):
    """Six offices whose three years are all sealed. The tests only read it."""
    kind, seed = request.param
    with empty_register(kind) as url, opened(url, tmp_path_factory.mktemp("data")) as office:
        person = plant(office)
        fill(office, person, Random(seed), cases=12)
        for year in YEARS:
            for code in PARENTS:
                seal_year(office, person, code, year)
        yield office


def rolled(office, code, year):
    with office.reading() as tx:
        return roll_up(office, tx, agency_by_code(tx, code), year)


def cells_of(found):
    return found.whole.cells


def test_every_parent_is_its_own_and_its_branches(city):
    for year in YEARS:
        for code in PARENTS:
            found = rolled(city, code, year)
            assert found.missing == []
            parts = [found.own, *found.branches]
            for where, value in cells_of(found).items():
                assert value is not None, where
                cells = [float(part.published.cells[where]) for part in parts]
                assert float(value) == pytest.approx(sum(cells)), (code, year, where)
            for branch in found.branches:
                below = rolled(city, branch.code, year)
                assert cells_of(below) == branch.published.cells


def test_what_is_published_is_what_is_counted_while_nothing_changes(city):
    for year in YEARS:
        found = rolled(city, "city", year)
        assert found.differences == []
        assert found.whole.cells["table3/new/total"] > 0
        for branch in (found.own, *found.branches):
            for table, live in (("table3", branch.live3), ("table4", branch.live4)):
                told = values({table: live}, form_of(year))
                stated = {w: n for w, n in branch.published.cells.items() if w.startswith(table)}
                assert stated == {where: told[where] for where in stated}


def test_the_tree_is_that_of_the_last_day_of_the_year(city):
    def units(code, year):
        return {part.unit for part in rolled(city, code, year).parts}

    with city.reading() as tx:
        ids = {code: f"agency:{agency_by_code(tx, code).id}" for code in PARENTS}
        assert len(agencies_below(tx, agency_by_code(tx, "city").id, date(2023, 12, 31))) == 6
    assert units("east", 2023) == {ids[c] for c in ("east", "east-1", "east-2", "west-1")}
    assert units("east", 2024) == {ids[c] for c in ("east", "east-1", "east-2")}
    assert units("west", 2024) == {ids[c] for c in ("west", "west-1")}


def test_each_sum_passes_the_checks_and_carries_over(city):
    for code in ("city", "east-1"):
        reports = [
            as_json(report_from(cells_of(rolled(city, code, year)), year, code, code))
            for year in YEARS
        ]
        for last_year, report in zip([None, *reports], reports, strict=False):
            assert [f for f in check(report, last_year=last_year) if f.severity == "error"] == []
    carried = [rolled(city, "city", year).whole.cells for year in YEARS]
    for before, after in pairwise(carried):
        for kind in ("natural_person", "research", "total"):
            assert after[f"table3/carried_in/{kind}"] == before[f"table3/carried_out/{kind}"]
    assert carried[1]["table3/carried_in/total"] > 0
