"""The application for a server that makes its own processes: gunicorn in production.

Each process opens the register for itself, for a connection must not cross a fork.
"""

import gc
import os

from flask import Flask

from casework.office import open_office
from casework.settings import read_settings
from casework.web.app import create_app
from casework.web.log import start_log


def application() -> Flask:
    """The pages of the register that the environment names."""
    start_log()
    app = create_app(open_office(read_settings(os.environ)))
    # What is loaded once stays for good: looking through it again takes a sixth of a page's time.
    gc.freeze()
    return app
