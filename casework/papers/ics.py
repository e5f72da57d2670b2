"""Deadlines for a calendar program (RFC 5545): all-day entries, no word that names anybody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LONGEST = 75
"""Octets of a line; what is longer goes on in the next, after a blank."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})
_NOTHING_DUE = (
    *("BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
    *("TZOFFSETFROM:+0800", "TZOFFSETTO:+0800", "END:STANDARD", "END:VTIMEZONE"),
)
"""A calendar must hold something (RFC 5545, 3.6), and some programs refuse one that does not."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One deadline. `uid` stays the same when its day moves, so that programs move it too."""

    uid: str
    on: date
    summary: str


def ics(name: str, entries: Iterable[Entry], made_at: datetime) -> bytes:
    """A calendar of that name as it is fetched at a moment."""
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//casework//deadlines//ZH", "METHOD:PUBLISH"),
        *("CALSCALE:GREGORIAN", f"X-WR-CALNAME:{name.translate(_ESCAPED)}"),
    ]
    events = [line for entry in entries for line in _event(entry, made_at)]
    lines += [*(events or _NOTHING_DUE), "END:VCALENDAR"]
    return b"".join(piece + b"\r\n" for line in lines for piece in _folded(line))


def _event(entry: Entry, made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{entry.summary.translate(_ESCAPED)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _folded(line: str) -> Iterator[bytes]:
    """The line in pieces that break no character."""
    piece = b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > _LONGEST:
            yield piece
            piece = b" "
        piece += octets
    yield piece
