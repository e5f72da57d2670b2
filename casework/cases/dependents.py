"""Which events rest on others: what falls when one of them turns out to be recorded in error."""

from collections.abc import Collection, Sequence
from datetime import date

from casework.cases.events import Annulled, Event
from casework.cases.history import Objection
from casework.cases.standing import standing_events
from casework.cases.steps import read_history


def dependents(events: Sequence[Event], seq: int, today: date | None = None) -> list[Event]:
    """The standing events that could not stand without that one, in the order they happened."""
    kept, _ = standing_events(events)
    rest = [event for event in kept if event.seq != seq]
    before = _seqs(read_history(kept, today).objections)
    after = read_history(rest, today).objections
    fallen = [objection.event for objection in after if objection.event.seq not in before]
    return sorted(fallen, key=lambda event: (event.on, event.seq))


def fallen_by(
    events: Sequence[Event], new: Sequence[Event], today: date | None = None
) -> list[Objection]:
    """What cannot stand once the new events are added to a record: they themselves, or others."""
    before = _seqs(read_history(events, today).objections)
    after = read_history([*events, *new], today).objections
    return [objection for objection in after if objection.event.seq not in before]


def is_annulled(events: Collection[Event], seq: int) -> bool:
    """Whether that event has been annulled already."""
    return any(isinstance(event, Annulled) and event.target == seq for event in events)


def _seqs(objections: Collection[Objection]) -> set[int]:
    return {objection.event.seq for objection in objections}
