"""The page of a proof bundle: one sheet of paper that stands alone and prints on A4."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from casework.papers.clean import clean
from casework.papers.pages import PAGES

_TEMPLATE = "report/proof.html"


def proof_page(told: Mapping[str, Any]) -> bytes:
    """The page; the same content gives the same bytes."""
    return clean(PAGES.get_template(_TEMPLATE).render(told)).encode()


def page_sha256() -> str:
    """Which template draws the page: another one draws another page from the same content."""
    assert PAGES.loader is not None
    source, _, _ = PAGES.loader.get_source(PAGES, _TEMPLATE)
    return sha256(source.encode()).hexdigest()
