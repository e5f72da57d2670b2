"""A register of several agencies, in one of which everything there is has been recorded.

jinjiang is above xiyuan and chidian, and xiyuan above shequ. Everything is xiyuan's, so that
whoever belongs elsewhere has something to be kept from.
"""

from dataclasses import dataclass
from typing import Any

from sqlmodel import select

from casework.desk.access import set_first_password
from casework.desk.act import ROLES, acting
from casework.desk.agencies import put_under
from casework.desk.feeds import make_feed
from casework.desk.housekeeping import CLOCK, QUEUE, note_alive
from casework.desk.people import add_person, give_role
from casework.store.tables import AgencyRow, CaseRow, SessionRow
from tests.support.neighbour_records import (
    LONG_AGO,
    record_case,
    record_dispute,
    record_document,
    record_notice,
    record_outside_unit,
    record_sum,
    seal,
)
from tests.support.web import PASSWORD, Site


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """The site, and what of xiyuan an address may name."""

    site: Site
    case: CaseRow
    dispute_id: int
    document_id: int
    outside_id: int
    child_id: int
    clerk_id: int
    colleague_id: int
    notice_id: int
    session: str
    feed: str


def settle_neighbours(site: Site) -> Neighbours:
    """Found the agencies, let people work there, and record something of every kind in xiyuan."""
    _found(site)
    lin = _person(site, "lin", "林修某", "xiyuan", *ROLES)
    _person(site, "zhao", "赵修某", "chidian", *ROLES)
    liu = _person(site, "liu", "刘修某", "shequ", *ROLES)
    _person(site, "sun", "孙修某", "jinjiang", "supervisor")
    _person(site, "he", "何修某", "jinjiang", "admin")
    colleague = _person(site, "wang", "王修某", "xiyuan", "clerk")
    case = record_case(site, colleague)
    with acting(site.office, lin) as act:
        things = {
            "dispute_id": record_dispute(act, case),
            "document_id": record_document(act),
            "outside_id": record_outside_unit(act),
        }
        feed = make_feed(act, "xiyuan")
    for code, person in (("shequ", liu), ("xiyuan", lin)):
        seal(site, code, person)
    with acting(site.office, lin) as act:
        record_sum(act)
    for beat in (CLOCK, QUEUE):
        note_alive(site.office, beat)
    site.browser("lin")
    return Neighbours(
        site=site,
        case=case,
        child_id=_only(site, select(AgencyRow.id).where(AgencyRow.code == "shequ")),
        clerk_id=lin,
        colleague_id=colleague,
        notice_id=record_notice(site),
        session=_only(site, select(SessionRow.token_sha256).where(SessionRow.person_id == lin)),
        feed=feed,
        **things,
    )


def _found(site: Site) -> None:
    for code, name in (("jinjiang", "晋江市"), ("xiyuan", "西园街道"), ("chidian", "池店镇")):
        site.agency(code, name)
    site.agency("shequ", "梅岭社区")
    with acting(site.office, None) as act:
        for code, above in (("xiyuan", "jinjiang"), ("chidian", "jinjiang"), ("shequ", "xiyuan")):
            put_under(act, code, above, LONG_AGO)


def _person(site: Site, login: str, name: str, code: str, *roles: str) -> int:
    """Somebody who has acted in these roles since long ago, so that last year can be sealed."""
    with acting(site.office, None) as act:
        person = add_person(act, code, login, name)
        for role in roles:
            give_role(act, person, code, role, LONG_AGO)
        set_first_password(act, person, PASSWORD)
    return person


def _only(site: Site, statement: Any) -> Any:
    with site.office.reading() as tx:
        return tx.exec(statement).one()
