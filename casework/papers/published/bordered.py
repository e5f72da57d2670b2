"""Cells whose borders are certain: each holds one value, so a bad one spoils no other."""

import re
from collections.abc import Sequence

from casework.papers.published.cells import Token, Value, Word
from casework.papers.published.characters import letters, plain

_ENOUGH = 3
"""Cells with a number each: with fewer, several numbers in a cell may be a whole row."""

_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+")


def one_each(cells: Sequence[str], found: list[list[Token]]) -> list[list[Token]]:
    """The tokens of each cell of a row; 数据1, 数据2 in a row without a number are names."""
    found = [_with_its_item(each) for each in found]
    alone = sum(map(_is_number, found))
    if not alone and sum(map(_is_named, found)) > 1:
        return [[Word("".join(token.text for token in each))] if each else [] for each in found]
    if alone < _ENOUGH:
        return found
    label = max((at for at, each in enumerate(found) if has_words(each)), default=-1)
    return [
        each if at <= label or (len(each) == 1 and isinstance(each[0], Value)) else [_one(cell)]
        for at, (cell, each) in enumerate(zip(cells, found, strict=True))
    ]


def _with_its_item(cell: list[Token]) -> list[Token]:
    """3曰要求提供公开出版物, a misread 3.: the digit before a label is no value."""
    if len(cell) > 1 and isinstance(cell[1], Word) and re.fullmatch("[1-8]", cell[0].text):
        return [Word(cell[0].text + cell[1].text), *cell[2:]]
    return cell


def _is_number(cell: Sequence[Token]) -> bool:
    return len(cell) == 1 and isinstance(cell[0], Value) and cell[0].kind == "number"


def _is_named(cell: Sequence[Token]) -> bool:
    kinds = [type(token) for token in cell]
    return kinds == [Word, Value]


def has_words(cell: Sequence[Token]) -> bool:
    """Whether a cell holds words, perhaps beside a value."""
    return any(isinstance(token, Word) and letters(token.text) for token in cell)


def _one(cell: str) -> Value:
    text = " ".join(plain(cell).split())
    return Value(text.replace(" ", ""), "number" if _THOUSANDS.fullmatch(text) else "garbled")
