"""Where the templates of papers are, and how strictly they are filled."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_PACKAGE = Path(__file__).resolve().parents[1]

# An installed wheel carries the templates inside the package, a checkout beside it.
_FOLDERS = (_PACKAGE / "_templates", _PACKAGE.parent / "templates")

PAGES = Environment(
    loader=FileSystemLoader(_FOLDERS),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
"""A name that a template misspells is an error, and what people typed is never markup."""
