"""The rows of a list of cases, drawn.

A case reads the same on a list until something happens to it or a day has passed, so its row is
drawn once and kept: drawing fifty takes longer than all the rest of a page. A kept row is found by
all that it shows.
"""

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from flask import get_template_attribute
from markupsafe import Markup

from casework.cases.milestones import NAMES
from casework.desk.listing import state_in_words
from casework.store.queries.lists import OF_NAMED, OF_UNNAMED, Page
from casework.web import here
from casework.web.list_filters import OUTCOME_NAMES

_LOOKS = {"closed": "success", "void": "secondary", "received": "info"}
_COLUMNS = {
    named: tuple(column.key for column in shown)
    for named, shown in ((True, OF_NAMED), (False, OF_UNNAMED))
}
_KEPT = 4096
"""Eighty pages, some six megabytes."""


class Words(NamedTuple):
    """What a list says of a case in words of its own."""

    is_late: bool
    duty: str
    state: str
    look: str
    outcome: str


class Drawing(NamedTuple):
    """How rows are drawn: by which macro of components/case_rows.html, when, below which path."""

    macro: str
    named: bool
    today: date
    root: str


def drawn_rows(page: Page, macro: str, *, named: bool) -> Markup:
    """The rows of a page, one below the other."""
    how = Drawing(macro, named, here.office().today(), here.root())
    rows = (_drawn(tuple(row), how) for row in page.rows)
    return Markup("".join(rows))  # noqa: S704  each of them was escaped as it was drawn


def look_of(state: str | None) -> str:
    """The colour that repeats what the state of a case says."""
    return _LOOKS.get(state or "", "warning")


@lru_cache(maxsize=_KEPT)
def _drawn(row: tuple[Any, ...], how: Drawing) -> str:
    case = dict(zip(_COLUMNS[how.named], row, strict=True))
    words = Words(
        case["next_on"] is not None and case["next_on"] < how.today,
        NAMES.get(case["next_name"], ""),
        state_in_words(case["state"]),
        look_of(case["state"]),
        OUTCOME_NAMES.get(case["counted_outcome"], ""),
    )
    draw = get_template_attribute("components/case_rows.html", how.macro)
    return str(draw(case, words, how.named))
