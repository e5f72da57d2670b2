"""What the tests of the desk and of its doors start from: an application, a case."""

from datetime import date
from typing import Any

from casework.desk.act import acting
from casework.desk.applications import Application, Logged, Party, log_application
from casework.law.receipt import Stamps
from casework.office import Office


def application(**given: Any) -> Application:
    """An application handed in on 2 March 2026, or what differs from it."""
    party = Party(name="陈某", identity_number="350582199001011234", phone="13800000000")
    values: dict[str, Any] = {
        "agency": "xiyuan",
        "channel": "in_person",
        "stamps": Stamps(submitted_on=date(2026, 3, 2)),
        "applicant_kind": "natural_person",
        "parties": (party,),
        "subject": "征地补偿标准",
    }
    return Application(**(values | given))


def log(office: Office, person: int | None = 1, **given: Any) -> Logged:
    """Log it, in an action of its own."""
    with acting(office, person) as act:
        return log_application(act, application(**given))
