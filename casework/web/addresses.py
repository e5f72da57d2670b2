"""The addresses that pages name.

A page names some thirty, and building one takes as long as reading a case: each is built once.
"""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import url_for

from casework.web import here

STATIC = Path(__file__).resolve().parent / "static"
"""What browsers are given as it lies here."""


def address_of(endpoint: str, /, **values: Any) -> str:
    """The path of a page, for templates: Flask's `url_for`, kept. Never with a host."""
    return _built(here.root(), endpoint, **values)


def asset(name: str) -> str:
    """The address of a file of STATIC, with the hash of its content: browsers keep it for good."""
    return address_of("static", filename=name, v=_hash_of(name))


@lru_cache(maxsize=2048, typed=True)
def _built(_root: str, endpoint: str, /, **values: Any) -> str:
    return url_for(endpoint, _external=False, **values)


@lru_cache(maxsize=64)
def _hash_of(name: str) -> str:
    return sha256((STATIC / name).read_bytes()).hexdigest()[:12]
