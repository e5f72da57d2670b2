"""The agencies of the register and the tree they form, with dates."""

from dataclasses import dataclass, fields
from datetime import date

from casework.desk.act import Act
from casework.desk.numbering import refuse_template
from casework.desk.refusals import NotAllowed, NotPermitted
from casework.desk.report_days import refuse_report_day
from casework.store.queries.agencies import agencies_below, agency_by_code, changes_after
from casework.store.queries.desk import open_parent
from casework.store.tables import AgencyParentRow, AgencyRow

_CODE = "0123456789abcdefghijklmnopqrstuvwxyz-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What letters and reports print of an agency; None leaves a field as it is."""

    name: str | None = None
    short_name: str | None = None
    mark: str | None = None
    kind: str | None = None
    review_body: str | None = None
    court: str | None = None
    address: str | None = None
    postcode: str | None = None
    phone: str | None = None
    contact: str | None = None


def found_agency(act: Act, code: str, particulars: Particulars) -> int:
    """Open the register of an agency; gives its id. `code` names it in addresses and commands.

    Only an admin does so, or the shell. Nobody has a role there yet: `people.give_role` is next.
    """
    if act.person_id is not None and not any("admin" in roles for roles in act.roles.values()):
        raise NotPermitted("新设机关须由管理员办理，请联系管理员")
    if not code or set(code) - set(_CODE):
        raise NotAllowed("机关代码只能用小写字母、数字和连字符，请改写")
    if agency_by_code(act.tx, code) is not None:
        raise NotAllowed(f"代码“{code}”已经用于另一个机关，请换一个")
    if not particulars.name:
        raise NotAllowed("还没有填写机关名称，请补填")
    agency = AgencyRow(code=code, name=particulars.name, short_name=particulars.name)
    _put(agency, particulars)
    act.tx.add(agency)
    act.note(agency, "agency.founded", f"agency:{code}")
    return agency.id


def found_below(act: Act, above: str, code: str, particulars: Particulars, since: date) -> int:
    """Open the register of an agency that stands under another from a day on; gives its id.

    The admins of the agency above are its admins too.
    """
    parent = act.agency(above)
    act.demand_admin(parent)
    if since > act.today:
        raise NotAllowed("隶属的起始日期不能晚于今天，请核对")
    agency_id = found_agency(act, code, particulars)
    act.tx.add(AgencyParentRow(agency_id=agency_id, since=since, parent_id=parent.id))
    told = {"parent": above, "since": since.isoformat()}
    act.note(act.agency(code), "agency.put_under", f"agency:{code}", **told)
    return agency_id


def set_particulars(act: Act, code: str, particulars: Particulars) -> None:
    """Correct what letters and reports print of an agency; what was printed stays as it was."""
    agency = act.agency(code)
    act.demand_admin(agency)
    if particulars.name == "" or particulars.short_name == "":
        raise NotAllowed("机关名称和简称不能为空，请补填")
    changed = _put(agency, particulars)
    act.note(agency, "agency.particulars_set", f"agency:{code}", fields=changed)


def set_number_template(act: Act, code: str, template: str) -> None:
    """Choose how the numbers of new cases read, from {mark}, {year} and {serial}."""
    agency = act.agency(code)
    act.demand_admin(agency)
    refuse_template(template)
    # A new mapping: a change inside the old one would not be seen as one.
    agency.settings = agency.settings | {"number": template}
    act.note(agency, "agency.number_set", f"agency:{code}", template=template)


def set_report_day(act: Act, code: str, chosen: str) -> None:
    """Choose by which day (“01-20”) an agency wants its report done; "" for that of the law."""
    agency = act.agency(code)
    act.demand_admin(agency)
    if chosen:
        refuse_report_day(agency.name, chosen)
    agency.settings = agency.settings | {"report_due": chosen}
    act.note(agency, "agency.report_day_set", f"agency:{code}", day=chosen)


def put_under(act: Act, code: str, parent: str | None, since: date) -> None:
    """Put an agency under another from a day on (None: under nobody); the past stays as it was.

    A year's subtree is that of its 31 December.
    """
    agency = act.agency(code)
    act.demand_admin(agency)
    above = act.agency(parent) if parent is not None else None
    if above is not None and _is_ever_below(act, above.id, agency.id, since):
        raise NotAllowed(f"{above.short_name}就是{agency.short_name}或者在其下，不能再作其上级")
    current = open_parent(act.tx, agency.id)
    if current is not None:
        if since <= current.since:
            raise NotAllowed(f"现有的隶属关系始于{current.since}，新的应当在其之后，请核对日期")
        current.until = since
    if above is not None:
        act.tx.add(AgencyParentRow(agency_id=agency.id, since=since, parent_id=above.id))
    act.note(agency, "agency.put_under", f"agency:{code}", parent=parent, since=since.isoformat())


def succeed(act: Act, code: str, successor: str, on: date) -> None:
    """Record that an agency's duties passed to another on a day (机构改革).

    Its cases stay where they are; the successor files the reports from then on.
    """
    agency, heir = act.agency(code), act.agency(successor)
    act.demand_admin(agency)
    if agency.id in (heir.id, heir.successor_id):
        raise NotAllowed("承继机关不能是本机关或者由本机关承继的机关，请核对")
    agency.successor_id, agency.succeeded_on = heir.id, on
    act.note(agency, "agency.succeeded", f"agency:{code}", by=successor, on=on.isoformat())


def _is_ever_below(act: Act, agency_id: int, root: int, since: date) -> bool:
    """Whether an agency stands under another on a day, or will by what is already decided."""
    days = [since, *changes_after(act.tx, since)]
    return any(agency_id in agencies_below(act.tx, root, day) for day in days)


def _put(agency: AgencyRow, particulars: Particulars) -> list[str]:
    """Write the given fields; gives the names of those that changed."""
    given = {field.name: getattr(particulars, field.name) for field in fields(particulars)}
    changed = [n for n, value in given.items() if value not in (None, getattr(agency, n))]
    for name in changed:
        setattr(agency, name, given[name])
    return changed
