"""What is listed behind a number is what the number counts, on both databases."""

from datetime import date, timedelta
from random import Random

import pytest

from casework.desk import drilling
from casework.desk.act import acting
from casework.desk.documents import IssuedDocument, issue_document, repeal_document
from casework.desk.drilling import (
    between,
    cases_of_cell,
    cases_of_period,
    disputes_of_cell,
    documents_of_cell,
)
from casework.desk.refusals import NoSuchCase
from casework.desk.reporting import report_of
from casework.law.applicants import APPLICANT_KINDS
from casework.law.disputes import DISPUTE_KINDS, RESULTS
from casework.law.outcomes import OUTCOMES
from casework.report.forms import TABLE3_COLUMNS, TABLE4_COLUMNS, TABLE4_GROUPS, form_of
from casework.report.period import PERIOD_FORM, period_table
from casework.store.queries.disputes import cases_named
from casework.store.queries.drilling import count_by_year, count_period
from casework.store.tables import CaseRow, DisputeRow
from tests.support.desk import log

YEARS = (2020, 2023)
CASES, DISPUTES = 150, 60


def some_day(rng, first):
    return first + timedelta(days=rng.randint(0, 500))


def a_case(rng, serial):
    """The columns that lists and totals read; some cases are void, some open."""
    received = some_day(rng, date(2019, 6, 1) if rng.random() < 0.5 else date(2022, 6, 1))
    counted = some_day(rng, received) if rng.random() < 0.8 else None
    case = CaseRow(agency_id=1, year=2019, serial=serial, number=f"第{serial}号", subject="事项")
    case.applicant_kind, case.state = rng.choice(APPLICANT_KINDS).code, "received"
    if rng.random() < 0.95:
        case.received_on, case.recv_year = received, received.year
        case.counted_on, case.closed_year = counted, counted and counted.year
        case.counted_outcome = rng.choice(OUTCOMES).code if counted else ""
    return case


def a_dispute(rng):
    filed = some_day(rng, date(2019, 6, 1) if rng.random() < 0.5 else date(2022, 6, 1))
    decided = some_day(rng, filed) if rng.random() < 0.7 else None
    return DisputeRow(
        agency_id=1,
        kind=rng.choice(DISPUTE_KINDS).code,
        filed_on=filed,
        filed_year=filed.year,
        decided_on=decided,
        decided_year=decided and decided.year,
        result=rng.choice(RESULTS).code if decided else "",
    )


@pytest.fixture
def full(office):
    rng = Random(3)
    with office.transaction() as tx:
        tx.add_all(a_case(rng, serial) for serial in range(1, CASES + 1))
        tx.add_all(a_dispute(rng) for _ in range(DISPUTES))
    return office


def everything(page):
    """All rows of a list, page after page."""
    found = page(0)
    rows = [*found.rows]
    while found.after:
        found = page(found.after)
        rows += found.rows
    assert len({row.id for row in rows}) == len(rows) == found.total
    return rows


def test_every_number_of_tables_three_and_four_is_the_length_of_its_list(full, monkeypatch):
    monkeypatch.setattr(drilling, "PAGE", 7)
    seen = 0
    with full.reading() as tx:
        for year in YEARS:
            report = report_of(full, tx, "xiyuan", year)
            for row in form_of(year).table3:
                for column, number in zip(TABLE3_COLUMNS, report.table3[row.key], strict=True):
                    cell = (row.key, column.key)
                    listed = everything(
                        lambda after, y=year, c=cell: cases_of_cell(tx, [1], y, c, after=after)
                    )
                    assert len(listed) == number, (year, cell)
                    seen += number
            for group in TABLE4_GROUPS:
                for column, number in zip(TABLE4_COLUMNS, report.table4[group.code], strict=True):
                    cell = (group.code, column.key)
                    listed = everything(
                        lambda after, y=year, c=cell: disputes_of_cell(tx, [1], y, c, after=after)
                    )
                    assert len(listed) == number, (year, cell)
                    seen += number
    assert seen > 500


def test_every_number_of_a_period_is_the_length_of_its_list(full):
    span = (date(2020, 3, 15), date(2023, 2, 10))
    with full.reading() as tx:
        table = period_table(count_period(tx, between(span) | {"agency_ids": [1]}))
        for row in PERIOD_FORM.table3:
            for column, number in zip(TABLE3_COLUMNS, table[row.key], strict=True):
                cell = (row.key, column.key)
                listed = everything(
                    lambda after, c=cell: cases_of_period(tx, [1], span, c, after=after)
                )
                assert len(listed) == number, cell
    assert table["new"][-1] > 20
    assert table["outcome_total"][-1] > 20


def test_a_calendar_year_as_a_period_counts_what_the_report_counts(full):
    span = (date(2023, 1, 1), date(2023, 12, 31))
    with full.reading() as tx:
        table = period_table(count_period(tx, between(span) | {"agency_ids": [1]}))
        report = report_of(full, tx, "xiyuan", 2023)
        years = count_by_year(tx, 1)
    assert table["new"] == report.table3["new"]
    assert table["outcome_total"] == report.table3["outcome_total"]
    assert years["new", 2023] == table["new"][-1]
    assert years["closed", 2023] == table["outcome_total"][-1]


def test_every_count_of_documents_is_the_length_of_its_list(office):
    with acting(office, 1) as act:
        for number, day in enumerate((date(2020, 5, 1), date(2023, 5, 1), date(2023, 6, 1))):
            document = IssuedDocument(
                kind="normative_documents",
                title=f"办法{number}",
                issued_on=day,
                expires_on=date(2023, 12, 30) if number == 1 else None,
            )
            issued = issue_document(act, "xiyuan", document)
        repeal_document(act, issued, date(2023, 7, 1))
    with office.reading() as tx:
        table2 = report_of(office, tx, "xiyuan", 2023).table2
        for line in ("rules", "normative_documents"):
            lengths = [
                len(documents_of_cell(tx, [1], 2023, (line, column)))
                for column in ("issued", "repealed", "in_force")
            ]
            assert lengths == table2[line]
    assert table2["normative_documents"] == [2, 1, 1]


def test_the_trial_form_has_no_counted_documents(office):
    with office.reading() as tx, pytest.raises(NoSuchCase):
        documents_of_cell(tx, [1], 2020, ("rules", "issued"))


def test_names_are_read_only_where_they_may_be_shown(office):
    log(office)
    with office.reading() as tx:
        cell = ("new", "total")
        assert cases_of_cell(tx, [1], 2026, cell).names == {}
        assert cases_of_cell(tx, [1], 2026, cell, named=True).names == {1: ["陈某"]}


def test_cases_are_found_by_number_or_place_within_their_agency_alone(office):
    logged = log(office)
    with office.reading() as tx:
        assert [row.id for row in cases_named(tx, 1, [logged.number], [])] == [logged.case_id]
        assert [row.id for row in cases_named(tx, 1, [], [(2026, 1)])] == [logged.case_id]
        assert cases_named(tx, 1, [], []) == []
        assert cases_named(tx, 2, [logged.number], [(2026, 1)]) == []
