"""The proof bundle of a case: what 复议 and court files need, sealed with the office's key."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from casework.desk.act import CASEWORKERS, Act
from casework.desk.proof_parts import (
    SHELL_NAME,
    audit_part,
    events_part,
    explanation_of,
    notices_part,
    parties_part,
    rules_part,
)
from casework.desk.proof_sheet import sheet
from casework.desk.refusals import NoSuchCase
from casework.papers.proof_bundle import MANIFEST, as_json, manifest_of, pack, read_json
from casework.store.audit import head_of
from casework.store.queries.case_page import parties_of, record_of
from casework.store.queries.cases import lock_case
from casework.store.queries.proof import audit_about, cases_numbered
from casework.store.tables import AgencyRow, CaseRow, PersonRow


@dataclass(frozen=True, slots=True)
class Proof:
    """A bundle, and the hash of the whole file that the audit keeps."""

    number: str
    content: bytes
    sha256: str


def case_numbered(act: Act, number: str, code: str | None = None) -> int:
    """The id of the case that bears a number, in one agency or in the whole register."""
    found = [row.id for row in cases_numbered(act.tx, number, code)]
    if not found:
        where = f"代码为“{code}”的机关" if code else "登记簿"
        raise NoSuchCase(f"{where}里没有编号为“{number}”的办件，请核对编号")
    if len(found) > 1:
        raise NoSuchCase(
            f"有{len(found)}个机关的办件编号都是“{number}”，请用 --agency 指明机关代码"
        )
    return found[0]


def make_proof(act: Act, case_id: int) -> Proof:
    """Make the bundle of a case as it stands; the audit keeps who took it, and its hash.

    Who may work on the case may take it, names included; the shell may. Raises NoSuchCase.
    """
    case = _case(act, case_id)
    agency = act.agency_with_id(case.agency_id)
    files = _files(act, case, agency)
    about = {"case": case.number, "agency": agency.code, "made_at": act.now.isoformat()}
    files[MANIFEST] = manifest_of(files, about, act.office.audit.seal)
    content = pack(files)
    digest = sha256(content).hexdigest()
    act.note(agency, "case.proof_made", f"case:{case_id}", sha256=digest)
    return Proof(case.number, content, digest)


def _case(act: Act, case_id: int) -> CaseRow:
    """The case, and nobody else's to record in until the bundle is whole."""
    case = lock_case(act.tx, case_id)
    by_shell = act.person_id is None
    if case is None or not (by_shell or act.has_role(case.agency_id, *CASEWORKERS)):
        raise NoSuchCase("没有这件办件，或者您不在其承办单位任职，请核对编号")
    return case


def _files(act: Act, case: CaseRow, agency: AgencyRow) -> dict[str, bytes]:
    """Everything but the manifest, in the order of the archive."""
    events = events_part(record_of(act.tx, case.id))
    notices = notices_part(act.calendar)
    parts = {
        "case.json": _about(act, case, agency),
        "events.json": events,
        "notices.json": notices,
        "rules.json": rules_part(),
        "audit.json": audit_part(audit_about(act.tx, f"case:{case.id}"), head_of(act.tx)),
    }
    files = {name: as_json(part) for name, part in parts.items()}
    files |= explanation_of(events, notices, act.today)
    parts["explanation.json"] = read_json(files["explanation.json"])
    files["proof.html"] = sheet(parts, files)
    return files


def _about(act: Act, case: CaseRow, agency: AgencyRow) -> dict[str, Any]:
    """Which case, and when and by whom the bundle was made."""
    person = act.tx.get(PersonRow, act.person_id) if act.person_id else None
    return {
        "number": case.number,
        "id": case.id,
        "agency": {"code": agency.code, "name": agency.name},
        "subject": case.subject,
        "request": case.request,
        "form_wanted": case.form_wanted,
        "parties": parties_part(parties_of(act.tx, case.id)),
        "made_at": act.now.isoformat(),
        "made_by": person.name if person else SHELL_NAME,
        "today": act.today.isoformat(),
        "timezone": act.office.settings.timezone,
    }
