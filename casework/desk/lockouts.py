"""How long somebody who failed to sign in must wait: the longer, the more often it happened."""

from collections.abc import Sequence
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=15)
"""Failures within this time of each other count together; the lock lasts as long."""
MOST_BY_LOGIN = 10
MOST_BY_ADDRESS = 30
_FREE = 4
"""Failures that cost nothing: anybody mistypes."""


def wait_for_login(failures: Sequence[datetime]) -> datetime | None:
    """Until when nobody gets in under a name; failures oldest first, None for at once."""
    recent = _together(failures)
    if len(recent) >= MOST_BY_LOGIN:
        return recent[-1] + WINDOW
    if len(recent) > _FREE:
        return recent[-1] + timedelta(seconds=2 ** (len(recent) - _FREE))
    return None


def wait_for_address(failures: Sequence[datetime]) -> datetime | None:
    """Until when nobody gets in from a network address."""
    recent = _together(failures)
    return recent[-1] + WINDOW if len(recent) >= MOST_BY_ADDRESS else None


def _together(failures: Sequence[datetime]) -> Sequence[datetime]:
    """Those within the window before the last: a lock must not open because its start ages."""
    return [at for at in failures if at > failures[-1] - WINDOW]
