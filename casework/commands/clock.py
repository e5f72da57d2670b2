"""`casework clock`: call for what is due and tell the queue, in the production form."""

import logging
import signal
import sys

from casework.commands.answer import Arguments, WrongCall
from casework.commands.opening import register, settings_of_environment
from casework.commands.queue import LOG_FORMAT
from workers.clock import CALL_DUTIES, Entry, ticking
from workers.queue import queue
from workers.relay import ask_whether_alive, publish_due

ENTRIES = (CALL_DUTIES, Entry("relay", publish_due, 2), Entry("alive", ask_whether_alive, 30))
ENDINGS = (signal.SIGTERM, signal.SIGINT)


def run(arguments: list[str]) -> int:
    """Tick until told to stop. A second clock beside it does no harm."""
    Arguments("clock", "按时提出待办事项（生产环境，需要 Valkey）").parse_args(arguments)
    settings = settings_of_environment()
    if not settings.broker_url:
        raise WrongCall("没有设置 CASEWORK_BROKER_URL；没有 Valkey 时 casework serve 自己计时")
    queue.connect(settings)
    logging.basicConfig(level=logging.WARNING, format=LOG_FORMAT, stream=sys.stderr)
    # Held back and waited for: a handler may come while we hold the very lock it needs.
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    with register(settings) as office, ticking(office, ENTRIES):
        sys.stdout.write("casework clock：已启动\n")
        sys.stdout.flush()
        signal.sigwait(ENDINGS)
    return 0
