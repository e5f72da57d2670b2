"""The lists of cases: what is due next, all cases with filters and search, and both as xlsx."""

from io import BytesIO
from typing import Any

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from casework.desk.listing import MOST_EXPORTED, Asked, export_cases, list_cases
from casework.store.queries.list_names import staff_of
from casework.store.queries.lists import NOTHING, Page
from casework.web import here
from casework.web.forms import ask_again
from casework.web.limits import exports
from casework.web.list_filters import QUEUES, FilterForm, Whose, in_queue, queue, whose
from casework.web.list_places import all_place, open_place, place_of
from casework.web.list_rows import drawn_rows
from casework.web.permissions import READERS, permits

pages = Blueprint("case_lists", __name__, url_prefix="/cases")
_readers = permits(*READERS, "supervisor", of="agency")

SIZE = 50
"""Cases on a page."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("")
@_readers
def index() -> ResponseReturnValue:
    """The open cases, the most urgent first."""
    scope, name = whose(), queue()
    with here.reading() as tx:
        page = list_cases(tx, _open(tx, scope, name), SIZE)
    lines = drawn_rows(page, "open", named=not scope.below)
    given = {"lines": lines, "place_of": place_of, "queue": name, "queues": QUEUES}
    return render_template("pages/lists/open.html", **_context(scope, page), **given)


@pages.route("/all", methods=["GET", "POST"])
@_readers
def all_cases() -> ResponseReturnValue:
    """All cases, the newest first; a search is sent in the body, since it may be a name."""
    scope, form = whose(), _filters()
    if request.method == "POST" and not form.q.data:
        return redirect(_address(form), 303)
    return _list_all(scope, form) if form.validate() else _ask_again(scope, form)


@pages.post("/export")
@exports
@_readers
def export() -> ResponseReturnValue:
    """What is shown, from its first page on, as a workbook."""
    scope, form = whose(), _filters()
    if not form.validate():
        return _ask_again(scope, form)
    title = f"{scope.standing.short_name}办件 {here.office().today()}"
    with here.act() as act:
        is_open = request.form.get("list") == "open"
        asked = _open(act.tx, scope, queue()) if is_open else _all(act.tx, scope, form)
        book = export_cases(act, scope.standing.code, title, asked.from_the_start())
    return send_file(BytesIO(book), _XLSX, as_attachment=True, download_name=f"{title}.xlsx")


# -- which cases --------------------------------------------------------------------------------


def _open(tx: Session, scope: Whose, name: str) -> Asked:
    place, backwards = open_place()
    given = in_queue(name) | scope.given(scope.agency_ids(tx))
    return Asked(given, not scope.below, open_only=True, place=place, backwards=backwards)


def _all(tx: Session, scope: Whose, form: FilterForm) -> Asked:
    place, backwards = all_place()
    ids = scope.agency_ids(tx)
    given = form.given(tx, ids) | scope.given(ids)
    return Asked(given, not scope.below, sought=form.sought, place=place, backwards=backwards)


def _filters() -> FilterForm:
    """The filters as they were chosen, of an address or of a form."""
    return FilterForm(request.values)


def _address(form: FilterForm) -> str:
    return url_for("case_lists.all_cases", scope=request.values.get("scope"), **form.chosen())


# -- how they are shown -------------------------------------------------------------------------


def _list_all(scope: Whose, form: FilterForm) -> ResponseReturnValue:
    with here.reading() as tx:
        page = list_cases(tx, _all(tx, scope, form), SIZE)
        form.know({} if scope.below else staff_of(tx, scope.standing.id))
    lines = drawn_rows(page, "all", named=not scope.below)
    given = {"lines": lines, "filters": form}
    return render_template("pages/lists/all.html", **_context(scope, page), **given)


def _ask_again(scope: Whose, form: FilterForm) -> ResponseReturnValue:
    form.know({})
    return ask_again("pages/lists/all.html", **_context(scope, NOTHING), filters=form)


def _context(scope: Whose, page: Page) -> dict[str, Any]:
    return {"whose": scope, "page": page, "size": SIZE, "most_exported": MOST_EXPORTED}
