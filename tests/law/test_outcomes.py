"""The catalogue of outcomes is the printed form, row by row."""

from collections import Counter

from casework.law.outcomes import OTHER_REASONS, OUTCOMES, OUTCOMES_BY_CODE

GROUPS = {
    "refused": ("（三）不予公开", 8),
    "unavailable": ("（四）无法提供", 3),
    "not_processed": ("（五）不予处理", 5),
    "other": ("（六）其他处理", 3),
}


def test_there_are_the_twenty_one_leaf_rows_of_the_form():
    assert len(OUTCOMES) == len(OUTCOMES_BY_CODE) == 21


def test_the_first_part_of_a_code_names_its_printed_group():
    for prefix, (heading, rows) in GROUPS.items():
        members = [one for one in OUTCOMES if one.code.startswith(f"{prefix}.")]
        assert [one.group for one in members] == [heading] * rows
        assert [one.label.split(".")[0] for one in members] == [str(n) for n in range(1, rows + 1)]


def test_only_the_two_kinds_of_grant_stand_outside_the_groups():
    assert [one.code for one in OUTCOMES if not one.group] == ["granted", "granted_in_part"]


def test_a_refusal_goes_to_reconsideration_first_unless_it_is_a_matter_of_special_access():
    first = {one.code for one in OUTCOMES if one.remedy == "reconsideration_first"}
    refusals = {one.code for one in OUTCOMES if one.code.startswith("refused.")}
    assert first == refusals - {"refused.special_access"}


def test_only_a_partial_grant_has_both_remedies():
    remedies = Counter(one.remedy for one in OUTCOMES)
    assert OUTCOMES_BY_CODE["granted_in_part"].remedy == "mixed"
    assert remedies == {"reconsideration_first": 7, "mixed": 1, "either": 13}


def test_every_outcome_tells_the_clerk_when_and_by_which_article():
    for outcome in OUTCOMES:
        assert outcome.articles[0].startswith("条例第")
        assert outcome.meaning.endswith("。")


def test_the_residual_row_asks_for_one_of_six_reasons():
    assert list(OTHER_REASONS) == [
        "withdrawn",
        "not_government_information",
        "died_or_dissolved",
        "false_identity",
        "moved_to_archives",
        "other",
    ]
