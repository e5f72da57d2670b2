"""Coming in and going out: passwords and sessions; who is shut out.

Signing in opens its own transactions, against the habit of the desk: a failure must be written
down though the answer is no, and hashing a password must not hold up everybody who writes.
Above 150 lines because a door is judged as a whole.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from casework.desk.act import SHELL, Act, begin
from casework.desk.lockouts import WINDOW, wait_for_address, wait_for_login
from casework.desk.passwords import hash_password, is_outdated, matches, refuse_weak
from casework.desk.refusals import NotAllowed, NotPermitted, Refused
from casework.office import Office
from casework.store.audit import Entry
from casework.store.queries.access import (
    add_failure,
    end_links,
    end_sessions,
    failures_from,
    failures_of,
    forgive,
    live_sessions,
)
from casework.store.queries.desk import person_by_login, roles_on
from casework.store.queries.feeds import end_feeds
from casework.store.tables import AgencyRow, PersonRow, SessionRow

IDLE = timedelta(minutes=30)
LONGEST_SESSION = timedelta(hours=10)
_LONGEST_BROWSER = 200


class SignInRefused(Refused):
    """The name and the password do not open the door; the sentence never says which was wrong."""


class SignInLocked(SignInRefused):
    """Too many have failed; nobody is asked for a password until some time has passed."""


@dataclass(frozen=True, slots=True)
class Place:
    """From where somebody signs in."""

    address: str
    browser: str = ""


def sha256_of(token: str) -> str:
    """What is kept of a token: a copy of the register opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


# -- passwords ----------------------------------------------------------------------------------


def set_first_password(act: Act, person_id: int, password: str) -> None:
    """Give somebody who has none a password, at the first start of a register."""
    person = act.tx.get_one(PersonRow, person_id)
    if person.password_hash is not None:
        raise NotPermitted("此人已有密码，只能由本人修改")
    put_password(act, person, password)


def change_password(act: Act, current: str, new: str, spared: str) -> None:
    """Change one's own password: signed out everywhere but in the session with this hash."""
    person = act.tx.get_one(PersonRow, act.recorder)
    if not matches(person.password_hash, current):
        raise NotAllowed("现在的密码不对，请重新输入")
    if current == new:
        raise NotAllowed("新密码与现在的相同，请换一个")
    put_password(act, person, new, spared)


def put_password(act: Act, person: PersonRow, password: str, spared: str = "") -> None:
    """Store a password that is not weak; the person's other sessions end."""
    refuse_weak(password, person.login)
    person.password_hash = hash_password(password)
    person.password_set_at = act.now
    end_sessions(act.tx, person.id, act.now, spared)
    note_access(act, person.id, "password.set")


# -- signing in and out -------------------------------------------------------------------------


def sign_in(office: Office, login: str, password: str, place: Place) -> str:
    """Open a session; gives its token. Raises SignInRefused, SignInLocked.

    A name that does not exist takes the same time and gets the same answer as a wrong password.
    """
    name = _login_key(office, login)
    with office.reading() as tx:
        _refuse_locked(tx, name, place, office.now())
        person = person_by_login(tx, login.strip())
    stored = person.password_hash if person and not person.disabled_at else None
    right = matches(stored, password)
    with office.transaction() as tx:
        if person and right:
            act = begin(office, tx, person.id)
            forgive(tx, name, act.now - WINDOW * 4)
            return open_session(act, _rehashed(tx.get_one(PersonRow, person.id), password), place)
        act = begin(office, tx, None)
        add_failure(tx, name, place.address, act.now)
        note_access(act, person.id if person else None, "session.refused")
    raise SignInRefused("登录名或者密码不对，请重新输入；忘记密码请联系管理员")


def open_session(act: Act, person: PersonRow, place: Place) -> str:
    """Sign somebody in who has shown who they are; gives the token, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    row = SessionRow(
        token_sha256=sha256_of(token),
        person_id=person.id,
        created_at=act.now,
        seen_at=act.now,
        expires_at=act.now + LONGEST_SESSION,
        address=place.address,
        browser=place.browser[:_LONGEST_BROWSER],
    )
    act.tx.add(row)
    note_access(act, person.id, "session.opened")
    return token


def end_session(act: Act, token_sha256: str) -> None:
    """Sign out here, or where one has forgotten to; only one's own sessions."""
    row = act.tx.get(SessionRow, token_sha256)
    if row is None or row.person_id != act.person_id:
        raise NotAllowed("没有这个登录记录，可能已经退出")
    if row.revoked_at is None:
        row.revoked_at = act.now
        note_access(act, row.person_id, "session.ended")


def my_sessions(act: Act) -> list[SessionRow]:
    """Where one is signed in, the last used first."""
    return list(live_sessions(act.tx, act.recorder, act.now, act.now - IDLE))


# -- disabling ----------------------------------------------------------------------------------


def disable_person(act: Act, person_id: int) -> None:
    """Shut somebody out from the next request on; what they recorded stays under their name."""
    if person_id == act.person_id:
        raise NotAllowed("不能停用自己的账号，请由另一位管理员办理")
    person = administered(act, person_id)
    person.disabled_at = act.now
    end_sessions(act.tx, person_id, act.now)
    end_links(act.tx, person_id, act.now)
    end_feeds(act.tx, person_id, act.now)
    note_access(act, person_id, "person.disabled")


def enable_person(act: Act, person_id: int) -> None:
    """Let somebody in again who was shut out."""
    administered(act, person_id).disabled_at = None
    note_access(act, person_id, "person.enabled")


def administered(act: Act, person_id: int) -> PersonRow:
    """Somebody at whose account the person acting may work: an admin wherever they act today."""
    agencies = agencies_of(act, person_id)
    person = act.tx.get(PersonRow, person_id)
    if person is None or not agencies:
        raise NotAllowed("此人不在任何机关任职，请核对")
    for agency in agencies:
        act.demand_admin(agency)
    return person


# -- the small parts ----------------------------------------------------------------------------


def agencies_of(act: Act, person_id: int) -> list[AgencyRow]:
    """The agencies somebody acts for today."""
    ids = {row.agency_id for row in roles_on(act.tx, person_id, act.today)}
    return [act.agency_with_id(agency_id) for agency_id in sorted(ids)]


def _rehashed(person: PersonRow, password: str) -> PersonRow:
    if person.password_hash and is_outdated(person.password_hash):
        person.password_hash = hash_password(password)
    return person


def _login_key(office: Office, login: str) -> str:
    """People type passwords into the wrong box, so the name is kept as a keyed hash."""
    typed = login.strip().casefold().encode()
    return hmac.new(office.settings.secret_key(), typed, hashlib.sha256).hexdigest()


def _refuse_locked(tx: Session, name: str, place: Place, now: datetime) -> None:
    after = now - WINDOW * 2
    waits = (
        wait_for_login(failures_of(tx, name, after)),
        wait_for_address(failures_from(tx, place.address, after)),
    )
    until = max((wait for wait in waits if wait), default=now)
    if until > now:
        raise SignInLocked(
            f"登录失败次数过多，请在 {_span(until - now)}后再试；忘记密码请联系管理员"
        )


def _span(wait: timedelta) -> str:
    """How long, rounded up."""
    if wait > timedelta(minutes=1):
        return f"{-(-wait // timedelta(minutes=1))} 分钟"
    return f"{-(-wait // timedelta(seconds=1))} 秒"


def note_access(act: Act, person_id: int | None, action: str) -> None:
    """Write the audit entry, under the first agency the person acts for."""
    act.tx.flush()
    agencies = agencies_of(act, person_id) if person_id else []
    actor = f"person:{act.person_id}" if act.person_id else SHELL
    about = f"person:{person_id}" if person_id else "person:unknown"
    code = agencies[0].code if agencies else ""
    act.office.audit.append(act.tx, Entry(act.now, actor, code, action, about))
