"""The register of rules (规章) and normative documents, from which table 二 counts."""

from dataclasses import dataclass
from datetime import date

from casework.desk.act import CASEWORKERS, Act
from casework.desk.figures import COUNTED_LINES
from casework.desk.once import done_before
from casework.desk.refusals import NoSuchCase, NotAllowed
from casework.store.queries.desk import document_by_form, lock_agency
from casework.store.tables import AgencyRow, IssuedDocumentRow


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedDocument:
    """A document the agency issued; what makes it normative is its content, not its title.

    `expires_on` is its last day in force (有效期至), None where it has none.
    """

    kind: str
    title: str
    issued_on: date
    number: str = ""
    expires_on: date | None = None


def issue_document(
    act: Act, code: str, document: IssuedDocument, *, form_id: str | None = None
) -> int:
    """Enter a rule or normative document, old ones still in force included; gives its id."""
    agency = lock_agency(act.tx, code)
    if agency is None:
        raise NoSuchCase(f"没有代码为“{code}”的机关，请核对")
    act.demand(agency, *CASEWORKERS)
    if form_id and (first := done_before(document_by_form(act.tx, form_id), agency)):
        return first.id
    if document.kind not in COUNTED_LINES:
        raise NotAllowed(f"没有“{document.kind}”这种文件，请从列表中选择")
    if not document.title.strip():
        raise NotAllowed("还没有填写文件标题，请补填")
    _refuse_future(act, document.issued_on)
    _refuse_order(document.issued_on, document.expires_on)
    row = IssuedDocumentRow(
        agency_id=agency.id,
        kind=document.kind,
        title=document.title.strip(),
        number=document.number,
        issued_on=document.issued_on,
        expires_on=document.expires_on,
        form_id=form_id,
    )
    act.tx.add(row)
    act.tx.flush()
    act.note(agency, "document.issued", f"document:{row.id}", on=document.issued_on.isoformat())
    return row.id


def repeal_document(act: Act, document_id: int, on: date | None) -> None:
    """Record from which day a document is no longer in force; None takes that back."""
    row, agency = _open(act, document_id)
    if on is not None:
        _refuse_future(act, on)
        _refuse_order(row.issued_on, on)
    was, row.repealed_on = row.repealed_on, on
    act.note(agency, "document.repealed", f"document:{document_id}", was=_iso(was), now=_iso(on))


def expire_document(act: Act, document_id: int, on: date | None) -> None:
    """Set the last day on which a document is in force; None: it has no such day."""
    row, agency = _open(act, document_id)
    _refuse_order(row.issued_on, on)
    was, row.expires_on = row.expires_on, on
    act.note(agency, "document.expires", f"document:{document_id}", was=_iso(was), now=_iso(on))


def remove_document(act: Act, document_id: int, reason: str) -> None:
    """Take out a document that was entered by mistake; the audit keeps what it was."""
    row, agency = _open(act, document_id)
    if not reason.strip():
        raise NotAllowed("请写明删除的原因")
    kept = row.model_dump(mode="json", exclude={"id", "agency_id", "form_id"})
    act.tx.delete(row)
    act.note(agency, "document.removed", f"document:{document_id}", reason=reason, was=kept)


def _open(act: Act, document_id: int) -> tuple[IssuedDocumentRow, AgencyRow]:
    row = act.tx.get(IssuedDocumentRow, document_id, with_for_update=True)
    if row is None or not act.has_role(row.agency_id, *CASEWORKERS):
        raise NoSuchCase("没有这份文件，或者您不在其制发机关任职，请核对")
    return row, act.agency_with_id(row.agency_id)


def _refuse_future(act: Act, day: date) -> None:
    if day > act.today:
        raise NotAllowed(f"日期在今天（{act.today}）之后，尚未发生的事不能登记，请核对日期")


def _refuse_order(issued_on: date, later: date | None) -> None:
    if later is not None and later < issued_on:
        raise NotAllowed(f"日期早于制发之日（{issued_on}），请核对日期")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
