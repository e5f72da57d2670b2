from datetime import date

import pytest
from hypothesis import given

from casework.cases.dependents import dependents, fallen_by, is_annulled
from casework.cases.events import Annulled
from casework.cases.parsing import events_from_list
from casework.cases.standing import standing_events
from casework.cases.steps import read_history
from tests.witness.histories import histories

TOLD = (
    ("2023-03-01", "received", {"channel": "in_person"}),
    ("2023-03-03", "supplement_requested", {}),
    ("2023-03-06", "served", {"of": "supplement_requested"}),
    ("2023-03-10", "supplemented", {}),
    ("2023-03-13", "consulted", {"ref": "1", "party": "third_party"}),
    ("2023-03-20", "opinion_received", {"ref": "1"}),
    ("2023-03-24", "closed", {"outcome": "granted"}),
    ("2023-03-27", "served", {}),
    ("2023-05-08", "reopened", {"ground": "litigation"}),
    ("2023-05-15", "closed", {"outcome": "granted"}),
)
# Without the first reply (7) there is nothing to reopen; the second (10) then is the first.
EVENTS = events_from_list([{"on": on, "kind": kind} | more for on, kind, more in TOLD])


@pytest.mark.parametrize(
    ("seq", "resting"),
    [
        (1, []),
        (2, [3, 4]),
        (3, []),
        (4, []),
        (5, [6]),
        (6, []),
        (7, [8, 9]),
        (8, []),
        (9, [10]),
    ],
)
def test_what_rests_on_an_event(seq, resting):
    assert [event.seq for event in dependents(EVENTS, seq)] == resting


def test_what_is_annulled_rests_on_nothing():
    events = [*EVENTS, Annulled(on=date(2023, 6, 1), seq=11, target=8)]
    assert [event.seq for event in dependents(events, 7)] == [9]
    assert (is_annulled(events, 8), is_annulled(events, 7)) == (True, False)


def test_a_new_event_that_displaces_others_is_seen_to():
    early = events_from_list([{"on": "2023-02-01", "kind": "received", "channel": "fax"}])[0]
    fallen = fallen_by(EVENTS, [type(early)(on=early.on, channel="fax", seq=11)])
    assert [objection.event.seq for objection in fallen] == [1]


@given(histories())
def test_an_event_annulled_with_what_rests_on_it_leaves_no_new_objection(history):
    """Each history has a target of its own: the event in its middle."""
    events = events_from_list(history["events"])
    kept, _ = standing_events(events)
    target = kept[len(kept) // 2]
    gone = {target.seq, *(event.seq for event in dependents(events, target.seq))}
    before = {objection.event.seq for objection in read_history(kept).objections}
    rest = [event for event in kept if event.seq not in gone]
    assert {objection.event.seq for objection in read_history(rest).objections} <= before
