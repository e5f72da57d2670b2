"""What the tests of the desk and of its doors start from: an office, an application, a case."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Barrier
from typing import Any

from casework.desk.act import acting
from casework.desk.agencies import Particulars, found_agency
from casework.desk.applications import Application, Logged, Party, log_application
from casework.desk.people import add_person, give_role
from casework.law.receipt import Stamps
from casework.office import Office, open_office
from casework.settings import read_settings

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
"""When everything happens: on Friday 20 November 2026, ten in the morning."""

_ROLES = {"lin": ("clerk", "approver"), "wu": ("clerk",), "he": ("admin",)}


@contextmanager
def opened(url: str, data: Path) -> Iterator[Office]:
    """The office of a migrated register, whose clock stands still."""
    office = open_office(read_settings({"CASEWORK_DATABASE_URL": url}, str(data)))
    yield replace(office, now=lambda: NOW)
    office.close()


def settle(office: Office) -> None:
    """Found `xiyuan`; persons 1 and 2 keep its register, person 3 is only admin."""
    named = Particulars(name="晋江市西园街道办事处", short_name="西园街道", mark="晋西园公开")
    with acting(office, None) as act:
        found_agency(act, "xiyuan", named)
        for login, roles in _ROLES.items():
            person = add_person(act, "xiyuan", login, login)
            for role in roles:
                give_role(act, person, "xiyuan", role, date(2019, 1, 1))


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


def at_once(action: Callable[[Any], object], *arguments: Any) -> None:
    """Do it for each argument in a thread of its own, all at once; raises what they raise."""
    gate = Barrier(len(arguments))

    def begun_together(argument: Any) -> None:
        gate.wait()
        action(argument)

    with ThreadPoolExecutor(len(arguments)) as pool:
        list(pool.map(begun_together, arguments))
