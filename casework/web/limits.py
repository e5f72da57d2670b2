"""How often one browser may ask for what is dear: signing in, and taking much out."""

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from casework.web import here

limiter = Limiter(get_remote_address)


def put_limits(app: Flask) -> None:
    """Let the routes below ask how often they were asked for; no other page does."""
    # An extension that is there already sets no hooks of its own around every request.
    app.extensions["limiter"] = {limiter}
    limiter.init_app(app)


sign_ins = limiter.limit("60/minute")
"""Beside the lock-out, which counts failures: hashing is dear even where the answer is no."""

exports = limiter.shared_limit(
    "20/minute", scope="exports", key_func=lambda: f"person:{here.person().id}"
)
"""For every route that gives many cases away at once."""

readings = limiter.shared_limit(
    "20/minute", scope="readings", key_func=lambda: f"person:{here.person().id}"
)
"""For reading files that were sent: each may take a second of the machine."""
