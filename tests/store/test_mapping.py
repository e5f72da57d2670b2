"""Every kind of event, with every field it has, survives the way through the table."""

from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from casework.cases.events import EVENTS, Item, Received
from casework.cases.parsing import BadEvent
from casework.cases.projection import project
from casework.law.calendar import issued_calendar
from casework.law.notices import NOTICES
from casework.law.outcomes import OUTCOMES
from casework.store.mapping import (
    case_columns,
    event_of,
    event_row,
    events_of,
    milestone_columns,
    put_projection,
)
from casework.store.notice_mapping import notice_of, notice_row
from casework.store.queries.cases import history, milestones
from casework.store.queries.notices import imported_notices
from casework.store.tables import CaseRow, EventRow, MilestoneRow

NOW = datetime(2023, 3, 1, tzinfo=UTC)
DAYS = st.dates(date(2019, 5, 15), date(2026, 12, 31))
ITEMS = st.builds(
    Item, st.text(max_size=20), st.sampled_from([o.code for o in OUTCOMES]), st.text(max_size=9)
)
# What the parser reads as absent is not a value of a field: "" and None mean nothing was said.
BY_TYPE = {
    date: DAYS,
    date | None: st.none() | DAYS,
    str: st.text(min_size=1, max_size=20),
    bool: st.booleans(),
    bool | None: st.none() | st.booleans(),
    int: st.integers(1, 99),
    int | None: st.none() | st.integers(1, 99),
    Decimal | None: st.none() | st.decimals(0, 10_000, places=2),
    tuple[Item, ...]: st.lists(ITEMS, max_size=3).map(tuple),
}


def _values(field):
    codes = [code for code, _ in field.metadata.get("choices", ())]
    if field.type == tuple[str, ...]:
        return st.lists(st.sampled_from(codes), unique=True).map(tuple)
    return st.sampled_from(codes) if codes else BY_TYPE[field.type]


EVENT = st.one_of(
    st.builds(event, **{field.name: _values(field) for field in fields(event)}) for event in EVENTS
)


@given(EVENT)
def test_an_event_comes_back_from_its_row_as_it_was(event):
    assert event_of(event_row(7, event, recorded_by=1, recorded_at=NOW)) == event


def test_the_record_of_a_case_comes_back_from_the_database(store, case_id):
    written = [
        Received(on=date(2023, 3, seq), seq=seq, channel="in_person", applicant_kind="research")
        for seq in (1, 2, 3)
    ]
    with store.writing() as session:
        session.add_all(event_row(case_id, event, 1, NOW) for event in reversed(written))
    with store.reading() as session:
        rows = history(session, case_id)
        assert events_of(rows) == written
        assert {row.recorded_at for row in rows} == {NOW}


def test_a_row_that_we_did_not_write_is_not_taken_for_an_event():
    row = EventRow(case_id=1, seq=1, kind="closed", on=date(2023, 3, 1), details={"outcome": "?"})
    with pytest.raises(BadEvent):
        event_of(row)


def _place(milestone):
    return milestone["round"], milestone["name"], milestone["ref"]


def _received(day):
    return Received(on=day, seq=1, channel="in_person", applicant_kind="natural_person")


def test_what_follows_from_the_events_stands_in_the_case_and_its_milestones(store, case_id):
    projection = project([_received(date(2023, 3, 1))], issued_calendar())
    with store.writing() as session:
        assert put_projection(session, session.get(CaseRow, case_id), projection)
    with store.reading() as session:
        case = session.get(CaseRow, case_id)
        assert case.model_dump(include=case_columns(projection).keys()) == case_columns(projection)
        assert (case.state, case.due_on, case.recv_year) == ("received", date(2023, 3, 29), 2023)
        found = [row.model_dump() for row in milestones(session, case_id)]
        wanted = [milestone_columns(case_id, line) for line in projection.milestones]
        assert sorted(found, key=_place) == sorted(wanted, key=_place)
        assert wanted


def test_writing_it_again_changes_nothing_and_says_so(store, case_id):
    projection = project([_received(date(2023, 3, 1))], issued_calendar())
    for different in (True, False):
        with store.writing() as session:
            assert put_projection(session, session.get(CaseRow, case_id), projection) is different


def test_a_corrected_day_of_receipt_moves_column_and_milestone(store, case_id):
    for day in (date(2023, 3, 1), date(2023, 3, 2)):
        projection = project([_received(day)], issued_calendar())
        with store.writing() as session:
            assert put_projection(session, session.get(CaseRow, case_id), projection)
    with store.reading() as session:
        reply = session.exec(select(MilestoneRow).where(MilestoneRow.name == "reply")).one()
        assert reply.due_on == session.get(CaseRow, case_id).due_on == date(2023, 3, 30)


def test_every_column_of_the_projection_has_its_place_in_the_table():
    projection = project([], issued_calendar())
    assert case_columns(projection).keys() <= CaseRow.model_fields.keys()


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.number)
def test_a_notice_comes_back_from_its_row_as_it_was(notice):
    assert notice_of(notice_row(notice, imported_by=None)) == notice


def test_imported_notices_come_back_in_the_order_of_issue(store):
    with store.writing() as session:
        session.add_all(notice_row(notice, None) for notice in reversed(NOTICES))
    with store.reading() as session:
        assert imported_notices(session) == list(NOTICES)
