import pytest

from casework.store.queries.cases import history, lock_case, milestones
from casework.store.tables import AgencyRow, CaseRow

NUMBER = "西园〔2023〕1号"


@pytest.fixture
def register(store):
    """Two agencies, each with a case that bears the same number."""
    with store.writing() as session:
        session.add_all(AgencyRow(code=code, name=code, short_name=code) for code in "ab")
        session.flush()
        for agency_id in (1, 2):
            session.add(
                CaseRow(agency_id=agency_id, year=2023, serial=1, number=NUMBER, subject="预算")
            )
    return store


def test_what_is_not_there_is_not_found(register):
    with register.writing() as session:
        assert lock_case(session, 99) is None
        assert history(session, 99) == milestones(session, 99) == []


def test_locking_a_case_reads_it_anew(register):
    with register.writing() as session:
        case = session.get(CaseRow, 1)
        case.subject = "changed by nobody"
        session.expunge_all()
        assert lock_case(session, 1).subject == "预算"
