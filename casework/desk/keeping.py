"""What the register keeps of a case beside its events: its subject, and who works on it."""

from casework.desk.act import CASEWORKERS, Act
from casework.desk.recording import CaseFile, open_file
from casework.desk.refusals import Moved, NotAllowed
from casework.desk.searching import keep_findable
from casework.store.queries.desk import roles_on
from casework.store.tables import AgencyRow


def assign(act: Act, case_id: int, clerk_id: int | None, *, version: int) -> None:
    """Give a case to somebody, or to nobody; it shows in that person's list from now on."""
    file = _open(act, case_id, version)
    refuse_clerk(act, file.agency, clerk_id)
    was = file.case.clerk_id
    file.case.clerk_id = clerk_id
    file.case.version += 1
    act.note(file.agency, "case.assigned", f"case:{case_id}", was=was, now=clerk_id)


def edit_particulars(
    act: Act, case_id: int, *, subject: str, request: str, form_wanted: str, version: int
) -> None:
    """Correct how the register words an application; no date and no number follows from it."""
    file = _open(act, case_id, version)
    if not subject.strip():
        raise NotAllowed("还没有填写申请事项，请补填")
    new = {"subject": subject.strip(), "request": request, "form_wanted": form_wanted}
    changed = sorted(name for name, value in new.items() if getattr(file.case, name) != value)
    for name in changed:
        setattr(file.case, name, new[name])
    file.case.version += 1
    keep_findable(act, case_id)
    act.note(file.agency, "case.edited", f"case:{case_id}", fields=changed)


def refuse_clerk(act: Act, agency: AgencyRow, clerk_id: int | None) -> None:
    """A case is given only to somebody who may work on it."""
    if clerk_id is None:
        return
    roles = roles_on(act.tx, clerk_id, act.today)
    if not any(row.agency_id == agency.id and row.role in CASEWORKERS for row in roles):
        raise NotAllowed(f"所选的承办人不在{agency.short_name}任承办人或者负责人，请另选")


def _open(act: Act, case_id: int, version: int) -> CaseFile:
    """Take a case whose particulars are still those the reader saw."""
    file = open_file(act, case_id)
    if file.case.version != version:
        raise Moved(f"{file.case.number}的登记内容在您查看之后已被修改，请先看过现在的内容再改")
    return file
