"""The same judgement of the reader of published reports, on many more of them."""

from random import Random

import pytest

from casework.papers.published.reading import read_published
from tests.papers.published.test_any_report import DAMAGED, WHOLE
from tests.support.reading_judged import mistakes, unread
from tests.support.wild_noise import LINE_BY_LINE, disturbed
from tests.support.wild_reports import SIGNS, chance_report, signed

SEEDS = range(4)
YEARS = (2019, 2020, 2023, 2025)


@pytest.mark.parametrize("style", WHOLE)
def test_many_whole_reports_are_read_cell_for_cell(style):
    for seed in SEEDS:
        chance = Random(seed)
        report = chance_report(chance, chance.choice(YEARS))
        published = read_published(WHOLE[style](report, chance))
        assert (mistakes(report, published), unread(report, published)) == ([], []), seed


@pytest.mark.parametrize("style", sorted({**WHOLE, **DAMAGED}.keys() - {"json"}))
def test_many_reports_with_other_signs_or_damage_are_never_read_wrong(style):
    for seed in SEEDS:
        chance = Random(seed)
        report = signed(chance_report(chance, chance.choice(YEARS)), chance.choice(("0", *SIGNS)))
        file = {**WHOLE, **DAMAGED}[style](report, chance)
        assert mistakes(report, read_published(file)) == [], seed


@pytest.mark.parametrize("style", LINE_BY_LINE)
def test_a_text_whose_lines_were_disturbed_is_never_read_wrong(style):
    for seed in range(8):
        chance = Random(seed)
        report = chance_report(chance, chance.choice(YEARS))
        file = disturbed(WHOLE[style](report, chance), chance)
        assert mistakes(report, read_published(file)) == [], seed
