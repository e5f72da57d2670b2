"""The way in: what run.py promises to a machine that has only Python, and what locks may say."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import run

ROOT = Path(__file__).parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
EACH_LOCK = pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
# Compiled packages: a lock that served one kind of machine only would hold one hash of each.
COMPILED = ("cryptography", "lxml", "pydantic-core", "sqlalchemy")
# A block of a lock is a line `name==version ; marker \` and then its hashes.
PINNED = re.compile(r"^([a-z0-9][a-z0-9.-]*)(?:\[[a-z,]+\])?==([^ ;]+)(?: ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A folder like the project's, with locks of its own and no environment yet."""
    (tmp_path / "requirements").mkdir()
    for level in run.LEVELS:
        (tmp_path / "requirements" / f"{level}.txt").write_text(f"lock of {level}\n")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "HOME", tmp_path / ".venv")
    monkeypatch.setattr(run, "STAMP", tmp_path / ".venv" / "casework-stamp")
    return tmp_path


@pytest.fixture
def pip_calls(monkeypatch):
    """Stand in for pip and for the making of a venv, which need minutes and the network."""
    calls = []

    class Builder:
        def __init__(self, **_):
            pass

        def create(self, home):
            calls.append("create")
            packages = Path(run.sysconfig.get_path("purelib", "venv", {"base": str(home)}))
            packages.mkdir(parents=True, exist_ok=True)
            run.interpreter().parent.mkdir(parents=True, exist_ok=True)
            run.interpreter().touch()

    def call(command, **_):
        calls.append(command)
        return 0

    monkeypatch.setattr(run.venv, "EnvBuilder", Builder)
    monkeypatch.setattr(run.subprocess, "call", call)
    return calls


@EACH_LOCK
def test_a_lock_names_no_address(lock):
    text = lock.read_text("utf-8")
    for word in ("http", "file:", "--index", "--extra-index", "find-links", "trusted-host"):
        assert word not in text


@EACH_LOCK
def test_every_requirement_is_pinned_and_has_a_hash(lock):
    lines = lock.read_text("utf-8").splitlines()
    assert PINNED.match(lines[0])
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        assert HASH.match(line) or (PINNED.match(line) and HASH.match(following)), line


@EACH_LOCK
def test_a_lock_serves_more_than_one_kind_of_machine(lock):
    hashes = {}
    for line in lock.read_text("utf-8").splitlines():
        if name := PINNED.match(line):
            current = name[1]
        else:
            hashes[current] = hashes.get(current, 0) + 1
    assert all(hashes[name] > 10 for name in COMPILED)


def test_each_lock_holds_the_one_before_it_in_the_same_versions():
    pins = [
        {line for line in run.lock_file(level).read_text("utf-8").splitlines() if "==" in line}
        for level in run.LEVELS
    ]
    names = [{re.sub(r"\[.*?\]| ;.*", "", pin).rstrip(" \\") for pin in level} for level in pins]
    assert names[0] < names[1] < names[2] < names[3]


def test_every_direct_dependency_says_why_it_is_there():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    block = text[text.index("dependencies = [") : text.index("[tool.hatch")]
    wanted = [line for line in block.splitlines() if line.startswith('    "')]
    assert len(wanted) > 30
    silent = [line for line in wanted if "#" not in line and not line.startswith('    "pysqlite3')]
    assert silent == []


def test_run_py_imports_only_the_standard_library():
    tree = ast.parse((ROOT / "run.py").read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    names = {alias.name.split(".")[0] for node in imports for alias in node.names}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert names <= sys.stdlib_module_names


def test_an_old_python_can_read_run_py_and_so_say_what_it_lacks():
    ast.parse((ROOT / "run.py").read_text("utf-8"), feature_version=(3, 6))


def test_an_old_python_is_told_in_one_line(monkeypatch, capsys):
    monkeypatch.setattr(run.sys, "version_info", (3, 8, 10))
    assert run.main(["demo"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "3.11" in said.err


def test_only_who_uses_postgresql_gets_its_driver(monkeypatch):
    monkeypatch.delenv("CASEWORK_DATABASE_URL", raising=False)
    assert run.level_of("demo") == "runtime"
    assert run.level_of("clock") == "production"
    monkeypatch.setenv("CASEWORK_DATABASE_URL", "postgresql://office@db/casework")
    assert run.level_of("serve") == "production"
    assert run.level_of("test") == "test"


def test_a_fresh_folder_is_not_ready(house):
    assert not run.ready("runtime")


def test_making_an_environment_makes_it_ready(house, pip_calls):
    run.prepare("runtime")
    assert run.ready("runtime")
    assert not run.ready("test")
    assert pip_calls[0] == "create"
    install = pip_calls[1]
    assert install[-2:] == ["-r", str(house / "requirements" / "runtime.txt")]
    assert {"--require-hashes", "--only-binary"} <= set(install)


def test_a_ready_environment_is_left_alone(house, pip_calls):
    run.prepare("test")
    pip_calls.clear()
    run.prepare("test")
    run.prepare("runtime")
    assert pip_calls == []


def test_tests_add_to_a_sound_environment_without_making_it_afresh(house, pip_calls):
    run.prepare("runtime")
    pip_calls.clear()
    run.prepare("test")
    assert "create" not in pip_calls
    assert len(pip_calls) == 1


def test_a_changed_lock_makes_the_environment_afresh(house, pip_calls):
    run.prepare("runtime")
    pip_calls.clear()
    run.lock_file("runtime").write_text("another lock\n")
    run.prepare("runtime")
    assert pip_calls[0] == "create"


def test_an_environment_that_was_not_finished_is_made_afresh(house, pip_calls, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(run.subprocess, "call", lambda *_, **__: 1)
        with pytest.raises(run.Failed):
            run.prepare("runtime")
    assert not run.ready("runtime")
    pip_calls.clear()
    run.prepare("runtime")
    assert pip_calls[0] == "create"
    assert run.ready("runtime")


def test_a_failed_installation_ends_with_one_line_and_2(house, pip_calls, monkeypatch, capsys):
    monkeypatch.setattr(run.subprocess, "call", lambda *_, **__: 1)
    assert run.main(["demo"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "wheels" in said.err.splitlines()[-1]


def test_what_it_starts_keeps_bytecode_whatever_the_machine_is_set_to(
    house, pip_calls, monkeypatch
):
    monkeypatch.setenv("PYTHONUTF8", "1")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(run, "become", lambda *_: int("PYTHONDONTWRITEBYTECODE" in os.environ))
    assert run.main(["demo"]) == 0


def test_a_folder_of_wheels_serves_instead_of_the_network(house, pip_calls):
    (house / "wheels").mkdir()
    run.prepare("runtime")
    install = pip_calls[1]
    assert "--no-index" in install
    assert install[install.index("--find-links") + 1] == str(house / "wheels")


def test_without_ensurepip_the_pip_of_the_machine_installs_into_the_environment(monkeypatch):
    monkeypatch.setattr(run, "has", lambda module: module == "pip")
    assert run.pip()[:4] == [sys.executable, "-m", "pip", "--python"]


def test_without_any_pip_the_line_says_what_to_install(monkeypatch):
    monkeypatch.setattr(run, "has", lambda _: False)
    with pytest.raises(run.Failed, match="python3-venv"):
        run.pip()


def test_the_environment_finds_the_project_after_both_were_moved(house, pip_calls):
    run.prepare("runtime")
    (line,) = [path.read_text("utf-8").strip() for path in house.rglob("casework.pth")]
    (packages,) = [path.parent for path in house.rglob("casework.pth")]
    assert not Path(line).is_absolute()
    assert (packages / line).resolve() == house.resolve()


def test_two_calls_at_once_make_one_environment(house):
    """Real processes: the second waits for the first, then finds the work done."""
    script = (
        "import pathlib, sys, time, run\n"
        "run.ROOT = pathlib.Path(sys.argv[1])\n"
        "run.HOME = run.ROOT / '.venv'\n"
        "run.STAMP = run.HOME / 'casework-stamp'\n"
        "def make(level, lock):\n"
        "    with (run.ROOT / 'made').open('a') as made: made.write('x')\n"
        "    run.interpreter().parent.mkdir(parents=True)\n"
        "    run.interpreter().touch()\n"
        "    run.STAMP.write_text(run.stamp_of(level))\n"
        "run.make = make\n"
        "print('ready', flush=True); input()\n"
        "run.prepare('runtime')\n"
    )
    calls = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(house)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for call in calls:
        assert call.stdout.readline() == "ready\n"
    for call in calls:
        call.communicate("go\n", timeout=60)
    assert [call.returncode for call in calls] == [0, 0, 0, 0]
    assert (house / "made").read_text() == "x"
