"""Reconsiderations and lawsuits: the list, one to enter, one with its record.

A form that comes too late, or that needs a second word, is shown again with what was typed.
Above 150 lines because the pages of one thing, few and alike, stand together.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from casework.cases.disputes import DisputeAnnulled, DisputeEvent
from casework.desk.act import CASEWORKERS, Act
from casework.desk.disputes import (
    annul_dispute_event,
    decide_dispute,
    file_dispute,
    link_case,
    unlink_case,
)
from casework.desk.refusals import Moved, NeedsConsent
from casework.law.disputes import RESULTS
from casework.law.remedies import skips_reconsideration
from casework.store.dispute_mapping import dispute_events_of
from casework.store.queries.disputes import (
    NEWEST,
    cases_of_disputes,
    newest_disputes,
    record_of_dispute,
)
from casework.store.tables import DisputeEventRow
from casework.web import here
from casework.web.dispute_forms import (
    KINDS,
    RESULT_LABELS,
    AnnulForm,
    DecidedForm,
    FiledForm,
    LinkForm,
    SeenForm,
)
from casework.web.forms import Form, ask_again
from casework.web.permissions import READERS, permits

pages = Blueprint("disputes", __name__, url_prefix="/disputes")
_caseworkers = permits(*CASEWORKERS, of="dispute")

_PAGE = 50


class Recorded(NamedTuple):
    """A line of the record."""

    event: DisputeEvent
    row: DisputeEventRow
    by: str
    annulled: bool

    @property
    def may_be_annulled(self) -> bool:
        """Whether there is something left to annul."""
        return not self.annulled and not isinstance(self.event, DisputeAnnulled)


@pages.get("")
@permits(*READERS, of="agency")
def index() -> ResponseReturnValue:
    """Every dispute, the newest first, or only those undecided."""
    pending = request.args.get("show") == "pending"
    before = request.args.get("before", NEWEST, type=int)
    with here.reading() as tx:
        rows = newest_disputes(
            tx,
            here.agency().id,
            pending=pending,
            before=min(max(before, 0), NEWEST),
            limit=_PAGE + 1,
        )
        shown = rows[:_PAGE]
        cases = cases_of_disputes(tx, [row.id for row in shown])
    following = {"before": shown[-1].id, "show": request.args.get("show")} if shown else {}
    return render_template(
        "pages/disputes/index.html",
        rows=shown,
        cases=cases,
        pending=pending,
        kinds=KINDS,
        results=RESULT_LABELS,
        following=url_for("disputes.index", **following) if len(rows) > _PAGE else "",
    )


@pages.get("/new")
@permits(*CASEWORKERS, of="agency")
def new() -> ResponseReturnValue:
    """The form for a dispute; a case page may name its case."""
    form = FiledForm(cases=request.args.get("case", "")[:_PAGE])
    return render_template("pages/disputes/new.html", form=form)


@pages.post("/new")
@permits(*CASEWORKERS, of="agency")
def enter() -> ResponseReturnValue:
    """Enter a dispute."""
    form = FiledForm()
    if not form.validate():
        return ask_again("pages/disputes/new.html", form=form)
    with here.act() as act:
        dispute_id = file_dispute(
            act,
            here.agency().code,
            form.filed(),
            subject=str(form.subject.data),
            form_id=form.form_id.data,
        )
    return _back(dispute_id, "争议已登记。")


@pages.get("/<int:dispute_id>")
@permits(*READERS, "supervisor", of="dispute")
def show(dispute_id: int) -> ResponseReturnValue:
    """One dispute: what is known of it, its cases, its record, what may be done."""
    return _draw(dispute_id)


@pages.post("/<int:dispute_id>/decide")
@_caseworkers
def decide(dispute_id: int) -> ResponseReturnValue:
    """Record how it ended."""
    form = DecidedForm()

    def verb(act: Act) -> object:
        return decide_dispute(act, dispute_id, form.decided(), after=form.seen)

    return _do(dispute_id, "decided", form, verb, "审结结果已登记。")


@pages.post("/<int:dispute_id>/annul")
@_caseworkers
def annul(dispute_id: int) -> ResponseReturnValue:
    """Annul what was recorded in error; with what rests on it, once that was named."""
    form = AnnulForm()
    agreed = "with_dependents" in request.form

    def verb(act: Act) -> object:
        seq, reason = form.seq.data or 0, str(form.reason.data)
        return annul_dispute_event(
            act, dispute_id, seq, reason, after=form.seen, with_dependents=agreed
        )

    return _do(dispute_id, "annulled", form, verb, "记录已撤销。")


@pages.post("/<int:dispute_id>/cases")
@_caseworkers
def link(dispute_id: int) -> ResponseReturnValue:
    """Say that it is about one case more."""
    form = LinkForm()
    if not form.validate():
        return _draw(dispute_id, 422, linked=form)
    with here.act() as act:
        for case_id in form.case_ids:
            link_case(act, dispute_id, case_id)
    return _back(dispute_id, "办件已关联。")


@pages.post("/<int:dispute_id>/cases/<int:case_id>/unlink")
@_caseworkers
def unlink(dispute_id: int, case_id: int) -> ResponseReturnValue:
    """Say that it is not about a case after all."""
    with here.act() as act:
        unlink_case(act, dispute_id, case_id)
    return _back(dispute_id, "已取消关联。")


def _do(
    dispute_id: int, name: str, form: SeenForm, verb: Callable[[Act], object], told: str
) -> ResponseReturnValue:
    """Do what a form says; a refusal that can be answered on the page is shown there."""
    if not form.validate():
        return _draw(dispute_id, 422, **{name: form})
    try:
        with here.act() as act:
            verb(act)
    except Moved as moved:
        return _draw(dispute_id, 409, str(moved), **{name: form})
    except NeedsConsent as asks:
        return _draw(dispute_id, 409, str(asks), **{name: form, "consent": Form()})
    return _back(dispute_id, told)


def _draw(dispute_id: int, status: int = 200, told: str = "", **typed: Form) -> Response:
    """The page; a form that was refused keeps what was typed and has now seen everything."""
    with here.reading() as tx:
        rows = record_of_dispute(tx, dispute_id)
        cases = cases_of_disputes(tx, [dispute_id]).get(dispute_id, [])
    last = rows[-1][0].seq
    forms: Mapping[str, Any] = {
        "decided": DecidedForm(formdata=None, after=last),
        "annulled": AnnulForm(formdata=None, after=last),
        "linked": LinkForm(formdata=None),
        "consent": None,
        **typed,
    }
    for form in (forms["decided"], forms["annulled"]):
        form.has_now_seen(last)
    page = render_template(
        "pages/disputes/show.html",
        dispute=here.the_dispute(dispute_id),
        record=_recorded(rows),
        cases=cases,
        doubted=_doubted(here.the_dispute(dispute_id).kind, cases),
        **{"told": told, "kinds": KINDS, "results": RESULT_LABELS, "covers": RESULTS, **forms},
        named=here.names_shown(),
    )
    return make_response(page, status)


def _doubted(kind: str, cases: Iterable[Any]) -> list[str]:
    """The cases that such a dispute could hardly be about."""
    answered = (case for case in cases if case.closed_on and case.counted_outcome)
    return [
        case.number
        for case in answered
        if skips_reconsideration(kind, case.counted_outcome, case.closed_on)
    ]


def _recorded(rows: Sequence[tuple[DisputeEventRow, str]]) -> list[Recorded]:
    events = dispute_events_of(row for row, _ in rows)
    gone = {event.target for event in events if isinstance(event, DisputeAnnulled)}
    return [
        Recorded(event, row, by, event.seq in gone)
        for event, (row, by) in zip(events, rows, strict=True)
    ]


def _back(dispute_id: int, told: str) -> ResponseReturnValue:
    flash(told)
    return redirect(url_for("disputes.show", dispute_id=dispute_id), 303)
