"""Here and now: the office, the person, the agency, the thing a request is about.

The only file that touches Flask's `session` and `g`; above 150 lines for that reason. A page
author's day:

    @pages.post("/cases/<number>/note")
    @permits(*CASEWORKERS, of="case")
    def note(number: str) -> ResponseReturnValue:
        case = the_case(number)
        with act() as doing:
            do_something(doing, case.id, after=…)
        return redirect(url_for("cases.show", number=number))

A new address also wants an example in tests/support/neighbour_places.py, and a form one in
neighbour_forms.py: the tests ask for it as those to whom it does not belong.
"""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import cast
from uuid import uuid4

from flask import abort, current_app, g, has_request_context, request, session
from flask_login import current_user, login_user, logout_user
from flask_wtf.csrf import generate_csrf
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from casework.desk.access import Place
from casework.desk.act import Act, acting, begin
from casework.office import Office
from casework.store.tables import AgencyRow, CaseRow, DisputeRow
from casework.web.sessions import SignedIn, Standing, is_seen_anew, note_visit, person_of


@dataclass(frozen=True, slots=True)
class Found:
    """What the address of a page names.

    `named` tells whether people's names may be shown: the office above sees a case without them.
    """

    agency_id: int
    row: object
    named: bool


def office() -> Office:
    """The register."""
    return cast(Office, current_app.extensions["office"])


def visitor() -> SignedIn | None:
    """Who is at the browser, None for somebody who has not signed in."""
    # The person, not the proxy that stands for whoever is there.
    known = current_user._get_current_object()  # noqa: SLF001
    return known if isinstance(known, SignedIn) else None


def person() -> SignedIn:
    """Who is at the browser; pages that need nobody must not ask."""
    known = visitor()
    if known is None:
        abort(401)
    return known


def agency() -> Standing:
    """The agency this page is about: that of its case, else the one chosen in the heading."""
    standing = standing_or_none()
    if standing is None:
        abort(403, "您在本系统还没有任何职责，请联系管理员授权")
    return standing


def standing_or_none() -> Standing | None:
    """The same, None for somebody who acts for no agency."""
    me = person()
    found: Found | None = g.get("found")
    if found is None:
        chosen = session.get("agency")
        return next((s for s in me.agencies if s.id == chosen), next(iter(me.agencies), None))
    own = next((s for s in me.agencies if s.id == found.agency_id), None)
    return own or _standing_below(found.agency_id)


def _standing_below(agency_id: int) -> Standing:
    with reading() as tx:
        row = tx.get_one(AgencyRow, agency_id)
    return Standing(row.id, row.code, row.name, row.short_name)


def act() -> AbstractContextManager[Act]:
    """One action of this person: what the block writes is stored together, or nothing is."""
    me = person()
    let_go()
    return acting(office(), me.id)


@contextmanager
def looking() -> Iterator[Act]:
    """One moment of the register, for the desk's verbs that only look."""
    with reading() as tx:
        yield begin(office(), tx, person().id)


@contextmanager
def acting_alone() -> Iterator[Act]:
    """An action of somebody who is not signed in yet: coming in by a link."""
    let_go()
    with acting(office(), None) as doing:
        yield doing


def reading() -> AbstractContextManager[Session]:
    """One moment of the register, to look at.

    A page that only looks sees the same moment throughout, from who asks to what is shown: each
    moment begins with a lock, or with a journey to the server of the database and back.
    """
    if request.method not in ("GET", "HEAD"):
        return office().reading()
    if "moment" not in g:
        g.moments = ExitStack()
        g.moment = g.moments.enter_context(office().reading())
    return nullcontext(g.moment)


def let_go() -> None:
    """End the moment that this page sees, if it looks at one.

    A database that was lost meanwhile spoils neither what was read nor the page that tells of it.
    """
    if g.pop("moment", None) is not None:
        with suppress(SQLAlchemyError):
            g.pop("moments").close()


# -- what the address names ---------------------------------------------------------------------


def the_case(number: str) -> CaseRow:
    """The case of a route declared `of="case"`, which this person may see; as it was just now."""
    case = cast(CaseRow, _found().row)
    assert case.number == number
    return case


def the_dispute(dispute_id: int) -> DisputeRow:
    """The dispute of a route declared `of="dispute"`."""
    dispute = cast(DisputeRow, _found().row)
    assert dispute.id == dispute_id
    return dispute


def names_shown() -> bool:
    """Whether this person may see who applied and what was written; letters and files included."""
    return _found().named


def keep_found(found: Found) -> None:
    """Keep what the guard found for the view."""
    g.found = found


def _found() -> Found:
    return cast(Found, g.found)


# -- coming and going ---------------------------------------------------------------------------


def place() -> Place:
    """From where the browser asks."""
    return Place(request.remote_addr or "", request.user_agent.string)


def recognise(token: str) -> SignedIn | None:
    """Whose session this is, None if it is nobody's any more; that they came is noted."""
    with reading() as tx:
        known = person_of(tx, office(), token)
    if known is not None and is_seen_anew(known, office().now()):
        let_go()
        note_visit(office(), known)
    return known


def come_in(token: str) -> None:
    """Give the browser a session that was just opened; what the old cookie held is dropped."""
    session.clear()
    known = recognise(token)
    assert known is not None
    login_user(known)


def go_out() -> None:
    """Take everything from the browser's cookie."""
    logout_user()
    session.clear()


def choose_agency(agency_id: int) -> None:
    """Work for another of one's agencies from now on."""
    session["agency"] = agency_id


# -- the request itself -------------------------------------------------------------------------


def root() -> str:
    """Below which path all addresses stand, "" unless a server before ours put us below one."""
    return request.root_path


def start_watch() -> None:
    """Name the request, and start its clock."""
    g.request_id = uuid4().hex[:12]
    g.started = time.perf_counter()


def form_token() -> str:
    """What a form of this page carries to be ours; it lasts as long as the session, made once."""
    known = session.get("csrf_token")
    return _form_token(known) if known else generate_csrf()


@lru_cache(maxsize=4096)
def _form_token(_of_session: str) -> str:
    return str(generate_csrf())


def request_id() -> str:
    """The number under which the log knows this request; staff tell it to support."""
    return str(g.get("request_id", "-")) if has_request_context() else "-"


def milliseconds() -> int:
    """How long the request has taken so far."""
    now = time.perf_counter()
    started: float = g.get("started", now)
    return round((now - started) * 1000)


def known_person_id() -> int | None:
    """Who was at the browser, for the log: nothing is looked up."""
    known = g.get("_login_user")
    return known.id if isinstance(known, SignedIn) else None
