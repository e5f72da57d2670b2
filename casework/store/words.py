"""How text is cut for the search: pairs of characters, since most Chinese words have two.

A pair is written as hexadecimal digits, so that no database's own idea of a word, of case or of
an accent comes between: what is found is exactly what contains the words typed.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

SHORTEST = 2
LONGEST = 50
"""Characters of a search; more finds nothing that these do not."""

_PARTS = "\n"
"""Between a number, a subject, a request and a name; nobody can type it into a search."""
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
"""Blanks and control characters."""
_SERIAL = re.compile(r"\d{1,6}")
_WINDOW = 4
_MOST_WINDOWS = 40


@dataclass(frozen=True, slots=True, repr=False)
class Wanted:
    """What somebody looks for: text that a case contains, or else the serial number of one.

    It may be somebody's name, so it never prints itself into a log.
    """

    text: str
    serial: int | None
    typed: str

    @property
    def is_too_short(self) -> bool:
        """One character would find nearly everything."""
        return len(self.text) < SHORTEST and self.serial is None


def wanted(typed: str) -> Wanted:
    """What was typed into the search, as it is compared."""
    text = plain(typed)[:LONGEST]
    serial = int(text) if _SERIAL.fullmatch(text) and text.isascii() else None
    return Wanted(text, serial, typed.strip())


def plain(text: str) -> str:
    """The text as it is compared: neither width, nor case, nor blanks make a difference."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text).casefold())


def plain_parts(parts: Iterable[str]) -> str:
    """Several texts in one, none of which runs on into the next."""
    return _PARTS.join(map(plain, parts))


def pairs(text: str) -> list[str]:
    """Each two characters that follow each other, as one word of an index."""
    return [f"{a}x{b}" for a, b in pairwise([f"{ord(c):x}" for c in text])]


def words_of_case(agency_id: int, serial: int, text: str) -> list[str]:
    """All words under which a case is found, in their order."""
    return [_agency(agency_id), _serial(serial), *pairs(text)]


def likeness(text: str, other: str) -> float:
    """Which part of a text's pairs another text has too, 0 to 1."""
    own = set(pairs(text))
    return len(own & set(pairs(other))) / len(own) if own else 0.0


# -- as SQLite's FTS5 asks ----------------------------------------------------------------------


def fts_query(agency_id: int, sought: Wanted) -> str:
    """The cases of an agency that contain the text, or bear the serial number."""
    either = [_phrase(sought.text)] if len(sought.text) >= SHORTEST else []
    if sought.serial is not None:
        either.append(_serial(sought.serial))
    return f"{_agency(agency_id)} AND ({' OR '.join(either)})"


def fts_alike(agency_id: int, text: str) -> str:
    """The cases of an agency that share at least four characters in a row with the text."""
    return f"{_agency(agency_id)} AND ({' OR '.join(map(_phrase, _windows(text)))})"


def _phrase(text: str) -> str:
    return f'"{" ".join(pairs(text))}"'


# -- as PostgreSQL's tsquery asks ---------------------------------------------------------------


def ts_query(agency_id: int, sought: Wanted) -> str:
    """The cases that may contain the text: all its pairs, in whatever order."""
    either = [_all_of(sought.text)] if len(sought.text) >= SHORTEST else []
    if sought.serial is not None:
        either.append(f"'{_serial(sought.serial)}'")
    return f"'{_agency(agency_id)}' & ({' | '.join(either)})"


def ts_alike(agency_id: int, text: str) -> str:
    """The cases that may share four characters in a row with the text."""
    return f"'{_agency(agency_id)}' & ({' | '.join(map(_all_of, _windows(text)))})"


def _all_of(text: str) -> str:
    quoted = [f"'{pair}'" for pair in dict.fromkeys(pairs(text))]
    return f"({' & '.join(quoted)})"


# -- the small parts ----------------------------------------------------------------------------


def _agency(agency_id: int) -> str:
    return f"agency{agency_id}"


def _serial(serial: int) -> str:
    return f"number{serial}"


def _windows(text: str) -> list[str]:
    starts = range(0, max(len(text) - _WINDOW, 0) + 1, 2)
    return [text[start : start + _WINDOW] for start in starts][:_MOST_WINDOWS]
