"""The database's counts equal the specification, whatever the cases are."""

from collections import Counter
from contextlib import contextmanager
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from casework.report.facts import DisputeFact, Fact
from casework.report.table3 import table_of, tabulate
from casework.report.table4 import table4_of, tabulate_disputes
from casework.store.queries.totals import (
    count_table3,
    count_table3_by_agency,
    count_table4,
)
from casework.store.tables import AgencyRow, CaseRow, DisputeRow
from tests.support.case_facts import facts_of
from tests.support.report_facts import DISPUTES, FACTS, YEARS

# Each example undoes what it wrote, so one register may serve them all.
many = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
AGENCIES = {1, 2, 3}
CHOSEN = st.sets(st.sampled_from(sorted(AGENCIES)))


@pytest.fixture
def offices(store):
    """A register of three agencies without a case."""
    with store.writing() as session:
        session.add_all(AgencyRow(code=f"a{n}", name=f"{n}", short_name=f"{n}") for n in "123")
    return store


def _agency(place):
    return place % len(AGENCIES) + 1


def _case(place, fact):
    return CaseRow(
        agency_id=_agency(place),
        year=2019,
        serial=place,
        number=fact.number,
        subject="",
        applicant_kind=fact.applicant_kind,
        received_on=fact.received_on,
        recv_year=fact.received_on.year,
        counted_on=fact.counted_on,
        closed_year=fact.counted_on and fact.counted_on.year,
        counted_outcome=fact.counted_outcome or "",
    )


def _dispute(place, fact):
    return DisputeRow(
        agency_id=_agency(place),
        kind=fact.kind,
        filed_on=fact.filed_on,
        filed_year=fact.filed_on.year,
        decided_on=fact.decided_on,
        decided_year=fact.decided_on and fact.decided_on.year,
        result=fact.result or "",
    )


@contextmanager
def _filled(store, facts, row):
    """The register with these rows, as long as the block lasts."""
    with store.writing() as session:
        session.add_all(row(place, fact) for place, fact in enumerate(facts))
        session.flush()
        yield session
        session.rollback()


def _of(facts, agencies):
    return [fact for place, fact in enumerate(facts) if _agency(place) in agencies]


@many
@given(facts=FACTS, year=YEARS, chosen=CHOSEN)
def test_table_three_of_some_agencies_is_the_specified_one(offices, facts, year, chosen):
    with _filled(offices, facts, _case) as session:
        counted = count_table3(session, sorted(chosen), year)
    assert table_of(counted, year) == tabulate(_of(facts, chosen), year)


@many
@given(facts=FACTS, year=YEARS)
def test_table_three_of_the_whole_register_needs_no_list_of_agencies(offices, facts, year):
    with _filled(offices, facts, _case) as session:
        assert table_of(count_table3(session, None, year), year) == tabulate(facts, year)


@many
@given(facts=FACTS, year=YEARS)
def test_table_three_of_each_agency_comes_in_one_statement(offices, facts, year):
    with _filled(offices, facts, _case) as session:
        counted = count_table3_by_agency(session, year)
    for agency in AGENCIES:
        wanted = tabulate(_of(facts, {agency}), year)
        assert table_of(counted.get(agency, Counter()), year) == wanted


@many
@given(facts=FACTS, year=YEARS)
def test_the_cases_behind_a_table_make_the_same_table(offices, facts, year):
    with _filled(offices, facts, _case) as session:
        found = facts_of(session, 1, year)
    assert set(map(type, found)) <= {Fact}
    assert tabulate(found, year) == tabulate(_of(facts, {1}), year)


@many
@given(facts=DISPUTES, year=YEARS, chosen=st.none() | CHOSEN)
def test_table_four_is_the_specified_one(offices, facts, year, chosen):
    with _filled(offices, facts, _dispute) as session:
        counted = count_table4(session, chosen if chosen is None else sorted(chosen), year)
    assert table4_of(counted) == tabulate_disputes(
        _of(facts, AGENCIES if chosen is None else chosen), year
    )


def test_a_void_case_or_dispute_is_counted_nowhere(offices):
    with offices.writing() as session:
        session.add(CaseRow(agency_id=1, year=2023, serial=1, number="1", subject=""))
        session.add(DisputeRow(agency_id=1))
    with offices.reading() as session:
        for year in (2022, 2023, 2024):
            assert count_table3(session, [1], year) == count_table3(session, None, year) == {}
            assert count_table4(session, [1], year) == count_table4(session, None, year) == {}
            assert facts_of(session, 1, year) == []


def test_a_province_of_agencies_fits_into_one_statement(offices):
    fact = Fact("1", "research", date(2023, 3, 1))
    with _filled(offices, [fact], _case) as session:
        assert count_table3(session, range(1, 40_001), 2023)["new", "research"] == 1
    dispute = DisputeFact("reconsideration", date(2023, 3, 1))
    with _filled(offices, [dispute], _dispute) as session:
        counted = count_table4(session, range(1, 40_001), 2023)
    assert counted == {("reconsideration", "pending"): 1}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("whose", ["", "agency_id = 1 AND "])
def test_sqlite_counts_in_a_covering_index_without_sorting(offices, whose):
    keys = "closed_year, recv_year, counted_outcome, applicant_kind"
    statement = (
        f"EXPLAIN QUERY PLAN SELECT {keys}, count(*) FROM cases "
        f"WHERE {whose}closed_year >= 2023 AND recv_year <= 2023 GROUP BY {keys}"
    )
    with offices.reading() as session:
        plan = "\n".join(row[3] for row in session.connection().execute(text(statement)))
    assert "USING COVERING INDEX ix_cases_counted" in plan
    assert "TEMP B-TREE" not in plan
