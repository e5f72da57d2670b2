"""Reads compose.yaml: the part of YAML that it uses, and no more.

Mappings by indentation, lists of `- item` or `[a, b]`, quoted words, comments, `&name` and
`<<: *name`. Whatever else turns up is an error, so that a test never reads it wrongly.
"""

import re
from pathlib import Path
from typing import Any

_KEY = re.compile(r"([\w<.-]+):(?:\s+(.*))?")
_FLOW = re.compile(r'"([^"]*)"|([^,\s"][^,]*)')


def read_compose(path: Path) -> dict[str, Any]:
    """The file as mappings and lists of text."""
    lines = [
        (len(line) - len(line.lstrip()), line.strip())
        for line in path.read_text("utf-8").splitlines()
        if line.strip() and not line.strip().startswith("#")
    ]
    anchors: dict[str, Any] = {}
    found, rest = _block(lines, anchors)
    if rest or not isinstance(found, dict):
        raise ValueError(f"unreadable from {rest[:1]}")
    return found


def _block(lines: list[tuple[int, str]], anchors: dict[str, Any]) -> tuple[Any, Any]:
    """A mapping or a list at the indentation of its first line, and the lines after it."""
    indent = lines[0][0]
    if lines[0][1].startswith("- "):
        return _list(lines, indent)
    found: dict[str, Any] = {}
    while lines and lines[0][0] == indent:
        matched = _KEY.fullmatch(lines[0][1])
        if matched is None:
            raise ValueError(f"unreadable: {lines[0][1]}")
        key, said = matched[1], matched[2] or ""
        if key == "<<":
            found, lines = anchors[said.removeprefix("*")] | found, lines[1:]
        else:
            found[key], lines = _value(said, lines[1:], indent, anchors)
    return found, lines


def _value(
    said: str, lines: list[tuple[int, str]], indent: int, anchors: dict[str, Any]
) -> tuple[Any, Any]:
    """What a key stands for: a word, or the block below it."""
    if said and not said.startswith("&"):
        return _scalar(said), lines
    if not lines or lines[0][0] <= indent:
        return None, lines
    found, lines = _block(lines, anchors)
    if said:
        anchors[said.removeprefix("&")] = found
    return found, lines


def _list(lines: list[tuple[int, str]], indent: int) -> tuple[list[Any], Any]:
    items = []
    while lines and lines[0][0] == indent and lines[0][1].startswith("- "):
        items.append(_scalar(lines[0][1].removeprefix("- ")))
        lines = lines[1:]
    return items, lines


def _scalar(said: str) -> Any:
    if said.startswith("["):
        return [quoted or plain for quoted, plain in _FLOW.findall(said[1:-1])]
    return said[1:-1] if said.startswith('"') else said
