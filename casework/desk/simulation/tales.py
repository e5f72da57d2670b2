"""Stories that have been told once: reckoned and mapped, ready to be the record of a case.

A day has only so many different ones. A register of two dozen cases a day is as varied as chance;
a larger one repeats some, and is made several times faster for it.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from casework.cases.disputes import DisputeEvent, Filed
from casework.cases.projection import project
from casework.desk.simulation.agencies import Row
from casework.desk.simulation.plan import stamp
from casework.desk.simulation.stories import invent_story
from casework.law.calendar import WorkCalendar
from casework.store.mapping import case_columns, event_columns, milestone_columns

_MOST = 24
_NOBODY = 0
"""Whose case it is, and who recorded it, until a case takes the story."""


@dataclass(frozen=True, slots=True)
class Tale:
    """What happens in a case, as rows that still belong to none."""

    columns: Row
    events: list[Row]
    milestones: list[Row]
    dispute: list[DisputeEvent]

    def dispute_about(self, case_id: int) -> list[DisputeEvent]:
        """The record of the dispute, about a case that has an id."""
        return [
            replace(event, cases=(case_id,)) if isinstance(event, Filed) else event
            for event in self.dispute
        ]


@dataclass(slots=True)
class Tales:
    """The stories of one day after the other."""

    rng: Random
    calendar: WorkCalendar
    until: date
    _day: date = date.min
    _told: list[Tale] = field(default_factory=list)

    def draw(self, received_on: date) -> Tale:
        """A story that begins on that day, never before a day already drawn for."""
        if received_on != self._day:
            self._day, self._told = received_on, []
        if len(self._told) == _MOST:
            return self.rng.choice(self._told)
        self._told.append(self._tell())
        return self._told[-1]

    def _tell(self) -> Tale:
        story = invent_story(self.rng, _NOBODY, self._day, self.calendar, self.until)
        projection = project(story.events, self.calendar)
        return Tale(
            case_columns(projection),
            [event_columns(_NOBODY, event, _NOBODY, stamp(event.on)) for event in story.events],
            [milestone_columns(_NOBODY, line) for line in projection.milestones],
            story.dispute,
        )
