"""`casework queue`: do what is owed, in the production form (Celery on Valkey)."""

import logging
import sys
from typing import Any

from celery import signals

from casework.commands.answer import Arguments, WrongCall
from casework.commands.opening import register, settings_of_environment
from workers.queue import queue

LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
_HANDS = 2
_QUIET: dict[str, Any] = {
    # Workers need not hear of each other: the database decides who has what.
    "without_gossip": True,
    "without_mingle": True,
    "without_heartbeat": True,
    "quiet": True,
}


def run(arguments: list[str]) -> int:
    """Work until told to stop; tasks under way are finished first."""
    Arguments("queue", "办理待办事项（生产环境，需要 Valkey）").parse_args(arguments)
    settings = settings_of_environment()
    if not settings.broker_url:
        raise WrongCall("没有设置 CASEWORK_BROKER_URL；没有 Valkey 时 casework serve 自己办理")
    with register(settings):
        pass  # What is wrong with the register is told here, in one line.
    queue.connect(settings)
    logging.basicConfig(level=logging.INFO, format=LOG_FORMAT, stream=sys.stderr)
    signals.worker_ready.connect(_announce)
    worker = queue.Worker(concurrency=_HANDS, **_QUIET)
    worker.start()
    return int(worker.exitcode or 0)


def _announce(**_: Any) -> None:
    sys.stdout.write("casework queue：已启动\n")
    sys.stdout.flush()
