"""For every address of the program one example or more that names what is xiyuan's, with a form.

A route that names something, or that takes a form, and has no example here fails the tests that
walk all routes: whoever adds a route says what of a neighbour it might touch.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from flask import Flask
from werkzeug.test import TestResponse

from casework.web.limits import limiter
from casework.web.permissions import routes_of
from tests.support.neighbour_forms import forms_of
from tests.support.neighbour_places import places_of
from tests.support.neighbours import Neighbours
from tests.support.web import Browser

ORDINARY = frozenset(
    {
        *("year", "row", "column", "where", "kind", "version", "section", "group", "day"),
        *("seq", "role", "scope", "filename"),
    }
)
"""Arguments that every agency has alike; any other names a thing of somebody's."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What every answer says, whatever it is an answer to."""


@dataclass(frozen=True)
class Request:
    """One thing to ask for: an address, and with POST a form."""

    endpoint: str
    method: str
    path: str
    body: Mapping[str, Any] = field(default_factory=dict)
    names_a_thing: bool = False
    permission: tuple[str, ...] = ()


def requests(app: Flask, known: Neighbours) -> Iterator[Request]:
    """Every route with every method, by its examples; signing out comes last."""
    adapter = app.url_map.bind("localhost")
    routes = sorted(routes_of(app), key=lambda route: route["endpoint"] == "entrance.leave")
    places, forms = places_of(known), forms_of(known)
    for route in routes:
        endpoint, rule = route["endpoint"], route["rule"]
        for values in _of(places, endpoint) if "<" in rule else [{}]:
            for method in route["methods"]:
                yield Request(
                    endpoint,
                    method,
                    adapter.build(endpoint, values),
                    _of(forms, endpoint) if method == "POST" else {},
                    not values.keys() <= ORDINARY,
                    tuple(route["permission"]),
                )


def _of(examples: Mapping[str, Any], endpoint: str) -> Any:
    if endpoint not in examples:
        raise LookupError(
            f"{endpoint}: give an example in neighbour_places.py and neighbour_forms.py"
        )
    return examples[endpoint]


def send(browser: Browser, request: Request) -> TestResponse:
    """Ask for it as a browser would, with the token of the session."""
    limiter.reset()
    if request.method == "GET":
        return browser.get(request.path)
    return browser.post(request.path, dict(request.body))


def told(answer: TestResponse) -> str:
    """All that an answer says; a workbook or a bundle is opened."""
    with answer:
        content: bytes = answer.data
    if content[:2] != b"PK":
        return content.decode()
    with ZipFile(BytesIO(content)) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
