"""How subcommands take their input and give their answer: one line when something is wrong."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any, NoReturn

LARGEST_INPUT = 20_000_000
"""Bytes; a file of events or a report is a thousand times smaller."""


class WrongCall(Exception):
    """The call or the input is wrong: one line that says what and where; exit code 2."""


class Arguments(argparse.ArgumentParser):
    """An argument parser whose complaint is one line."""

    def __init__(self, name: str, description: str) -> None:
        super().__init__(prog=f"casework {name}", description=description, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Refuse the call with what argparse found wrong."""
        raise WrongCall(f"{message}（--help 说明用法）")


def read_json(name: str) -> Any:
    """The JSON in a file, or on standard input for “-”; raises WrongCall with one line."""
    try:
        text = read_input(name).decode("utf-8-sig")
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_repeats)
    except UnicodeDecodeError:
        raise WrongCall(f"{name} 不是 UTF-8 编码的文本") from None
    except json.JSONDecodeError as wrong:
        where = f"第{wrong.lineno}行第{wrong.colno}列"
        raise WrongCall(f"{name} 不是正确的 JSON：{where}，{wrong.msg}") from None
    except RecursionError:
        raise WrongCall(f"{name} 不是正确的 JSON：嵌套过深") from None
    except ValueError as wrong:
        raise WrongCall(f"{name} 不是正确的 JSON：{wrong}") from None


def read_input(name: str) -> bytes:
    """The bytes of a file, or of standard input for “-”."""
    try:
        if name == "-":
            given = sys.stdin.buffer.read(LARGEST_INPUT + 1)
        else:
            with Path(name).open("rb") as file:
                given = file.read(LARGEST_INPUT + 1)
    except OSError as wrong:
        raise WrongCall(f"读不到 {name}：{wrong.strerror or wrong}") from None
    if len(given) > LARGEST_INPUT:
        raise WrongCall(f"{name} 超过 {LARGEST_INPUT // 1_000_000} MB，不像是要处理的文件")
    return given


def print_json(answer: Any) -> None:
    """The answer as JSON on standard output."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a name told twice is refused, since one of the two would be lost unseen."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice!r} 出现了两次")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"JSON 中不能有 {name}")
