"""What is left of the references of letters where no name may be read."""

from casework.cases.parsing import events_from_list
from casework.cases.unnamed import without_references

RECORD = [
    {"kind": "received", "on": "2026-03-02", "channel": "in_person"},
    {"kind": "consulted", "on": "2026-03-04", "ref": "黄某某", "party": "third_party"},
    {"kind": "consulted", "on": "2026-03-05", "ref": "2", "party": "other_agency"},
    {"kind": "served", "on": "2026-03-06", "of": "consulted", "ref": "黄某某"},
    {"kind": "opinion_received", "on": "2026-03-09", "ref": "2"},
]


def test_what_bore_one_reference_bears_one_number():
    events = without_references(events_from_list(RECORD))
    assert [getattr(event, "ref", None) for event in events] == [None, "1", "2", "1", "2"]


def test_nothing_else_of_an_event_is_changed():
    before = events_from_list(RECORD)
    after = without_references(before)
    assert after[0] == before[0]
    assert [(e.kind, e.on, e.seq) for e in after] == [(e.kind, e.on, e.seq) for e in before]
