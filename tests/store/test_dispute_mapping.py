from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from casework.cases.disputes import Decided, DisputeAnnulled, Filed, dispute_state
from casework.store.dispute_mapping import (
    dispute_columns,
    dispute_event_row,
    dispute_events_of,
)
from casework.store.tables import DisputeEventRow, DisputeRow

NOW = datetime(2023, 3, 1, tzinfo=UTC)
FILED = Filed(
    on=date(2023, 3, 1), seq=1, dispute_kind="reconsideration", body="市政府", cases=(3, 4)
)
DECIDED = Decided(on=date(2024, 1, 8), seq=2, result="upheld", served_on=date(2024, 1, 9))
ANNULLED = DisputeAnnulled(on=date(2024, 1, 9), seq=3, target=2, reason="录入有误")


@pytest.mark.parametrize(
    "event", [FILED, DECIDED, ANNULLED, Decided(on=NOW.date(), result="other")]
)
def test_an_event_comes_back_from_its_row_as_it_was(event):
    assert dispute_events_of([dispute_event_row(1, event, 1, NOW)]) == [event]


def test_a_record_comes_back_from_the_database(store, case_id):
    with store.writing() as session:
        session.add(DisputeRow(agency_id=1))
        session.flush()
        session.add_all(
            dispute_event_row(1, event, 1, NOW) for event in (FILED, DECIDED, ANNULLED)
        )
    with store.reading() as session:
        rows = session.exec(select(DisputeEventRow)).all()
        assert dispute_events_of(rows) == [FILED, DECIDED, ANNULLED]


@pytest.mark.parametrize(
    ("events", "years"),
    [((), (None, None)), ((FILED,), (2023, None)), ((FILED, DECIDED), (2023, 2024))],
)
def test_the_columns_have_the_years_table_four_counts_by(events, years):
    columns = dispute_columns(dispute_state(events))
    assert columns.keys() <= DisputeRow.model_fields.keys()
    assert (columns["filed_year"], columns["decided_year"]) == years
