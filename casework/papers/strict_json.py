"""JSON from outside, read without losing anything unseen."""

import json
from typing import Any, NoReturn


class BadJson(ValueError):
    """What was given is no correct JSON; the message is half a sentence that says where."""


_TOO_LONG = "有一个数过长，请核对是否漏了逗号或者引号"


def strict_json(content: bytes) -> Any:
    """The value; raises BadJson, also for a name told twice and for NaN."""
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_repeats)
    except UnicodeDecodeError:
        raise BadJson("不是 UTF-8 编码的文本") from None
    except json.JSONDecodeError as wrong:
        where = f"第{wrong.lineno}行第{wrong.colno}列"
        raise BadJson(f"不是正确的 JSON：{where}不合写法，请核对引号、逗号和括号") from None
    except RecursionError:
        raise BadJson("不是正确的 JSON：嵌套过深") from None
    except BadJson as wrong:
        raise BadJson(f"不是正确的 JSON：{wrong}") from None
    except ValueError:  # Python reads no whole number of more than 4,300 digits.
        raise BadJson(f"不是正确的 JSON：{_TOO_LONG}") from None


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a name told twice is refused, since one of the two would be lost unseen."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadJson(f"{twice!r} 出现了两次")
    return found


def _no_constant(name: str) -> NoReturn:
    raise BadJson(f"JSON 中不能有 {name}")
