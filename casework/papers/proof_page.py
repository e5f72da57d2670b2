"""The page of a proof bundle: one sheet of paper that stands alone and prints on A4."""

from collections.abc import Mapping
from typing import Any

from jinja2 import UndefinedError

from casework.papers.clean import clean
from casework.papers.pages import PAGES

TEMPLATE = "report/proof.html"


def proof_page(told: Mapping[str, Any]) -> bytes:
    """The page; the same content gives the same bytes. Raises ValueError where some is missing."""
    try:
        return clean(PAGES.get_template(TEMPLATE).render(told)).encode()
    except UndefinedError as missing:
        raise ValueError(str(missing)) from None
