"""Pages are driven in the Chromium that is installed; without one they are left out, and told so."""

import os
from pathlib import Path

import pytest

from tests.support.chromium import chromium, missing

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave these tests out where there is no browser, unless it is CI: there it must be."""
    if os.environ.get("CI") == "true" or not missing():
        return
    ours = [item for item in items if HERE in item.path.parents]
    items[:] = [item for item in items if item not in ours]
    config.hook.pytest_deselected(items=ours)


@pytest.fixture
def screen(tmp_path):
    """A browser of this test's own."""
    with chromium(tmp_path) as screen:
        yield screen
