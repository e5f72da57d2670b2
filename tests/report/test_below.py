"""What an agency counts with all under it is the sum over its subtree, told naively."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from casework.report.below import own_and_below

_CELLS = st.dictionaries(
    st.tuples(st.sampled_from(["new", "granted"]), st.sampled_from(["other", "research"])),
    st.integers(1, 9),
)


@st.composite
def forests(draw):
    """Each agency under an earlier one or under nobody, in any order of their ids."""
    count = draw(st.integers(1, 12))
    ids = draw(st.permutations(range(1, count + 1)))
    parents = {}
    for place in range(1, count):
        above = draw(st.integers(-1, place - 1))
        if above >= 0:
            parents[ids[place]] = ids[above]
    own = draw(st.dictionaries(st.sampled_from(ids), _CELLS))
    return own, parents


def _subtree(agency, parents):
    return {agency}.union(
        *(_subtree(a, parents) for a, above in parents.items() if above == agency)
    )


@given(forests())
def test_each_agency_has_the_sum_of_its_subtree(forest):
    own, parents = forest
    before = {agency: dict(cells) for agency, cells in own.items()}
    whole = own_and_below(own, parents)
    for agency in own.keys() | parents.keys() | set(parents.values()):
        expected = Counter()
        for below in _subtree(agency, parents):
            expected.update(own.get(below, {}))
        assert whole[agency] == expected
    assert own == before


def test_a_ring_ends_and_leaves_the_others_right():
    own = {1: {("new", "other"): 1}, 2: {("new", "other"): 2}, 3: {("new", "other"): 4}}
    assert own_and_below(own, {1: 2, 2: 1}) == {3: own[3]}
