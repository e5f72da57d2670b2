"""Laws of the tree that no linter keeps; what imports what between floors is import-linter's."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PURE = ("law", "cases", "report")
# What the pure floors may take from the standard library: values, nothing that reads or writes.
VALUES = {
    "__future__",
    "abc",
    "bisect",
    "calendar",
    "collections",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "functools",
    "itertools",
    "math",
    "operator",
    "re",
    "types",
    "typing",
    "unicodedata",
}
MOST_LINES = 300
MOST_FUNCTION_LINES = 40
# Lists read from top to bottom, one entry after the other; a seam would hide the order.
CATALOGUES = {"casework/cases/events.py"}
# A migration is a list of columns in the shape of a function, and is not edited once it has run.
MIGRATIONS = ROOT / "casework" / "store" / "migrations" / "versions"
# The one lazy place: --help must not load Flask, SQLModel or Celery.
LAZY = {"casework/command.py"}


def _sources(*folders):
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    assert files, folders
    return [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in files]


def _imported(path):
    """Each module a file imports, in full."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


@pytest.mark.parametrize("path", _sources(*(f"casework/{floor}" for floor in PURE)))
def test_pure_floors_import_only_values_and_each_other(path):
    ours = tuple(f"casework.{floor}" for floor in PURE)
    strangers = [
        name
        for name in _imported(path)
        if name.split(".")[0] not in VALUES
        and not f"{name}.".startswith(tuple(f"{floor}." for floor in ours))
    ]
    assert strangers == []


@pytest.mark.parametrize("path", _sources(*(f"casework/{floor}" for floor in PURE)))
def test_pure_floors_neither_open_print_nor_ask_the_time(path):
    tree = ast.parse(path.read_text("utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    called = {call.attr for call in calls if isinstance(call, ast.Attribute)}
    assert names & {"open", "print", "input", "exec", "eval", "__import__"} == set()
    assert called & {"today", "now", "utcnow"} == set()


@pytest.mark.parametrize("path", _sources("casework", "workers"))
def test_no_file_is_too_long_to_be_read_at_once(path):
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= MOST_LINES or path.relative_to(ROOT).as_posix() in CATALOGUES


@pytest.mark.parametrize("path", _sources("casework", "workers"))
def test_no_function_is_longer_than_a_screen(path):
    if MIGRATIONS in path.parents:
        return
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    long = {node.name: node.end_lineno - node.lineno + 1 for node in functions}
    assert {name: lines for name, lines in long.items() if lines > MOST_FUNCTION_LINES} == {}


@pytest.mark.parametrize("path", _sources("casework", "workers"))
def test_imports_stand_at_the_top(path):
    if path.relative_to(ROOT).as_posix() in LAZY:
        return
    tree = ast.parse(path.read_text("utf-8"))
    inside = [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


@pytest.mark.parametrize("path", _sources("casework", "workers"))
def test_nobody_reaches_for_a_global_database(path):
    tree = ast.parse(path.read_text("utf-8"))
    taken = [
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "casework"
        for alias in node.names
    ]
    assert "db" not in taken


def test_the_catalogues_exist():
    assert [name for name in CATALOGUES if not (ROOT / name).is_file()] == []
