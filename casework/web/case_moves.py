"""What every form upon a case shares: it is tried, and where the desk says no, shown again.

Nothing typed is lost: the form comes back with the desk's sentence above it and, where somebody
else was first, with what came between; sent again it stands upon the record as it is now.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from casework.desk.act import CASEWORKERS, Act
from casework.desk.casefile import Entry, Record, read_record
from casework.desk.refusals import Moved, NotAllowed
from casework.store.tables import CaseRow
from casework.web import here
from casework.web.event_forms import Following


def record_now(case: CaseRow) -> Record:
    """The record of a case, for a form upon it."""
    with here.reading() as tx:
        return read_record(here.office(), tx, case)


def may_work(case: CaseRow) -> bool:
    """Whether the person at the browser may record anything of a case."""
    return not here.person().roles_at(case.agency_id).isdisjoint(CASEWORKERS)


def page(
    template: str, case: CaseRow, form: Following, status: int = 200, **more: Any
) -> Response:
    """A form upon a case, with the case in short above it.

    `refusal` is the desk's sentence; with `moved` what came between is shown, and seen.
    """
    record: Record = more.pop("record", None) or record_now(case)
    between: list[Entry] = []
    if more.pop("moved", False):
        between = record.since(form.seen)
        form.see(record.last_seq)
    elif form.after.data is None:
        form.see(record.last_seq)
    context = {"refusal": "", **more, "case": case, "record": record, "between": between}
    return make_response(render_template(template, form=form, **context), status)


def tried(
    verb: Callable[[Act], object], again: Callable[..., Response], case: CaseRow, told: str
) -> ResponseReturnValue:
    """Do it and go back to the case, or show the form `again` with what the desk said."""
    try:
        with here.act() as act:
            verb(act)
    except Moved as moved:
        return again(status=HTTPStatus.CONFLICT, refusal=str(moved), moved=True)
    except NotAllowed as no:
        return again(status=HTTPStatus.UNPROCESSABLE_ENTITY, refusal=str(no))
    flash(told)
    return redirect(url_for("cases.show", number=case.number), 303)
