"""Forms as the pages offer them, sent back with something in them that nobody should send."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote, urljoin, urlsplit

from werkzeug.routing import Map
from werkzeug.test import TestResponse

from tests.support.web import Browser, Site

ODD = (
    *("", " ", "0", "-1", "1", "2147483648", "9" * 40, "1e309", "NaN", "½", "１２", "x" * 3000),
    *("2026-02-30", "0001-01-01", "9999-12-31", "2026-3-2", "二〇二六年", "2026-03-02T00:00"),
    *("<script>alert(1)</script>", "'; DROP TABLE cases; --", "{{ 7*7 }}", "%00", "a\r\nb: c"),
    *("\x00", "\x1b[2J", "\ud7ff\uffff", "𠮷䶮", "a\u202eb", "🏛" * 50, "=1+1", "../../etc/passwd"),
    *("closed", "refused.state_secret", "natural_person", "received", "other.other", "True", "[]"),
)
_LEAVES = ("/logout", "/end", "/disable")
"""Forms that would put an end to whoever sends them."""


@dataclass
class Form:
    """A form on a page: where it is sent, and what stands in its fields."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    """The forms and the links of one page."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.forms, self.links = address, list[Form](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(urljoin(self.address, given["href"]))
        elif tag == "form":
            action = urljoin(self.address, given.get("action", ""))
            self.forms.append(Form(action, given.get("method", "get")))
        elif "name" in given and self.forms:
            self.forms[-1].fields.setdefault(given["name"], given.get("value", ""))


def forms_of(browser: Browser, rules: Map, first: str = "/") -> list[Form]:
    """One form for each thing that can be sent, as the pages linked from the first offer it."""
    adapter = rules.bind("localhost")
    waiting, known, forms = [first], set[str](), dict[str, Form]()
    while waiting:
        page = _Forms(address := waiting.pop(0))
        answer = browser.get(address)
        page.feed(answer.text if answer.mimetype == "text/html" else "")
        for form in page.forms:
            if form.method == "post" and not form.action.endswith(_LEAVES):
                forms.setdefault(form.action, form)
        for link in page.links:
            path = urlsplit(link).path
            if adapter.test(path, "GET") and (name := adapter.match(path, "GET")[0]) not in known:
                known.add(name)
                waiting.append(link)
    return list(forms.values())


def fuzzed(
    site: Site, browser: Browser, posts: int, seed: int
) -> Iterator[tuple[str, TestResponse]]:
    """Send odd forms, and to every address odd ones; gives what was sent and the answer."""
    chance = random.Random(seed)
    forms = forms_of(browser, site.app.url_map)
    names = sorted({name for form in forms for name in form.fields})
    token = browser.csrf_token()
    for _ in range(posts):
        form = chance.choice(forms)
        sent = dict(form.fields)
        for name in chance.sample(sorted(sent), min(len(sent), chance.randint(1, 4))):
            sent[name] = chance.choice(ODD)
        sent[chance.choice(names)] = chance.choice(ODD)
        address = form.action if chance.random() < 0.8 else _astray(form.action, chance)
        told = f"{address} {sent}"
        yield told, browser.client.post(address, data=sent | {"csrf_token": token})


def _astray(address: str, chance: random.Random) -> str:
    """The address with one of its parts replaced."""
    parts = urlsplit(address).path.split("/")
    parts[chance.randrange(1, len(parts))] = quote(chance.choice(ODD[:30]), safe="")
    return "/" + "/".join(parts).lstrip("/")
