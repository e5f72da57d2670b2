"""What a proof bundle says of a case, as plain data; and what follows from that data alone.

A court file needs the case's own parties: their names, kinds and parts are in it. Numbers of
identity papers, telephones and addresses never are. Whoever makes a bundle and whoever verifies
one ask the same functions, so both explain it alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from casework import __version__
from casework.cases.deadlines import deadlines
from casework.cases.parsing import event_as_mapping, event_from_mapping
from casework.cases.telling import as_data, as_text
from casework.desk.applications import PARTS
from casework.law.calendar import WorkCalendar
from casework.law.notices import Notice
from casework.papers.clean import clean
from casework.papers.proof_bundle import as_json
from casework.papers.rules_version import page_sha256, rules_sha256
from casework.store.anchors import Anchor
from casework.store.mapping import event_of
from casework.store.notice_mapping import notice_columns, notice_from
from casework.store.tables import ApplicantRow, EventRow

SHELL_NAME = "本机命令行"
"""What a bundle calls somebody who acts from a command on the register's own machine."""

_OF_EVENT = ("recorded_at", "recorded_by", "recorded_by_name")


def events_part(rows: Iterable[tuple[EventRow, str]]) -> list[dict[str, Any]]:
    """The whole record, what was annulled included; each with who recorded it, and when."""
    return [
        event_as_mapping(event_of(row))
        | dict(zip(_OF_EVENT, (_stamp(row.recorded_at), row.recorded_by, name), strict=True))
        for row, name in rows
    ]


def parties_part(parties: Iterable[tuple[ApplicantRow, str]]) -> list[dict[str, str]]:
    """Who is on the paper, without what finds a person at home."""
    return [{"part": PARTS[role], "name": row.name, "kind": row.kind} for row, role in parties]


def notices_part(calendar: WorkCalendar) -> list[dict[str, Any]]:
    """Every notice the calendar was made of: with them the same days count again."""
    return [_plain_notice(notice) for notice in calendar.notices]


def rules_part() -> dict[str, str]:
    """By which program the dates were reckoned and the page was drawn."""
    return {
        "casework": __version__,
        "rules_sha256": rules_sha256(),
        "page_sha256": page_sha256(),
    }


def audit_part(entries: Iterable[Mapping[str, Any]], head: Anchor | None) -> dict[str, Any]:
    """The audit entries about the case, and where the whole chain ended."""
    told = {"seq": head.seq, "mac": head.mac, "at": _stamp(head.at)} if head else None
    return {"head": told, "entries": [{**row, "at": _stamp(row["at"])} for row in entries]}


def audit_entries(part: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The entries again, as the chain knows them."""
    return [{**row, "at": datetime.fromisoformat(row["at"])} for row in part["entries"]]


def explanation_of(
    events: Sequence[Mapping[str, Any]], notices: Iterable[Mapping[str, Any]], today: date
) -> dict[str, bytes]:
    """The explanation that follows from the record and the notices, as data and as text."""
    calendar = WorkCalendar(map(_notice, notices))
    reckoned = deadlines(
        [event_from_mapping(without_recording(e)) for e in events], calendar, today
    )
    return {
        "explanation.json": as_json(as_data(reckoned, calendar)),
        "explanation.txt": clean(as_text(reckoned, calendar)).encode(),
    }


def without_recording(event: Mapping[str, Any]) -> dict[str, Any]:
    """What happened, without who recorded it when."""
    return {name: event[name] for name in event if name not in _OF_EVENT}


def _plain_notice(notice: Notice) -> dict[str, Any]:
    return notice_columns(notice) | {"issued_on": notice.issued_on.isoformat()}


def _notice(told: Mapping[str, Any]) -> Notice:
    return notice_from(**{**told, "issued_on": date.fromisoformat(told["issued_on"])})


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
