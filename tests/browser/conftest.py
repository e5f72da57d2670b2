"""Pages are driven in the Chromium that is installed; without one they are left out."""

import pytest

from tests.support.chromium import chromium


@pytest.fixture
def screen(tmp_path):
    """A browser of this test's own."""
    with chromium(tmp_path) as screen:
        yield screen
