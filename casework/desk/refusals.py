"""How the desk says no: one plain sentence that tells staff what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.cases.disputes import DisputeEvent
from casework.cases.events import Event


class Refused(Exception):
    """The message is for staff; raised out of the transaction, so that nothing is written."""


class NotAllowed(Refused):
    """The law, the record or the form does not let this happen."""


class NotPermitted(Refused):
    """The person has no role in which this may be done."""


class NoSuchCase(Refused):
    """There is no such case, dispute or agency, or none that this person may see."""


class NeedsConsent(NotAllowed):
    """Other events rest on the one to be annulled; they fall with it if the person says so."""

    def __init__(self, sentence: str, dependents: Sequence[object]) -> None:
        super().__init__(sentence)
        self.dependents = tuple(dependents)


@dataclass(frozen=True, slots=True)
class Added:
    """An event that somebody else recorded meanwhile."""

    event: Event | DisputeEvent
    recorded_by: int
    recorded_at: datetime


class Moved(Refused):
    """Somebody else has acted since the reader's page was made; `added` is what came between."""

    def __init__(self, sentence: str, added: Sequence[Added] = ()) -> None:
        super().__init__(sentence)
        self.added = tuple(added)
