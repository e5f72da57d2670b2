"""Text that people typed, made safe for the XML inside office files."""

import re

# XML 1.0 has no place for these, not even escaped; Word and Excel refuse a file that holds one.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without control characters and halves of characters."""
    return _FORBIDDEN.sub("", text)
