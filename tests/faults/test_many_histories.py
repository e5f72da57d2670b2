"""The same comparison with the independent reckoning, on many more histories."""

import pytest

from tests.cases.test_witness import differences


@pytest.mark.parametrize("seed", range(8))
def test_an_independent_reckoning_agrees_on_thousands_of_histories(seed):
    assert differences(seed, 2500) == []
