"""The queue: a Celery app that knows its office. Messages are hints, the database is the truth.

A message holds the id of a duty in the outbox and nothing else. Losing every message costs a
minute, because the relay asks the database again; a message that comes twice finds the duty taken.
"""

import logging
import os
import time
from typing import Any

from celery import Celery, signals

from casework.office import Office, open_office
from casework.settings import Settings, read_settings

_PATIENCE = {
    "visibility_timeout": 600,
    "socket_timeout": 10,
    "socket_connect_timeout": 3,
    "socket_keepalive": True,
    "health_check_interval": 25,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
}
"""Nothing waits for ever for a broker that is down or frozen; a dead worker's task comes back."""

_log = logging.getLogger(__name__)


class OfficeCelery(Celery):
    """The app of one process. Its office is opened after the fork: connections do not cross it."""

    office: Office

    def connect(self, settings: Settings) -> None:
        """Use the broker that the settings name."""
        self.conf.update(broker_url=settings.broker_url, timezone=settings.timezone)


queue = OfficeCelery("casework", include=["workers.tasks"], set_as_current=False)
queue.conf.update(
    accept_content=["json"],
    task_serializer="json",
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_time_limit=120,
    task_soft_time_limit=90,
    task_publish_retry=False,
    task_default_queue="casework",
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=1000,
    worker_hijack_root_logger=False,
    worker_redirect_stdouts=False,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    worker_soft_shutdown_timeout=20,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options=_PATIENCE,
    visibility_timeout=_PATIENCE["visibility_timeout"],
    enable_utc=True,
)


@signals.worker_process_init.connect
def _open_office(**_: Any) -> None:
    queue.office = open_office(read_settings(os.environ))


@signals.worker_process_shutdown.connect
def _close_office(**_: Any) -> None:
    queue.office.close()


@signals.task_prerun.connect
def _note_start(task: Any, **_: Any) -> None:
    task.request.casework_started = time.monotonic()


@signals.task_postrun.connect
def _note_end(task: Any, args: Any, state: Any, **_: Any) -> None:
    seconds = time.monotonic() - task.request.casework_started
    _log.info("%s %s %s in %.3f s", task.name, list(args), state, seconds)
