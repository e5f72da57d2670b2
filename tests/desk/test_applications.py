from datetime import date

import pytest

from casework.desk.act import acting
from casework.desk.applications import Application, Party, log_application
from casework.desk.refusals import NotAllowed
from casework.law.receipt import Stamps
from casework.store.tables import CaseRow

IN_PERSON = Stamps(submitted_on=date(2026, 3, 2))


def application(**given):
    values = {
        "agency": "xiyuan",
        "channel": "in_person",
        "stamps": IN_PERSON,
        "applicant_kind": "natural_person",
        "parties": (
            Party(name="陈某", identity_number="350582199001011234", phone="13800000000"),
        ),
        "subject": "征地补偿标准",
    }
    return Application(**(values | given))


def log(office, person=1, **given):
    with acting(office, person) as act:
        return log_application(act, application(**given))


def refused(office, **given):
    with pytest.raises(NotAllowed) as refusal:
        log(office, **given)
    return str(refusal.value)


def test_an_application_becomes_a_case_with_a_number_and_a_due_day(office):
    logged = log(office)
    assert (logged.number, logged.last_seq, logged.is_new) == ("晋西园公开〔2026〕1号", 1, True)
    with office.reading() as tx:
        case = tx.get_one(CaseRow, logged.case_id)
        assert (case.state, case.received_on, case.due_on) == (
            "received",
            date(2026, 3, 2),
            date(2026, 3, 30),
        )
