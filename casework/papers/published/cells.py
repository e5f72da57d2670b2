"""What a cell holds: words, values, or both of them glued together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from casework.papers.published.characters import plain

Kind = Literal["number", "blank", "garbled"]


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text, plain and without spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A cell for a number. A blank is empty or holds a sign for nothing; `text` is as printed."""

    text: str
    kind: Kind = "number"


Token = Word | Value

EMPTY = Value("", "blank")

_UNIT = r"(?:件|个|条|项|份|宗|起|次|亿元|万元|元)?"
_AMOUNT = rf"[-+−减增]?\d[\d,]*(?:\.\d+)?{_UNIT}"
_NUMBER = re.compile(_AMOUNT)
_NOTHING = re.compile(r"[-—–－/\\_─~]+|无|空|空白|/+")
_GARBLED = re.compile(r"零|(?=.*[A-Za-z〇○?])[0-9A-Za-z〇○?.,]{1,8}")
_SIGNS_AT_THE_END = re.compile(r"[-—–－/无]+$")
_LOST_SPACE = re.compile(r"^[?？] +(?=\d)")
"""What became of a space that an old encoding has not: ? 0."""
_UNIT_APART = re.compile(r"(?<=\d) +(?=(?:件|个|条|项|份|宗|起|次|亿元|万元|元)(?: |$))")
_NOTED = re.compile(rf"({_AMOUNT}) *\([^()]*\)")
"""A number and a note on it: 22（其中修订16件）."""
_ITEM = re.compile(r"([1-8])\s*([.、])\s*(?=[\u4e00-\u9fff])")
# Digits in words: the number of an item before its label, else a value, unless what is around it
# says that it is a date, a number of a paper or the like, or it stands in a note in brackets.
_PIECES = re.compile(
    r"(?P<item>(?<![\d.])[1-8][.、]?(?=属于|其他|危及|保护|本机关|没有现成|补正|信访|重复|要求|无正当|申请人))"
    r"|(?P<glued>\d{1,60}?)(?=[1-8][.、][\u4e00-\u9fff])"
    r"|(?P<word>[第〔\[(]\d+|\d+(?:年|月|日|号|页|%|时|[:、)\]〕]|\.(?!\d)))"
    r"|(?P<note>\((?=[^()]{0,40}[\u4e00-\u9fff])[^()]{1,80}\))"
    rf"|(?P<number>{_AMOUNT})"
)


def tokens(cell: str) -> Iterator[Token]:
    """The words and values of a cell, in order."""
    text = _LOST_SPACE.sub("", _ITEM.sub(r"\1\2", plain(cell)).strip())
    text = _UNIT_APART.sub("", text)
    compact = "".join(text.split())
    if not compact:
        yield EMPTY
    elif _NOTHING.fullmatch(compact):
        yield Value(compact, "blank")
    elif _GARBLED.fullmatch(compact):
        yield Value(compact, "garbled")
    elif noted := _NOTED.fullmatch(text):
        yield Value(noted[1])
    else:
        yield from _several(text.split())


def _several(chunks: list[str]) -> Iterator[Token]:
    """A sign for nothing counts as a cell only beside another value: 收到 - 处理 are words."""
    for place, chunk in enumerate(chunks):
        if _NUMBER.fullmatch(chunk):
            yield Value(chunk)
        elif _NOTHING.fullmatch(chunk) and _beside_values(chunks, place):
            yield Value(chunk, "blank")
        elif _GARBLED.fullmatch(chunk) and _beside_values(chunks, place):
            yield Value(chunk, "garbled")
        else:
            yield from _pieces(chunk)


def _beside_values(chunks: list[str], place: int) -> bool:
    around = [*chunks[max(0, place - 1) : place], *chunks[place + 1 : place + 2]]
    return any(_NUMBER.fullmatch(each) or _NOTHING.fullmatch(each) for each in around)


def _pieces(chunk: str) -> Iterator[Token]:
    """A chunk in which words and digits touch."""
    words = ""
    end = 0
    for found in _PIECES.finditer(chunk):
        words += chunk[end : found.start()]
        end = found.end()
        if found.lastgroup in ("item", "word", "note"):
            words += found.group()
            continue
        yield from _words(words)
        words = ""
        yield Value(found.group())
    yield from _words(words + chunk[end:])


def _words(text: str) -> Iterator[Token]:
    """The words before a value; signs for nothing at their end are cells, glued to it."""
    signs = _SIGNS_AT_THE_END.search(text)
    words = text[: signs.start()] if signs else text
    if words:
        yield Word(words)
    if signs:
        yield Value(signs.group(), "blank")
