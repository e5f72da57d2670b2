"""A form that is sent twice is done once."""

from typing import TypeVar

from casework.desk.refusals import NotAllowed
from casework.store.tables import AgencyRow, CaseRow, DisputeRow, IssuedDocumentRow

Entered = TypeVar("Entered", CaseRow, DisputeRow, IssuedDocumentRow)


def done_before(entered: Entered | None, agency: AgencyRow) -> Entered | None:
    """What this very form has entered already, None for the first time.

    Whoever acts for several agencies may have sent it for another; that one is not given again.
    """
    if entered is not None and entered.agency_id != agency.id:
        raise NotAllowed("这份表单已经在另一个机关提交过，请重新打开登记页面再填写")
    return entered
