"""The catalogues of the law hold together: everything cited exists, every sum is as the tariff."""

from datetime import date

import pytest

from casework.law import fees
from casework.law.articles import ARTICLES, CITED
from casework.law.outcomes import OUTCOMES, OUTCOMES_BY_CODE
from casework.law.readings import READINGS
from casework.law.receipt import CHANNELS, Stamps, day_of_receipt, earliest_arguable_day
from casework.law.remedies import Remedy, remedy_against
from casework.law.terms import TERMS

DAY = date(2025, 3, 3)
EARLIER = date(2025, 3, 1)


def test_every_article_is_listed_once():
    assert len(CITED) == len(ARTICLES)


def test_whatever_is_cited_is_listed():
    cited = {term.article for term in TERMS} | {channel.article for channel in CHANNELS}
    cited |= {article for reading in READINGS for article in reading.articles}
    for outcome in OUTCOMES:
        cited |= set(remedy_against(outcome.code, date(2025, 1, 1)).articles)
        cited |= set(outcome.articles)
    assert cited <= set(CITED)


@pytest.mark.parametrize(
    ("channel", "stamps", "expected"),
    [
        ("in_person", Stamps(submitted_on=DAY), DAY),
        ("post_signed", Stamps(arrived_on=DAY), DAY),
        ("ordinary_mail", Stamps(arrived_on=EARLIER, confirmed_on=DAY), DAY),
        ("ordinary_mail", Stamps(arrived_on=EARLIER), None),
        ("internet", Stamps(submitted_on=EARLIER, confirmed_on=DAY), DAY),
        ("internet", Stamps(submitted_on=EARLIER, auto_confirmed=True), EARLIER),
        ("fax", Stamps(submitted_on=EARLIER, confirmed_on=DAY), DAY),
        ("oral", Stamps(confirmed_on=DAY), DAY),
        ("forwarded", Stamps(arrived_on=EARLIER, confirmed_on=DAY), DAY),
    ],
)
def test_the_channel_decides_the_day_of_receipt(channel, stamps, expected):
    assert day_of_receipt(channel, stamps) == expected


@pytest.mark.parametrize(
    ("channel", "attempts", "expected"),
    [
        ("ordinary_mail", set(), EARLIER),
        ("ordinary_mail", {EARLIER}, DAY),
        ("internet", set(), EARLIER),
        ("in_person", set(), DAY),
    ],
)
def test_the_earliest_arguable_day_of_receipt(channel, attempts, expected):
    stamps = Stamps(submitted_on=EARLIER, arrived_on=EARLIER, confirmed_on=DAY)
    assert earliest_arguable_day(channel, DAY, stamps, attempts) == expected


@pytest.mark.parametrize(
    ("count", "yuan"), [(0, 0), (10, 0), (11, 100), (12, 200), (30, 2000), (35, 3000), (45, 5500)]
)
def test_the_fee_by_applications(count, yuan):
    assert fees.fee_by_applications(count) == yuan


@pytest.mark.parametrize(
    ("number", "yuan"), [(10, 0), (11, 100), (30, 100), (31, 200), (40, 200), (41, 300), (51, 400)]
)
def test_the_fee_of_the_nth_application(number, yuan):
    assert fees.fee_of_application(number) == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"),
    [(0, 0), (30, 0), (31, 10), (100, 700), (150, 1700), (200, 2700), (250, 4700)],
)
def test_the_fee_by_pages(pages, yuan):
    assert fees.fee_by_pages(pages) == yuan


def test_a_count_below_its_range_is_refused():
    with pytest.raises(ValueError, match="从1起算"):
        fees.fee_of_application(0)
    with pytest.raises(ValueError, match="负数"):
        fees.fee_by_pages(-1)


@pytest.mark.parametrize("outcome", sorted(OUTCOMES_BY_CODE))
def test_until_the_end_of_2023_the_applicant_chose_freely(outcome):
    assert remedy_against(outcome, date(2023, 12, 31)).remedy is Remedy.EITHER


@pytest.mark.parametrize(
    ("outcome", "remedy"),
    [
        ("granted", Remedy.EITHER),
        ("granted_in_part", Remedy.MIXED),
        ("refused.state_secret", Remedy.RECONSIDERATION_FIRST),
        ("refused.enforcement_file", Remedy.RECONSIDERATION_FIRST),
        ("refused.special_access", Remedy.EITHER),
        ("unavailable.not_held", Remedy.EITHER),
        ("not_processed.repeated", Remedy.EITHER),
        ("other.fee_unpaid", Remedy.EITHER),
    ],
)
def test_from_2024_a_refusal_goes_to_reconsideration_first(outcome, remedy):
    assert remedy_against(outcome, date(2024, 1, 1)).remedy is remedy


def test_a_partial_grant_without_refused_items_leaves_the_choice():
    items = ["granted", "unavailable.not_held"]
    assert remedy_against("granted_in_part", date(2025, 7, 1), items).remedy is Remedy.EITHER
    items = ["granted", "refused.deliberative"]
    assert remedy_against("granted_in_part", date(2025, 7, 1), items).remedy is Remedy.MIXED


def test_a_partial_grant_that_names_only_what_is_refused_leaves_the_choice_for_the_rest():
    refused = ["refused.deliberative"]
    assert remedy_against("granted_in_part", date(2025, 7, 1), refused).remedy is Remedy.MIXED
    nested = ["granted", "granted_in_part"]
    assert remedy_against("granted_in_part", date(2025, 7, 1), nested).remedy is Remedy.MIXED


def test_each_term_names_the_first_day_of_its_own_law():
    since = {str(term.since): term.article for term in TERMS}
    assert since["1999-10-01"] == "行政复议法（2017年修正）第九条"
    assert since["2024-01-01"] == "行政复议法第二十条"
    court = {term.article for term in TERMS if term.since == date(2015, 5, 1)}
    assert court == {"行政诉讼法第四十五条", "行政诉讼法第四十六条"}
