"""Which events of a record stand, and in what order they happened.

An annulled event is as if it had never been recorded; nothing else is ever left out here.
"""

from collections.abc import Sequence
from datetime import date

from casework.cases.events import Annulled, Event
from casework.cases.history import Objection


def standing_events(
    events: Sequence[Event], today: date | None = None
) -> tuple[list[Event], list[Objection]]:
    """The events that are not annulled, and the annulments that cannot stand.

    An annulment is not itself annulled: who was wrong about an error records the event again.
    """
    annulments = [event for event in events if isinstance(event, Annulled)]
    if not annulments:
        return list(events), []
    by_seq = {event.seq: event for event in events}
    annulled: set[int] = set()
    objections: list[Objection] = []
    for event in sorted(annulments, key=lambda annulment: annulment.seq):
        reason = _objection_to_annulment(event, by_seq.get(event.target), annulled, today)
        if reason is None:
            annulled.add(event.target)
        else:
            objections.append(Objection(event, reason))
    kept = [e for e in events if e.seq not in annulled and not isinstance(e, Annulled)]
    return kept, objections


def _objection_to_annulment(
    event: Annulled, target: Event | None, annulled: set[int], today: date | None
) -> str | None:
    if today is not None and event.on > today:
        return f"日期在今天（{today}）之后，尚未发生的事不能登记，请核对日期"
    if target is None:
        return f"没有序号为{event.target}的记录，请核对要撤销的是哪一条"
    if isinstance(target, Annulled):
        return "撤销记录本身不能再撤销；原记录无误的，请重新登记一次"
    if event.target in annulled:
        return f"序号为{event.target}的记录已经撤销，无需再次撤销"
    return None


_LATE_IN_THE_DAY = {"closed": 1, "served": 2, "undelivered": 2}


def in_order(events: Sequence[Event]) -> list[Event]:
    """The events by their legal day, each day in the order of recording.

    Within a day the reply comes after what else was done that day, and deliveries after it.
    """
    return sorted(
        events, key=lambda event: (event.on, _LATE_IN_THE_DAY.get(event.kind, 0), event.seq)
    )
