"""What holds for any history at all."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from casework.cases.deadlines import Reckoned, deadlines
from casework.cases.events import (
    Annulled,
    Closed,
    ConsultationEnded,
    Consulted,
    OpinionReceived,
    Received,
    Served,
)
from casework.cases.milestones import Counted
from casework.cases.parsing import event_as_mapping, event_from_mapping, events_from_list
from casework.cases.projection import project
from casework.cases.runs import Reckoning
from casework.law.calendar import WorkCalendar, issued_calendar
from casework.law.notices import NOTICES
from casework.law.terms import Unit
from tests.witness.histories import histories

CALENDAR = issued_calendar()
FEW = settings(max_examples=25)


def told(reckoned: Reckoned) -> list[object]:
    """Everything but the record numbers, which differ with the order of recording."""
    return [
        reckoned.state,
        [
            (m.name, m.ref, m.round, m.due_on, m.cautious_on, m.done_on, m.waiting_for, m.flags)
            for m in reckoned.milestones
        ],
        sorted((o.event.kind, o.event.on, o.reason) for o in reckoned.inadmissible),
    ]


@FEW
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_recording_days_does_not_matter(history, random: Random):
    events = events_from_list(history["events"])
    if any(isinstance(event, Annulled) for event in events):
        return
    days = sorted({event.on for event in events})
    random.shuffle(days)
    place = {day: n for n, day in enumerate(days)}
    by_day = sorted(events, key=lambda event: (place[event.on], event.seq))
    shuffled = [replace(event, seq=n) for n, event in enumerate(by_day, start=1)]
    today = date.fromisoformat(history["today"])
    assert told(deadlines(shuffled, CALENDAR, today)) == told(deadlines(events, CALENDAR, today))


@FEW
@given(histories(), st.data())
def test_annulling_what_was_added_restores_what_was(history, data):
    events = events_from_list(history["events"])
    today = date.fromisoformat(history["today"])
    extra = data.draw(
        st.sampled_from(
            [
                Closed(on=today, seq=901, outcome="granted"),
                Consulted(on=today, seq=901, ref="x", party="other_agency"),
                Received(on=today, seq=901, channel="in_person"),
            ]
        )
    )
    undone = [*events, extra, Annulled(on=today, seq=902, target=901, reason="登记有误")]
    before = told(deadlines(events, CALENDAR, today))
    after = told(deadlines(undone, CALENDAR, today))
    assert after[1:] == before[1:]


@given(
    st.dates(date(2019, 6, 1), date(2026, 6, 1)),
    st.integers(0, 25),
    st.integers(0, 10),
    st.integers(0, 40),
    st.integers(0, 40),
    st.sampled_from(["third_party", "co_author", "other_agency"]),
)
def test_a_longer_consultation_never_makes_a_date_earlier(day, sent, service, short, more, party):
    def reply(wait: int) -> tuple[date, date]:
        consulted = day + timedelta(days=sent)
        served = consulted + timedelta(days=service)
        reckoned = deadlines(
            [
                Received(on=day, seq=1, channel="in_person"),
                Consulted(on=consulted, seq=2, ref="1", party=party),
                Served(on=served, seq=3, of="consulted", ref="1"),
                OpinionReceived(on=served + timedelta(days=wait), seq=4, ref="1"),
            ],
            CALENDAR,
        )
        [found] = [m for m in reckoned.milestones if m.name == "reply"]
        assert found.due_on is not None
        assert found.cautious_on is not None
        return found.due_on, found.cautious_on

    (due, cautious), (later, later_cautious) = reply(short), reply(short + more)
    assert due <= later
    assert cautious <= later_cautious
    assert cautious <= due


@FEW
@given(histories())
def test_every_computed_working_day_term_ends_on_a_working_day(history):
    events = events_from_list(history["events"])
    for milestone in deadlines(events, CALENDAR, date.fromisoformat(history["today"])).milestones:
        basis = milestone.basis
        counted = isinstance(basis, Counted) and basis.term.unit is Unit.WORKDAYS
        reckoned = isinstance(basis, Reckoning) and not basis.deferred
        fixed = isinstance(basis, Reckoning) and getattr(basis.cause, "due_by", None)
        if milestone.due_on and (counted or reckoned) and not fixed:
            closed = [e.on for e in events if isinstance(e, Closed)]
            calendars = [CALENDAR, *(CALENDAR.known_on(day) for day in closed)]
            assert any(calendar.is_workday(milestone.due_on) for calendar in calendars)


calendar_of = cache(WorkCalendar)
"""A register that never heard of later notices."""


@FEW
@given(histories())
def test_a_closed_case_stays_on_the_notices_known_when_it_was_closed(history):
    events = events_from_list(history["events"])
    now = deadlines(events, CALENDAR)
    for round_ in now.history.rounds:
        if round_.closed is None:
            continue
        then = calendar_of(tuple(n for n in NOTICES if n.issued_on <= round_.closed.on))
        reply_now = [m for m in now.milestones if (m.name, m.round) == ("reply", round_.number)]
        reply_then = [
            m
            for m in deadlines(events, then).milestones
            if (m.name, m.round) == ("reply", round_.number)
        ]
        assert [m.due_on for m in reply_now] == [m.due_on for m in reply_then]


@FEW
@given(histories())
def test_a_date_that_cannot_be_earlier_is_the_cautious_one(history):
    events = events_from_list(history["events"])
    for milestone in deadlines(events, CALENDAR, date.fromisoformat(history["today"])).milestones:
        if milestone.due_on and milestone.cautious_on:
            assert milestone.cautious_on <= milestone.due_on


@FEW
@given(histories())
def test_an_event_survives_being_written_and_read(history):
    for event in events_from_list(history["events"]):
        assert event_from_mapping(event_as_mapping(event)) == event


@FEW
@given(histories())
def test_a_projection_counts_a_case_at_most_once(history):
    events = events_from_list(history["events"])
    projection = project(events, CALENDAR)
    closings = [e for e in deadlines(events, CALENDAR).history.events if isinstance(e, Closed)]
    first = closings[0] if closings and projection.received_on else None
    assert projection.counted_outcome == (first.outcome if first else "")
    assert projection.closed_year == (first.on.year if first else None)


def test_ending_a_consultation_does_not_prove_it():
    reckoned = deadlines(
        [
            Received(on=date(2025, 3, 3), seq=1, channel="in_person"),
            Consulted(on=date(2025, 3, 4), seq=2, ref="1", party="third_party"),
            ConsultationEnded(on=date(2025, 3, 20), seq=3, ref="1"),
        ],
        CALENDAR,
    )
    [reply] = [m for m in reckoned.milestones if m.name == "reply"]
    assert reply.due_on == date(2025, 3, 31)
    assert "consultation_unproven" in reply.flags
