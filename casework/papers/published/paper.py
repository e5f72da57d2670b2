"""The numbers of pages in text that a PDF tool wrote: the last line before each form feed."""

import re

_LAST_LINE = re.compile(r"\n[^\S\n]*(\d{1,3})\s*\Z")
_ENOUGH = 3
_OTHERS = 2
"""Pages without a number: that of the title, what follows the last form feed."""


def without_page_numbers(text: str) -> str:
    """The text without them; as it is if they do not count the pages, for they may be cells."""
    pages = text.split("\f")
    found = [_LAST_LINE.search(page) for page in pages]
    counted = [int(last[1]) - at for at, last in enumerate(found) if last]
    if len(set(counted)) != 1 or len(counted) < max(_ENOUGH, len(pages) - _OTHERS):
        return text
    return "\f".join(
        page[: last.start()] if last else page for page, last in zip(pages, found, strict=True)
    )
