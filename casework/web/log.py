"""The log: one JSON line for each request, and no personal data in it.

A line names the route, never the address: a search may name an applicant. A failure is logged
with where it happened and without its message, in which a database quotes what it was given.
"""

import json
import logging
import traceback
from datetime import UTC, datetime

from flask import Flask, Response, request

from casework.web import here

LOG = logging.getLogger("casework.web")


class JsonLines(logging.Formatter):
    """One JSON object a line, time in UTC; line breaks inside values are escaped."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record; `extra={"told": {…}}` adds to it."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname.lower(), "log": record.name}
        line["message"] = record.getMessage()
        return json.dumps(line | getattr(record, "told", {}), ensure_ascii=False)


def start_log() -> None:
    """Write the log of this process to stderr."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    # The clock ticks twice a minute; only its troubles are news.
    logging.getLogger("apscheduler").setLevel(logging.WARNING)


def watch(app: Flask) -> None:
    """Name and time every request, and write its line."""
    app.before_request(here.start_watch)

    @app.after_request
    def write(response: Response) -> Response:
        response.headers["X-Request-Id"] = here.request_id()
        told = {
            "request": here.request_id(),
            "person": here.known_person_id(),
            "route": request.endpoint,
            "method": request.method,
            "status": response.status_code,
            "ms": here.milliseconds(),
        }
        LOG.info("request", extra={"told": told})
        return response


def log_failure(problem: Exception) -> None:
    """Write down where something failed that nobody foresaw, under the request's number."""
    frames = traceback.extract_tb(problem.__traceback__)
    where = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    told = {"request": here.request_id(), "kind": type(problem).__name__, "where": where}
    LOG.error("failed", extra={"told": told})
