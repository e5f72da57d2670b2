"""The first start: the link from the console leads to the agency and its first person.

The link is made from the register's own key and opens an empty register only, so nothing is
stored for it, every process knows it, and it is worthless once somebody has been added.
"""

import hashlib
import hmac
from dataclasses import dataclass

from casework.desk.access import Place, open_session, set_first_password
from casework.desk.act import Act
from casework.desk.agencies import Particulars, found_agency
from casework.desk.people import add_person, give_role
from casework.desk.refusals import NotAllowed
from casework.office import Office
from casework.store.queries.access import has_people
from casework.store.tables import PersonRow

FIRST_ROLES = ("admin", "clerk", "approver")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPerson:
    """Who sets the register up, and is admin, clerk and approver from then on."""

    login: str
    name: str
    password: str
    email: str = ""


def first_token(office: Office) -> str | None:
    """What opens an empty register; None once somebody has been added."""
    with office.reading() as tx:
        return None if has_people(tx) else _token(office)


def is_first_token(office: Office, token: str) -> bool:
    """Whether this is the link from the console, and still opens."""
    expected = first_token(office)
    return expected is not None and hmac.compare_digest(token.encode(), expected.encode())


def start_register(
    act: Act, token: str, code: str, particulars: Particulars, person: FirstPerson, place: Place
) -> str:
    """Found the agency and the first person; gives the token of that person's session."""
    if has_people(act.tx) or not hmac.compare_digest(token.encode(), _token(act.office).encode()):
        raise NotAllowed("本登记簿已经启用，请用登录名和密码登录")
    found_agency(act, code, particulars)
    person_id = add_person(act, code, person.login, person.name, person.email)
    for role in FIRST_ROLES:
        give_role(act, person_id, code, role)
    set_first_password(act, person_id, person.password)
    return open_session(act, act.tx.get_one(PersonRow, person_id), place)


def _token(office: Office) -> str:
    return hmac.new(office.settings.secret_key(), b"first start", hashlib.sha256).hexdigest()
