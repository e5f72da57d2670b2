"""The background of the embedded form as a process of its own, to be killed."""

import os
import signal
import sys
from threading import Event

from casework.office import open_office
from casework.settings import read_settings
from workers.embedded import background


def main() -> int:
    """Remind and post until told to stop."""
    stopping = Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    office = open_office(read_settings(os.environ))
    with background(office):
        sys.stdout.write("已启动\n")
        sys.stdout.flush()
        stopping.wait()
    office.close()
    return 0
