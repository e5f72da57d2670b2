"""Whether the program lives and may be used: for who watches the machine, without signing in.

None of it names a person or a case; what exactly is wrong is told to who has signed in.
"""

from collections import Counter
from datetime import timedelta

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from casework.store.queries.access import heartbeats, unsent_states
from casework.store.schema import HEAD, revision_of
from casework.web import here
from casework.web.permissions import anyone

pages = Blueprint("health", __name__)

_SILENT = timedelta(minutes=3)
"""A clock or a relay that has not been heard of for so long has stopped."""


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
        waiting, beats = Counter(unsent_states(tx)), heartbeats(tx)
    now = here.office().now()
    lines = ["casework_up 1"]
    lines += [
        f'casework_outbox{{state="{state}"}} {waiting[state]}'
        for state in ("pending", "sending", "retry", "failed")
    ]
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
            beats = heartbeats(tx)
    except SQLAlchemyError:
        return {"database": False}
    fresh = {f"heartbeat:{name}": office.now() - at < _SILENT for name, at in beats.items()}
    return {"database": True, "schema": schema} | fresh
