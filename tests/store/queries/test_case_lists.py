from datetime import date, timedelta

import pytest

from casework.store.queries.case_lists import (
    FIRST_PAGE,
    due_cases,
    newest_cases,
    open_cases,
    open_cases_of,
)
from casework.store.tables import AgencyRow, CaseRow, PersonRow

DAY = date(2023, 3, 1)


def _case(serial, next_on, **more):
    given = {"agency_id": 1, "clerk_id": 1} | more
    number = f"西园〔2023〕{serial}号"
    return CaseRow(
        year=2023, serial=serial, number=number, subject=f"{serial}", next_on=next_on, **given
    )


@pytest.fixture
def register(store):
    """Ten open cases of one clerk, two of them without a day; closed and foreign ones beside."""
    with store.writing() as session:
        session.add_all(AgencyRow(code=code, name=code, short_name=code) for code in "ab")
        session.add_all(PersonRow(login=login, name=login) for login in "xy")
        session.flush()
        for serial in range(1, 9):
            session.add(_case(serial, DAY + timedelta(days=(serial * 5) % 7)))
        session.add_all([_case(9, None), _case(10, None)])
        session.add_all([_case(11, DAY, closed_on=DAY), _case(1, DAY, agency_id=2, clerk_id=2)])
    return store


def _all_pages(page, limit):
    """Every row, by pages of `limit`."""
    rows, after = [], FIRST_PAGE
    while found := page(after, limit):
        assert len(found) <= limit
        rows += found
        after = (found[-1].next_on, found[-1].id)
    return rows


@pytest.mark.parametrize("limit", [1, 3, 8, 9, 50])
def test_the_open_cases_come_page_by_page_the_most_urgent_first(register, limit):
    with register.reading() as session:
        rows = _all_pages(lambda after, n: open_cases(session, 1, after, n), limit)
    days = [(row.next_on or date.max, row.id) for row in rows]
    assert days == sorted(days)
    assert sorted(int(row.subject) for row in rows) == list(range(1, 11))
    assert [row.next_on for row in rows[-2:]] == [None, None]


def test_a_clerk_sees_the_cases_of_his_own(register):
    with register.reading() as session:
        rows = _all_pages(lambda after, n: open_cases_of(session, 1, after, n), 4)
        assert len(rows) == 10
        assert [row.agency_id for row in open_cases_of(session, 2)] == [2]


def test_the_sweep_finds_what_is_due_in_all_agencies_and_nothing_closed(register):
    until = DAY + timedelta(days=2)
    with register.reading() as session:
        rows = _all_pages(lambda after, n: due_cases(session, until, after, n), 2)
        assert {(row.agency_id, row.next_on <= until) for row in rows} == {(1, True), (2, True)}
        open_and_due = [
            case
            for n in range(1, 13)
            if (case := session.get(CaseRow, n)).next_on
            and case.next_on <= until
            and not case.closed_on
        ]
        assert sorted(row.id for row in rows) == [case.id for case in open_and_due]


def test_all_cases_come_newest_first(register):
    with register.reading() as session:
        first = newest_cases(session, 1, limit=6)
        second = newest_cases(session, 1, before=first[-1].id, limit=6)
        assert [int(row.subject) for row in (*first, *second)] == list(range(11, 0, -1))


def test_an_agency_without_cases_has_empty_lists(register):
    with register.reading() as session:
        assert open_cases(session, 99) == newest_cases(session, 99) == []
