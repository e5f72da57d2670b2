"""The words of a report, part by part."""

import re
from collections.abc import Sequence

from casework.papers.published.characters import squeezed
from casework.papers.published.lines import Line

_PARTS = {
    "overview": re.compile(r"[一二三四五六七八]?、?总体情况"),
    "proactive": re.compile(r"[一二三四五六七八]?、?主动公开(?:政府信息|工作)?情况"),
    "applications": re.compile(r"[一二三四五六七八]?、?(?:收到和处理)?政府信息公开申请.{0,6}情况"),
    "disputes": re.compile(r"[一二三四五六七八]?、?(?:因)?政府信息公开.{0,10}行政复议.{0,10}情况"),
    "problems": re.compile(r"[一二三四五六七八]?、?.{0,12}(?:存在的?主要问题|存在问题).{0,10}"),
    "other_matters": re.compile(r"[一二三四五六七八]?、?其他需要报告的?(?:事项|情况).{0,6}"),
}
_HEADING = 40


def parts_of(lines: Sequence[Line]) -> dict[str, str]:
    """The words under each heading of the report; what stands before the first is `preface`."""
    parts: dict[str, list[str]] = {"preface": []}
    current = "preface"
    for line in lines:
        heading = _part(squeezed(line.text))
        if heading is None:
            parts[current].append(line.text)
        else:
            current = heading
            parts.setdefault(current, [])
    return {key: "\n".join(filter(None, words)) for key, words in parts.items()}


def _part(text: str) -> str | None:
    if len(text) > _HEADING:
        return None
    bare = text.rstrip("。.:")
    return next((key for key, pattern in _PARTS.items() if pattern.fullmatch(bare)), None)
