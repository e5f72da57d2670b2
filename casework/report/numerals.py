"""Chinese numerals before a word of measure, as digits: 共收到六件 says 6."""

import re

_ONES = {
    sign: value for value, signs in enumerate(("零〇○", *"一二三四五六七八九")) for sign in signs
}
_ONES |= {"两": 2, "壹": 1, "贰": 2, "叁": 3}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SIGNS = "".join(_ONES) + "".join(_TENS)
# 第一件, 几十件 and 一件事 are no counts.
_COUNTED = re.compile(rf"(?<![第几数多\d{_SIGNS}])[{_SIGNS}]{{1,7}}(?=[件宗份例起条](?!事|套))")


def in_digits(text: str) -> str:
    """The text with its counts in digits; 二三件, which may be two or three, stays."""
    return _COUNTED.sub(lambda found: _digits(found.group()), text)


def _digits(signs: str) -> str:
    if not set(signs) & set(_TENS):
        certain = len(signs) == 1 or set(signs) & set("零〇○")
        return "".join(str(_ONES[sign]) for sign in signs) if certain else signs
    total = pending = 0
    for sign in signs:
        if sign in _TENS:
            total += (pending or 1) * _TENS[sign]
            pending = 0
        else:
            pending = _ONES[sign]
    return str(total + pending)
