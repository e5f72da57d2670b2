from datetime import date

import pytest

from casework.store.queries.agencies import agencies_below, agency_by_code, parents_on
from casework.store.tables import AgencyParentRow, AgencyRow

CITY, COUNTY, STREET, VILLAGE, OTHER = 1, 2, 3, 4, 5
MOVED = date(2023, 7, 1)


@pytest.fixture
def tree(store):
    """A city with two counties; in the middle of 2023 a street moves from one to the other."""
    since = date(2019, 1, 1)
    with store.writing() as session:
        for code in ("city", "county", "street", "village", "other"):
            session.add(AgencyRow(code=code, name=code, short_name=code))
            session.flush()
        session.add_all(
            [
                AgencyParentRow(agency_id=COUNTY, since=since, parent_id=CITY),
                AgencyParentRow(agency_id=OTHER, since=since, parent_id=CITY),
                AgencyParentRow(agency_id=STREET, since=since, until=MOVED, parent_id=COUNTY),
                AgencyParentRow(agency_id=STREET, since=MOVED, parent_id=OTHER),
                AgencyParentRow(agency_id=VILLAGE, since=since, parent_id=STREET),
            ]
        )
    return store


BELOW = [
    (CITY, date(2022, 12, 31), [1, 2, 3, 4, 5]),
    (COUNTY, date(2022, 12, 31), [2, 3, 4]),
    (OTHER, date(2022, 12, 31), [5]),
    (COUNTY, date(2023, 6, 30), [2, 3, 4]),
    (COUNTY, MOVED, [2]),
    (OTHER, MOVED, [3, 4, 5]),
    (COUNTY, date(2023, 12, 31), [2]),
    (VILLAGE, date(2023, 12, 31), [4]),
    (CITY, date(2018, 12, 31), [1]),
]


def test_the_subtree_is_that_of_the_day(tree):
    with tree.reading() as session:
        found = [(agency, day, agencies_below(session, agency, day)) for agency, day, _ in BELOW]
    assert found == BELOW


def test_each_agency_stands_under_one_other_on_a_day(tree):
    with tree.reading() as session:
        assert parents_on(session, date(2023, 6, 30)) == {2: 1, 3: 2, 4: 3, 5: 1}
        assert parents_on(session, MOVED) == {2: 1, 3: 5, 4: 3, 5: 1}


def test_a_tree_bent_into_a_ring_still_ends(tree):
    with tree.writing() as session:
        session.add(AgencyParentRow(agency_id=CITY, since=date(2019, 1, 1), parent_id=VILLAGE))
    with tree.reading() as session:
        assert agencies_below(session, STREET, date(2022, 12, 31)) == [1, 2, 3, 4, 5]


def test_an_agency_is_found_by_its_code(tree):
    with tree.reading() as session:
        assert agency_by_code(session, "street").id == STREET
        assert agency_by_code(session, "nowhere") is None
