"""JSON from outside, read without losing anything unseen."""

import json
from typing import Any, NoReturn


class BadJson(ValueError):
    """What was given is no correct JSON; the message is half a sentence that says where."""


def strict_json(content: bytes) -> Any:
    """The value; raises BadJson, also for a name told twice and for NaN."""
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_repeats)
    except UnicodeDecodeError:
        raise BadJson("不是 UTF-8 编码的文本") from None
    except json.JSONDecodeError as wrong:
        where = f"第{wrong.lineno}行第{wrong.colno}列"
        raise BadJson(f"不是正确的 JSON：{where}，{wrong.msg}") from None
    except RecursionError:
        raise BadJson("不是正确的 JSON：嵌套过深") from None
    except ValueError as wrong:
        raise BadJson(f"不是正确的 JSON：{wrong}") from None


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
