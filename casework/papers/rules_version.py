"""By which program a date was reckoned and a page drawn: hashes over the sources that do it.

A checkout, a wheel and a copy on an office PC give the same hash for the same program.
"""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from casework.papers.pages import PAGES
from casework.papers.proof_page import TEMPLATE

_PACKAGE = Path(__file__).resolve().parents[1]
_FLOORS = ("law", "cases")
_DRAWING = ("papers/proof_page.py", "desk/proof_sheet.py", "desk/case_words.py")


@cache
def rules_sha256() -> str:
    """The hash of every source file of `law` and `cases`, whatever its line ends."""
    return _hash(path for floor in _FLOORS for path in (_PACKAGE / floor).rglob("*.py"))


@cache
def page_sha256() -> str:
    """The hash of what draws the page of a proof bundle, its template included."""
    assert PAGES.loader is not None
    template, _, _ = PAGES.loader.get_source(PAGES, TEMPLATE)
    drawing = _hash(_PACKAGE / name for name in _DRAWING)
    return sha256(f"{drawing}\0{template}".encode()).hexdigest()


def _hash(sources: Iterable[Path]) -> str:
    found = sha256()
    for name, path in sorted((path.relative_to(_PACKAGE).as_posix(), path) for path in sources):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        found.update(f"{name}\0{len(content)}\0".encode() + content)
    return found.hexdigest()
