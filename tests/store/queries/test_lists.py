from datetime import date, timedelta

import pytest

from casework.store.queries.list_names import applicants_of, staff_of, takers_at
from casework.store.queries.lists import (
    NEWEST,
    START,
    Cursor,
    all_page,
    open_page,
)
from casework.store.tables import (
    AgencyRow,
    ApplicantRow,
    CaseApplicantRow,
    CaseRow,
    PersonRow,
    RoleRow,
)

DAY = date(2023, 3, 1)
OWN = {"agency": 1}
WEEK = {"day": DAY, "week_end": DAY + timedelta(days=4)}


def _case(serial, next_on, **more):
    given = {"agency_id": 1, "clerk_id": 1, "state": "received"} | more
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
            session.add(_case(serial, DAY + timedelta(days=(serial * 5) % 7 - 1)))
        session.add_all([_case(9, None, state="consulting"), _case(10, None, clerk_id=None)])
        closed = {"closed_on": DAY, "state": "closed", "counted_outcome": "granted"}
        session.add_all([_case(11, DAY, **closed), _case(1, DAY, agency_id=2, clerk_id=2)])
    return store


def _open(store, given=OWN, at=START, size=50, backwards=False):
    with store.reading() as session:
        return open_page(session, given, at, size, backwards=backwards)


def _all(store, given=OWN, at=NEWEST, size=50, backwards=False):
    with store.reading() as session:
        return all_page(session, given, at, size, backwards=backwards)


def _place(row):
    return Cursor(row.next_on, row.id)


def _walked(page_at, start, place):
    """The ids of each page, forwards to the last; and that one goes back the same way."""
    page = page_at(start, backwards=False)
    assert not page.before
    forwards = [page.rows]
    while page.after:
        page = page_at(place(page.rows[-1]), backwards=False)
        assert page.before
        forwards.append(page.rows)
    back = [page.rows]
    while page.before:
        page = page_at(place(page.rows[0]), backwards=True)
        assert page.after
        back.append(page.rows)
    assert [row.id for rows in back[::-1] for row in rows] == [
        row.id for rows in forwards for row in rows
    ]
    return forwards


@pytest.mark.parametrize("size", [1, 3, 5, 8, 9, 50])
def test_the_open_cases_come_by_pages_the_most_urgent_first_and_back(register, size):
    def page_at(place, *, backwards):
        return _open(register, at=place, size=size, backwards=backwards)

    pages = _walked(page_at, START, _place)
    rows = [row for page in pages for row in page]
    days = [(row.next_on or date.max, row.id) for row in rows]
    assert days == sorted(days)
    assert sorted(int(row.subject) for row in rows) == list(range(1, 11))
    assert [row.next_on for row in rows[-2:]] == [None, None]


@pytest.mark.parametrize("size", [1, 4, 11, 50])
def test_all_cases_come_newest_first_and_back(register, size):
    def page_at(place, *, backwards):
        return _all(register, at=place, size=size, backwards=backwards)

    pages = _walked(page_at, NEWEST, lambda row: row.id)
    assert [int(row.subject) for page in pages for row in page] == list(range(11, 0, -1))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"unassigned": True}, {10}),
        ({"waiting": True}, {9}),
        ({"clerk": 1}, {1, 2, 3, 4, 5, 6, 7, 8, 9}),
        ({"clerk": 2}, set()),
        ({"overdue": True, **WEEK}, {7}),
        ({"today": True, **WEEK}, {3}),
        ({"week": True, **WEEK}, {1, 2, 3, 5, 6, 8}),
    ],
)
def test_each_part_of_the_open_cases_holds_its_own(register, given, expected):
    assert {int(row.subject) for row in _open(register, OWN | given).rows} == expected


def test_several_agencies_are_listed_together_and_one_alone(register):
    assert len(_open(register, {"agencies": [1, 2]}).rows) == 11
    assert [row.clerk_id for row in _open(register, {"agency": 2}).rows] == [2]
    assert _open(register, {"agency": 99}).rows == _all(register, {"agency": 99}).rows == []


def test_all_cases_pass_their_filters(register):
    assert [row.subject for row in _all(register, OWN | {"outcome": "granted"}).rows] == ["11"]
    assert [row.subject for row in _all(register, OWN | {"state": "consulting"}).rows] == ["9"]
    assert _all(register, OWN | {"taken": []}).rows == []


def test_rows_are_given_the_names_they_refer_to(register):
    with register.writing() as session:
        session.add_all(
            [
                RoleRow(person_id=1, agency_id=1, role="clerk", since=DAY),
                RoleRow(person_id=1, agency_id=1, role="approver", since=DAY),
                RoleRow(person_id=2, agency_id=1, role="clerk", since=DAY, until=DAY),
                ApplicantRow(agency_id=1, kind="natural_person", name="陈某"),
                ApplicantRow(agency_id=1, kind="natural_person", name="黄律师"),
                ApplicantRow(agency_id=1, kind="commercial", name="海丝公司"),
            ]
        )
        session.flush()
        # Who stands first on the paper is not the first in the register.
        for position, applicant in ((2, 1), (1, 3), (3, 2)):
            role = "agent" if position == 3 else "applicant"
            session.add(
                CaseApplicantRow(case_id=3, position=position, applicant_id=applicant, role=role)
            )
    with register.reading() as session:
        assert staff_of(session, 1) == {1: "x", 2: "y"}
        assert takers_at(session, 1, DAY) == {1: "x"}
        assert applicants_of(session, [1, 3]) == {3: ["海丝公司", "陈某"]}
    for page in (_open(register), _all(register)):
        told = {row.id: (row.applicants, row.clerk) for row in page.rows}
        assert (told[3], told[4], told[10]) == (("海丝公司、陈某", "x"), (None, "x"), (None, None))
    for page in (_open(register, {"agencies": [1, 2]}), _all(register, {"agencies": [1, 2]})):
        assert {row.agency for row in page.rows} == {"a", "b"}
        assert not hasattr(page.rows[0], "applicants")
        assert not hasattr(page.rows[0], "clerk")
