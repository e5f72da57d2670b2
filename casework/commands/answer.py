"""How subcommands take their input and give their answer: one line when something is wrong."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any, NoReturn

from casework.commands.complaints import in_chinese
from casework.os_errors import reason_of
from casework.papers.strict_json import BadJson, strict_json

LARGEST_INPUT = 20_000_000
"""Bytes; a file of events or a report is a thousand times smaller."""


class WrongCall(Exception):
    """The call or the input is wrong: one line that says what and where; exit code 2."""


class Arguments(argparse.ArgumentParser):
    """An argument parser that speaks Chinese, and whose complaint is one line."""

    def __init__(self, name: str, description: str) -> None:
        super().__init__(
            prog=f"casework {name}", description=description, allow_abbrev=False, add_help=False
        )
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这些说明")

    def format_help(self) -> str:
        """The help, from its first word on."""
        return super().format_help().replace("usage: ", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        """Refuse the call with what argparse found wrong."""
        raise WrongCall(f"{in_chinese(message)}（--help 说明用法）")


def read_json(name: str) -> Any:
    """The JSON in a file, or on standard input for “-”; raises WrongCall with one line."""
    try:
        return strict_json(read_input(name))
    except BadJson as wrong:
        raise WrongCall(f"{name} {wrong}") from None


def read_input(name: str) -> bytes:
    """The bytes of a file, or of standard input for “-”."""
    try:
        if name == "-":
            given = sys.stdin.buffer.read(LARGEST_INPUT + 1)
        else:
            with Path(name).open("rb") as file:
                given = file.read(LARGEST_INPUT + 1)
    except OSError as wrong:
        raise WrongCall(f"读不到 {name}：{reason_of(wrong)}") from None
    if len(given) > LARGEST_INPUT:
        raise WrongCall(f"{name} 超过 {LARGEST_INPUT // 1_000_000} MB，不像是要处理的文件")
    return given


def print_json(answer: Any) -> None:
    """The answer as JSON on standard output."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
