"""Whether the program lives and may be used: for who watches the machine, without signing in.

None of it names a person or a case; what exactly is wrong is told to who has signed in.
"""

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from casework.desk.housekeeping import CLOCK, QUEUE, silent
from casework.store.queries.clock_runs import heartbeats
from casework.store.queries.outbox import outbox_counts
from casework.store.schema import HEAD, revision_of
from casework.web import here
from casework.web.permissions import anyone

pages = Blueprint("health", __name__)

_STATES = ("pending", "sending", "retry", "failed")


@pages.get("/healthz")
@anyone
def alive() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(alive=True)


@pages.get("/readyz")
@anyone
def ready() -> ResponseReturnValue:
    """The database answers with the right schema, and who should beat has a heartbeat."""
    checks = _checks()
    told: dict[str, object] = {"ready": all(checks.values())}
    if checks["database"] and here.visitor() is not None:
        told["checks"] = checks
    return jsonify(told), 200 if told["ready"] else 503


@pages.get("/metrics")
@anyone
def metrics() -> ResponseReturnValue:
    """A few counts, as Prometheus reads them."""
    with here.reading() as tx:
        counts = {state: count for state, (count, _since) in outbox_counts(tx).items()}
        beats = heartbeats(tx)
    now = here.office().now()
    lines = ["casework_up 1"]
    lines += [f'casework_outbox{{state="{state}"}} {counts.get(state, 0)}' for state in _STATES]
    lines += [
        f'casework_heartbeat_age_seconds{{name="{name}"}} {(now - at).total_seconds():.0f}'
        for name, at in beats.items()
    ]
    return Response("\n".join([*lines, ""]), mimetype="text/plain; version=0.0.4")


def _checks() -> dict[str, bool]:
    office = here.office()
    try:
        schema = revision_of(office.store.engine) == HEAD
        with office.reading() as tx:
            quiet = silent(tx, office.now())
    except SQLAlchemyError:
        return {"database": False}
    return {
        "database": True,
        "schema": schema,
        CLOCK: CLOCK not in quiet,
        QUEUE: QUEUE not in quiet,
    }
