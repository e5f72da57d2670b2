"""A raw list of event dicts put in order: annulments applied, notices taken back, rounds cut."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

Event = dict[str, Any]


@dataclass
class Round:
    """What happened between the receipt (or a reopening) and the next reopening."""

    number: int
    opener: Event | None
    events: list[Event] = field(default_factory=list)

    @property
    def closed(self) -> Event | None:
        """The first closing of the round."""
        return self.first("closed")

    def first(self, kind: str, **wanted: Any) -> Event | None:
        """The earliest event of this kind whose fields have the wanted values."""
        return next(iter(self.all(kind, **wanted)), None)

    def all(self, kind: str, **wanted: Any) -> list[Event]:
        """Every event of this kind whose fields have the wanted values, by day."""
        return [
            event
            for event in self.events
            if event["kind"] == kind and all(event.get(k) == v for k, v in wanted.items())
        ]


def on(event: Event) -> date:
    """The legal day of an event."""
    return date.fromisoformat(event["on"])


def in_order(events: list[Event]) -> list[Event]:
    """By legal day, then by seq; annulled events and their annulments are gone."""
    numbered = [
        {**event, "seq": event.get("seq") or place} for place, event in enumerate(events, 1)
    ]
    gone = {event["target"] for event in numbered if event["kind"] == "annulled"}
    kept = [e for e in numbered if e["kind"] != "annulled" and e["seq"] not in gone]
    return sorted(kept, key=lambda event: (event["on"], event["seq"]))


def rounds(events: list[Event]) -> list[Round]:
    """The rounds of a case, the first one opened by its receipt (None in a fragment)."""
    found = [Round(1, None)]
    for event in in_order(events):
        if event["kind"] == "reopened":
            found.append(Round(len(found) + 1, event))
            continue
        if event["kind"] == "received" and found[0].opener is None:
            found[0].opener = event
        if event["kind"] == "notice_withdrawn" and event["of"] != "consulted":
            _forget_the_latest(event["of"], found[-1].events)
        found[-1].events.append(event)
    return found


def _forget_the_latest(kind: str, events: list[Event]) -> None:
    """A notice that is taken back counts as never sent."""
    for place in range(len(events) - 1, -1, -1):
        if events[place]["kind"] == kind:
            del events[place]
            return
