from datetime import date

import pytest

from casework.law.outcomes import OUTCOMES
from casework.law.remedies import skips_reconsideration

NEW_LAW, DAY_BEFORE = date(2024, 1, 1), date(2023, 12, 31)
FIRST = {
    f"refused.{ground}"
    for ground in (
        *("state_secret", "forbidden_by_law", "endangers_safety", "third_party_rights"),
        *("internal_affairs", "deliberative", "enforcement_file"),
    )
}
"""What 条例第十四条至第十六条 keep from the public."""


@pytest.mark.parametrize("outcome", [outcome.code for outcome in OUTCOMES])
def test_since_2024_only_a_refusal_has_to_go_to_reconsideration_first(outcome):
    assert skips_reconsideration("litigation_direct", outcome, NEW_LAW) is (outcome in FIRST)
    assert not skips_reconsideration("litigation_direct", outcome, DAY_BEFORE)
    assert not skips_reconsideration("litigation_after_reconsideration", outcome, NEW_LAW)
    assert not skips_reconsideration("reconsideration", outcome, NEW_LAW)
