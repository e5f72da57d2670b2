"""The daily mail: what a person is reminded of, once a day, without a word that names anybody.

It is owed when something new was written for the person, and made when it is sent, so that it
tells how things stand then.
"""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from casework.desk.calls import Call, shown_to
from casework.office import Office
from casework.papers.pages import PAGES
from casework.post.channels import deliver
from casework.post.message import Message, Undelivered
from casework.store.queries.clock_runs import has_run
from casework.store.queries.duties import mail_addresses
from casework.store.queries.outbox import owe

RESTORED = "restored"
"""The run row of a day on which the register came back from a backup."""

_MORNING = time(8, 0)
"""When the first mail of a day goes out; what is written later goes out at once."""

_TEXT = PAGES.overlay(autoescape=False)


def owe_digests(office: Office, session: Session, people: Iterable[int], now: datetime) -> None:
    """Owe each of these people a mail today, unless they had one or have no address.

    On the day of a restore it is held: the backup does not know what was sent before the loss.
    """
    if not office.settings.smtp_url:
        return
    zone = ZoneInfo(office.settings.timezone)
    today = now.astimezone(zone).date()
    morning = datetime.combine(today, _MORNING, zone).astimezone(UTC)
    state = "held" if has_run(session, RESTORED, today.isoformat()) else "pending"
    rows = [
        {
            "kind": "digest",
            "about": f"digest:{person}:{today}",
            "payload": {"person": person, "day": today.isoformat()},
            "state": state,
            "due_at": max(morning, now),
            "created_at": now,
        }
        for person in mail_addresses(session, people)
    ]
    owe(session, rows)


def post_digest(office: Office, about: str, payload: dict[str, Any]) -> bool:
    """Send a person the mail of a day; raises Undelivered unless the mail server took it.

    False where there is nothing left to tell. A mail of yesterday is not sent today: today has
    its own.
    """
    day, person = date.fromisoformat(payload["day"]), int(payload["person"])
    if office.today() != day:
        raise Undelivered("没有能够在当天送达")
    with office.reading() as session:
        calls = shown_to(session, person, office.calendar(session), day)
        address = mail_addresses(session, [person]).get(person)
    if not calls or not address:
        return False
    message = Message(_key(office, about), address, _subject(day, calls), _text(day, calls))
    deliver(message, office.settings.smtp_url, office.settings.mail_from)
    return True


def _key(office: Office, about: str) -> str:
    """The same for every try, and another for every register that uses the same mail server."""
    return hmac.new(office.settings.secret_key(), about.encode(), hashlib.sha256).hexdigest()[:32]


def _subject(day: date, calls: list[Call]) -> str:
    return f"办理提醒 {day.month}月{day.day}日：{len(calls)}项"


def _text(day: date, calls: list[Call]) -> str:
    return _TEXT.get_template("messages/digest.txt").render(day=day, calls=calls)
