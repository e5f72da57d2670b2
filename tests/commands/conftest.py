"""Commands are called as `casework …` would be, in an empty folder with a clean environment."""

import io
import os
import shutil
from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest

from casework.command import main


@dataclass(frozen=True)
class Told:
    returncode: int
    stdout: str
    stderr: str


Casework = Callable[..., Told]


@pytest.fixture
def casework(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Casework:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("CASEWORK_")]:
        monkeypatch.delenv(name)

    def run(*arguments: str, given: str = "", **settings: str) -> Told:
        capsys.readouterr()
        with monkeypatch.context() as patched:
            patched.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
            for name, value in settings.items():
                patched.setenv(f"CASEWORK_{name.upper()}", value)
            code = main(arguments)
        told = capsys.readouterr()
        return Told(code, told.out, told.err)

    return run


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("demo")
    with chdir(folder):
        assert main(["demo", "--prepare-only"]) == 0
    return folder / "demo-data"


@pytest.fixture
def demo(casework: Casework, demo_folder: Path, tmp_path: Path) -> Casework:
    """`casework` in a folder where the demonstration is ready."""
    shutil.copytree(demo_folder, tmp_path / "demo-data")
    return casework
