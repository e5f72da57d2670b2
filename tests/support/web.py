"""A register in the browser: an office that is set up, and a browser that signs in.

def test_…(site):                      # fixture: tests/web/conftest.py
    lin = site.browser("lin")          # signed in; admin, clerk and approver of xiyuan
    page = lin.get("/")
    page = lin.post("/admin/agency", {"name": "…"})   # with its CSRF token
"""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from shutil import copytree
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select
from werkzeug.test import TestResponse

from casework.desk.access import Place, open_session, set_first_password
from casework.desk.act import acting
from casework.desk.agencies import Particulars, found_agency
from casework.desk.people import add_person, give_role
from casework.office import Office, open_office
from casework.settings import read_settings
from casework.store.tables import PersonRow
from casework.web.app import create_app, serve_office
from tests.support.empty_registers import new_register

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
"""2026-03-02, noon in 晋江: a Monday."""
PASSWORD = "Xiyuan-2026"
HERE = Place("127.0.0.1", "test")
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass
class Clock:
    """The machine's clock, which a test may move."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, span: timedelta) -> None:
        """Let time pass."""
        self.at += span


@dataclass
class Browser:
    """Somebody's browser: keeps the cookie, and takes the CSRF token from the page it has seen."""

    client: FlaskClient
    headers: dict[str, str] = field(default_factory=dict)
    _token: str = ""

    def get(self, path: str, **more: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, headers=self.headers, **more)

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        """Send a form, with the token of this session."""
        self._token = self._token or self.csrf_token()
        given = {"csrf_token": self._token} | (data or {})
        return self.client.post(path, data=given, headers=self.headers, **more)

    def csrf_token(self) -> str:
        """The token as every page of somebody signed in, and the login page, carries it."""
        page = self.client.get("/account", follow_redirects=True).text
        found = _TOKEN.search(page)
        assert found, page
        return unescape(found[1])

    def sign_in(self, login: str, password: str = PASSWORD) -> TestResponse:
        """Through the login page; what the browser knew before is of no use afterwards."""
        answer = self.post("/login", {"login": login, "password": password})
        self._token = ""
        return answer


@dataclass
class Site:
    """The program as it runs, with its office and its clock."""

    app: Flask
    office: Office
    clock: Clock

    def stranger(self) -> Browser:
        """A browser that nobody has signed in with."""
        return Browser(self.app.test_client())

    def browser(self, login: str) -> Browser:
        """A browser in which somebody has signed in; the login page has tests of its own."""
        with acting(self.office, None) as act:
            person = act.tx.exec(select(PersonRow).where(PersonRow.login == login)).one()
            token = open_session(act, person, HERE)
        browser = self.stranger()
        with browser.client.session_transaction() as cookie:
            cookie.update(_user_id=token, _fresh=True)
        return browser

    def agency(self, code: str, name: str) -> int:
        """Another agency."""
        with acting(self.office, None) as act:
            return found_agency(act, code, Particulars(name=name, short_name=name))

    def person(self, login: str, code: str, *roles: str) -> int:
        """Somebody with `PASSWORD` who acts for an agency in these roles."""
        with acting(self.office, None) as act:
            person_id = add_person(act, code, login, login.title())
            for role in roles:
                give_role(act, person_id, code, role)
            set_first_password(act, person_id, PASSWORD)
        return person_id


@contextmanager
def open_site(folder: Path, database: str = "") -> Iterator[Site]:
    """The program upon a register without anybody, in a folder of its own or in a database."""
    folder.mkdir()
    with _opened(folder, database or new_register(folder / "casework.db"), Clock()) as site:
        yield site


@contextmanager
def copied_site(site: Site, folder: Path) -> Iterator[Site]:
    """The same program at the same moment, upon a copy of its data on SQLite."""
    copytree(site.office.settings.data, folder)
    address = f"sqlite:///{folder / 'casework.db'}"
    with _opened(folder, address, Clock(site.clock.at)) as copy:
        yield copy


@contextmanager
def _opened(folder: Path, address: str, clock: Clock) -> Iterator[Site]:
    settings = read_settings({"CASEWORK_DATABASE_URL": address}, str(folder))
    office = replace(open_office(settings), now=clock)
    with closing(office), _lent(office) as app:
        yield Site(app, office, clock)


_IDLE: list[Flask] = []


@contextmanager
def _lent(office: Office) -> Iterator[Flask]:
    """An application that shows this register, and another one afterwards.

    Making one, with its templates, takes longer than most tests. A test that adds routes or
    settings makes one of its own: `site.app = create_app(site.office)`.
    """
    app = _IDLE.pop() if _IDLE else create_app(office)
    serve_office(app, office)
    yield app
    _IDLE.append(app)
