"""A record for readers who may not learn who is concerned (主管部门)."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from casework.cases.events import Event


def without_references(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events, their 征求意见 numbered 1, 2, 3: a reference may have been typed as a name.

    Nothing is reckoned otherwise, since what bore one reference bears one number.
    """
    numbers: dict[str, str] = {}
    return tuple(_numbered(event, numbers) for event in events)


def _numbered(event: Event, numbers: dict[str, str]) -> Event:
    ref = getattr(event, "ref", "")
    if not ref:
        return event
    number: dict[str, Any] = {"ref": numbers.setdefault(ref, str(len(numbers) + 1))}
    return replace(event, **number)
