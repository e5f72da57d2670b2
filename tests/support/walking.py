"""Going through the pages as a person does, by their links: one page for each route.

A route that a page links to is looked at without being named here.
"""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, MapAdapter

from tests.support.chromium import Screen

_LINKS = "return Array.from(document.querySelectorAll('a[href]'), link => link.href)"
_TYPE = """
const done = arguments[1];
fetch(arguments[0], {method: 'HEAD'}).then(answer => done(answer.headers.get('Content-Type')));
"""


def walk(screen: Screen, rules: Map, first: str) -> Iterator[str]:
    """Open one page of each route that is linked from the first page on; gives the routes' names.

    While a name is given, its page is open; that of a file is the page that links to it.
    """
    host = urlsplit(first).netloc
    adapter = rules.bind(host)
    waiting, known = [first], {_endpoint(adapter, first)}
    while waiting:
        address = waiting.pop(0)
        screen.open(address)
        yield _endpoint(adapter, address)
        for link in screen.script(_LINKS):
            name = _endpoint(adapter, link) if urlsplit(link).netloc == host else ""
            if not name or name in known:
                continue
            known.add(name)
            if screen.answer_of(_TYPE, link).startswith("text/html"):
                waiting.append(link)
            else:
                yield name


def _endpoint(adapter: MapAdapter, address: str) -> str:
    try:
        return str(adapter.match(unquote(urlsplit(address).path), method="GET")[0])
    except HTTPException:
        return ""
