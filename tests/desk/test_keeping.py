import pytest

from casework.desk.act import acting
from casework.desk.keeping import assign, edit_particulars
from casework.desk.refusals import Moved, NoSuchCase, NotAllowed
from casework.store.tables import CaseRow
from tests.support.desk import log

NEW = {"subject": "新的事项", "request": "一份文件", "form_wanted": "纸质"}


@pytest.fixture
def case_id(office):
    return log(office).case_id


def do(office, verb, *given, person=1, **more):
    with acting(office, person) as act:
        verb(act, *given, **more)


def stored(office, case_id):
    with office.reading() as tx:
        return tx.get_one(CaseRow, case_id)


def test_a_case_is_given_to_somebody_who_may_work_on_it(office, case_id):
    do(office, assign, case_id, 2, version=1)
    assert (stored(office, case_id).clerk_id, stored(office, case_id).version) == (2, 2)
    with pytest.raises(NotAllowed, match="承办人"):
        do(office, assign, case_id, 3, version=2)
    do(office, assign, case_id, None, version=2)
    assert stored(office, case_id).clerk_id is None


def test_nobody_overwrites_particulars_unseen(office, case_id):
    do(office, edit_particulars, case_id, **NEW, version=1)
    with pytest.raises(Moved):
        do(office, edit_particulars, case_id, **NEW | {"subject": "别的"}, version=1, person=2)
    assert stored(office, case_id).subject == "新的事项"


def test_a_case_keeps_a_subject_and_strangers_stay_out(office, case_id):
    with pytest.raises(NotAllowed, match="申请事项"):
        do(office, edit_particulars, case_id, **NEW | {"subject": " "}, version=1)
    with pytest.raises(NoSuchCase):
        do(office, assign, case_id, None, version=1, person=3)
