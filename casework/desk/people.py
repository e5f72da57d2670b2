"""The people who keep the register, and what each may do for which agency. No sign-in here."""

from datetime import date

from casework.desk.access import note_access
from casework.desk.act import ROLES, Act
from casework.desk.refusals import NotAllowed, NotPermitted
from casework.store.queries.desk import agencies_ever_of, person_by_login, role_spans
from casework.store.tables import AgencyRow, PersonRow, RoleRow


def add_person(act: Act, code: str, login: str, name: str, email: str = "") -> int:
    """Add somebody who will work with the register of an agency; gives the person's id.

    Without a role the person can do nothing yet: `give_role` is next.
    """
    agency = act.agency(code)
    act.demand_admin(agency)
    if not login.strip() or not name.strip():
        raise NotAllowed("登录名和姓名都要填写，请补填")
    if person_by_login(act.tx, login.strip()) is not None:
        raise NotAllowed(f"登录名“{login.strip()}”已经有人使用，请换一个")
    person = PersonRow(login=login.strip(), name=name.strip(), email=email, created_at=act.now)
    act.tx.add(person)
    act.tx.flush()
    act.note(agency, "person.added", f"person:{person.id}")
    return person.id


def change_email(act: Act, email: str) -> None:
    """Have one's own daily mail sent elsewhere; an empty address: nowhere."""
    person = act.tx.get_one(PersonRow, act.recorder)
    person.email = email.strip()
    note_access(act, person.id, "email.changed")


def give_role(act: Act, person_id: int, code: str, role: str, since: date | None = None) -> None:
    """Let somebody act for an agency in a role, from a day on (today if none is named)."""
    agency = _demand(act, person_id, code, role)
    _refuse_stranger(act, person_id)
    first = since or act.today
    spans = role_spans(act.tx, person_id, agency.id, role)
    if any(span.until is None or span.until > first for span in spans):
        raise NotAllowed(f"此人在{agency.short_name}已经是{ROLES[role]}，无需再次授权")
    act.tx.add(RoleRow(person_id=person_id, agency_id=agency.id, role=role, since=first))
    act.note(agency, "role.given", f"person:{person_id}", role=role, since=first.isoformat())


def end_role(act: Act, person_id: int, code: str, role: str, until: date | None = None) -> None:
    """Let somebody no longer act for an agency in a role; `until` is the first day without it.

    An admin does not end their own admin role, so that an agency always keeps one.
    """
    agency = _demand(act, person_id, code, role)
    end = until or act.today
    spans = [s for s in role_spans(act.tx, person_id, agency.id, role) if s.until is None]
    if not spans:
        raise NotAllowed(f"此人在{agency.short_name}不是{ROLES[role]}，请核对")
    if end < spans[0].since:
        raise NotAllowed(f"授权始于{spans[0].since}，结束日期不能早于这一天，请核对")
    if role == "admin" and act.person_id == person_id:
        raise NotAllowed("管理员不能撤销自己的授权，请由另一位管理员办理")
    spans[0].until = end
    act.note(agency, "role.ended", f"person:{person_id}", role=role, until=end.isoformat())


def _demand(act: Act, person_id: int, code: str, role: str) -> AgencyRow:
    agency = act.agency(code)
    act.demand_admin(agency)
    if role not in ROLES:
        raise NotAllowed(f"没有“{role}”这种职责，请从列表中选择")
    if act.tx.get(PersonRow, person_id) is None:
        raise NotAllowed("没有这个人员，请先添加")
    return agency


def _refuse_stranger(act: Act, person_id: int) -> None:
    """Refuse for somebody of other agencies alone, of whom this admin should know nothing.

    Those agencies could no longer shut their own colleague out by themselves.
    """
    places = agencies_ever_of(act.tx, person_id)
    if act.person_id is None or not places:
        return
    if not any(act.is_admin(agency_id) for agency_id in places):
        raise NotPermitted("此人不在您管理的机关任职，兼任请由双方共同上级机关的管理员授权")
