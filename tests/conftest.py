"""What every test may ask for, and what none may do.

`tests/bench` is never collected; `tests/faults`, which kills processes for minutes, only with
`--faults` or by name.
"""

import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import settings

HERE = Path(__file__).parent
PURE = (HERE / "law", HERE / "cases", HERE / "report")
LONG = (HERE / "browser", HERE / "workers", HERE / "test_compose.py")

# A shared machine is slow at times; that is not a finding.
settings.register_profile("casework", deadline=None, max_examples=30)
settings.load_profile("casework")

collect_ignore = ["bench"]

# In CI a missing browser is a failure: .ci/run installs it.
NO_BROWSER = [
    name
    for name in ("chromium", "chromedriver")
    if shutil.which(name) is None and os.environ.get("CI") != "true"
]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--faults", action="store_true", help="also run the tests that kill processes"
    )


def pytest_configure(config: pytest.Config) -> None:
    """The pure floors need no server, and alone they do not wait for what speaks to one."""
    asked = [config.invocation_params.dir / each.partition("::")[0] for each in config.args]
    if not all(set(PURE) & {path, *path.parents} for path in asked):
        config.pluginmanager.import_plugin("tests.support.server_fixtures")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    if collection_path == HERE / "browser":
        return bool(NO_BROWSER) or None
    if config.getoption("--faults") or collection_path != HERE / "faults":
        return None
    return not any("faults" in Path(argument).parts for argument in config.args)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, lest one process do it alone in the end while others idle."""
    items.sort(key=lambda item: set(LONG).isdisjoint([item.path, *item.path.parents]))


def pytest_report_header() -> list[str]:
    """Tell what is left out on this machine, and why."""
    return [f"left out: tests/browser, for want of {' and '.join(NO_BROWSER)}"] * bool(NO_BROWSER)


def _stay_at_home(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse to connect to any other machine: a test that needs the network is a defect."""
    if event != "socket.connect" or not isinstance(arguments[1], tuple):
        return
    host = str(arguments[1][0])
    if host not in {"localhost", "::1"} and not host.startswith("127."):
        raise AssertionError(f"a test tried to reach {host}")


sys.addaudithook(_stay_at_home)
