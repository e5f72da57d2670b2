"""What docs/operations.md says is held to what the program does."""

import re
from pathlib import Path

from casework.settings import PREFIX, Settings

TEXT = (Path(__file__).parent.parent / "docs" / "operations.md").read_text("utf-8")


def test_every_setting_is_documented_and_none_that_does_not_exist():
    told = set(re.findall(rf"^\| `({PREFIX}\w+)` \|", TEXT, re.MULTILINE))
    assert told == {PREFIX + name.upper() for name in Settings.model_fields}


def test_every_setting_named_anywhere_in_it_exists():
    named = set(re.findall(rf"{PREFIX}[A-Z_]+", TEXT))
    assert named <= {PREFIX + name.upper() for name in Settings.model_fields}


def test_the_defaults_it_tells_are_those_of_the_program():
    settings = Settings(data=Path("data"))
    rows = dict(re.findall(rf"^\| `{PREFIX}(\w+)` \| `?([^|`]*?)`? \|", TEXT, re.MULTILINE))
    assert rows["HOST"] == settings.host
    assert rows["PORT"] == str(settings.port)
    assert rows["TIMEZONE"] == settings.timezone
