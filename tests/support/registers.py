"""A register on a Friday morning, with clerks who have something due today."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from casework.desk.act import acting
from casework.desk.agencies import Particulars, found_agency
from casework.desk.people import add_person, give_role
from casework.law.calendar import issued_calendar
from casework.law.receipt import Stamps
from casework.office import Office, open_office
from casework.settings import read_settings
from tests.support.desk import log
from tests.support.empty_registers import new_register

FRIDAY = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
"""Ten in the morning of a working day, in 晋江."""


def register_with(environment: Mapping[str, str], clerks: int, cases: int) -> Office:
    """An office on that Friday: each clerk has so many cases that must be answered today.

    A database that the environment names must be an empty register.
    """
    settings = read_settings(environment)
    settings.data.mkdir(mode=0o700, exist_ok=True)
    if "CASEWORK_DATABASE_URL" not in environment:
        new_register(settings.data / "casework.db")
    office = replace(open_office(settings), now=lambda: FRIDAY)
    with acting(office, None) as act:
        found_agency(act, "xiyuan", Particulars(name="西园街道办", short_name="西园", mark="西"))
        for n in range(1, clerks + 1):
            person = add_person(act, "xiyuan", f"c{n}", f"c{n}", f"c{n}@example.gov.cn")
            give_role(act, person, "xiyuan", "clerk", date(2019, 1, 1))
    received = Stamps(submitted_on=issued_calendar().workday_before(office.today(), 20))
    for clerk in range(1, clerks + 1):
        for _ in range(cases):
            log(office, clerk, clerk_id=clerk, stamps=received)
    return office
