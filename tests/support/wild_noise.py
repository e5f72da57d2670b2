"""What happens to a text on its way: lines lost, doubled, joined, and lines of the page in it."""

from random import Random

_OF_THE_PAGE = (
    "第 3 页",
    "打印 关闭",
    "2024年1月",
    "12",
    "—— 4 ——",
    "附件下载 123次",
    "咨询电话 0595-85600000",
    "（续）",
)
_MOST = 3

LINE_BY_LINE = ("one_cell_a_line", "bars", "tabs", "spaces", "padded", "whole_page", "noted")
"""Styles in which a line that is lost or doubled leaves a trace."""


def disturbed(file: bytes, chance: Random) -> bytes:
    """The text with a few of its lines disturbed."""
    try:
        lines = file.decode().split("\n")
    except UnicodeDecodeError:
        lines = file.decode("gb18030").split("\n")
    for _ in range(chance.randint(1, _MOST)):
        _disturb(lines, chance)
    return "\n".join(lines).encode()


def _disturb(lines: list[str], chance: Random) -> None:
    at = chance.randrange(len(lines) - 1)
    line, below = lines[at], lines[at + 1]
    what = {
        "lost": [below],
        "doubled": [line, line, below],
        "disturbed": [line, chance.choice(_OF_THE_PAGE), below],
        "joined": [f"{line} {below}"],
    }
    lines[at : at + 2] = what[chance.choice(sorted(what))]
