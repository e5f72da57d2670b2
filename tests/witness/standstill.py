"""The days on which consultations stop the clock, as a plain set of days."""

from datetime import date

from tests.witness.days import ONE_DAY, Days
from tests.witness.history import Event, Round, on


def still_days(part: Round, days: Days, today: date, *, cautious: bool) -> set[date]:
    """Every day on which a consultation stops the clock; the cautious eye counts from service."""
    still: set[date] = set()
    for letter in part.all("consulted"):
        served = part.first("served", of="consulted", ref=letter["ref"])
        start = served if cautious else letter
        if start is None or not _proven(letter, part):
            continue
        day, end = on(start), _end(letter, part, days, today)
        while day < end:
            day += ONE_DAY
            still.add(day)
    return still


def _proven(letter: Event, part: Round) -> bool:
    ref = letter["ref"]
    return bool(
        part.first("served", of="consulted", ref=ref)
        or part.first("opinion_received", ref=ref)
        or part.first("undelivered", of="consulted", ref=ref)
    )


def _end(letter: Event, part: Round, days: Days, today: date) -> date:
    """The last day that does not count: whatever ended the consultation first."""
    ref = letter["ref"]
    endings = [
        part.first("opinion_received", ref=ref),
        part.first("undelivered", of="consulted", ref=ref),
        part.first("consultation_ended", ref=ref),
        part.first("notice_withdrawn", of="consulted", ref=ref),
    ]
    ends = [on(event) for event in endings if event is not None]
    served = part.first("served", of="consulted", ref=ref)
    if letter["party"] == "other_agency":
        ends.append(on(part.closed) if part.closed else today)
    elif served is not None:
        ends.append(days.after(on(served), 15))
    return min(ends)
